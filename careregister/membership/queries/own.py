"""A person's own membership, on one screen."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from careregister.base import body, clock
from careregister.base.actors import Actor, Kind
from careregister.payments import queries as payments
from careregister.payments.states import BACS_DEBIT

from .. import cooling_off, periods, policy, states
from .. import plans as rules
from ..derive import derive
from ..facts import facts_of
from ..models import Subscription, WaiverRequest
from .figures import paid_for

PlanFacts = rules.Plan


@dataclass(frozen=True, slots=True)
class WaiverFacts:
    """The newest request. `since` and `until` (the first day to pay again) once it was granted."""

    id: UUID
    state: str
    asked_on: date
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Mine:
    """`payer_id`: themselves, also while an employer pays: `open_*` is what they owe of the time before.
    `paid_until`: the first day that is neither paid nor waived. `next_due_on` and `next_pence`: None where nothing
    comes. `ends_on`: when it ends if nothing happens. `can`: the steps that its owner may take now."""

    id: UUID
    person_id: UUID
    payer_id: UUID
    state: str
    state_words: Promise
    plan: PlanFacts
    next_plan: PlanFacts | None
    fee_pence: int
    joined_on: date
    paid_until: date | None
    next_due_on: date | None
    next_pence: int | None
    method_words: str
    open_pence: int
    open_invoices: tuple[UUID, ...]
    past_due_since: date | None
    cancels_on: date | None
    paused_from: date | None
    paused_until: date | None
    longest_pause: date | None
    cooling_off_until: date | None
    gives_back: bool  # if they change their mind: they have paid themselves
    ends_on: date | None
    ended_on: date | None
    ended_because: str
    waiver: WaiverFacts | None
    employer_id: UUID | None
    employer_name: str
    payer_words: str
    can: frozenset[str]

    @property
    def is_live(self) -> bool:
        return self.state in states.LIVE

    @property
    def is_member(self) -> bool:
        """Of the association: begun, on a plan that covers it, and not paused."""
        return self.state in (states.ACTIVE, states.PAST_DUE) and self.plan.is_member


def plans(on: date) -> tuple[PlanFacts, ...]:
    """What can be chosen on a day; the longest first, which saves both sides the provider's share."""
    return tuple(sorted(rules.plans(on), key=lambda plan: (not plan.is_member, -plan.months)))


def mine(person_id: UUID, asker: Actor | None = None) -> Mine | None:
    """The live membership, else the one that ended last; None for who never was a member. NotAllowed."""
    if asker is not None:
        policy.may_read(asker, person_id)
    rows = Subscription.objects.select_related("employer").filter(person=person_id)
    row = rows.exclude(state=states.ENDED).first() or rows.order_by("-ended_on", "-joined_on", "pk").first()
    return _mine(row) if row else None


def subscription_of(subscription_id: UUID, asker: Actor) -> Mine | None:
    """One membership by its id. NotAllowed."""
    row = Subscription.objects.select_related("employer").filter(pk=subscription_id).first()
    if row is None:
        return None
    policy.may_read(asker, row.person_id)
    return _mine(row)


def is_member(person_id: UUID) -> bool:
    """Whether somebody is a member of the association today."""
    row = Subscription.objects.filter(person=person_id, state__in=(states.ACTIVE, states.PAST_DUE)).first()
    return row is not None and rules.named(row.plan, clock.today()).is_member


def derive_state(subscription_id: UUID, at: date | None = None) -> str:
    """The state from dates, waivers and the ledger alone, whatever is kept. Subscription.DoesNotExist."""
    day = at or clock.today()
    return derive(facts_of(Subscription.objects.get(pk=subscription_id), day), day).state


def _mine(row: Subscription) -> Mine:
    today = clock.today()
    facts = facts_of(row, today)
    standing = derive(facts, today)
    plan = rules.named(row.plan, today)
    next_due, next_pence = _next(row)
    own = row.employer is None
    payer_id = row.payer_id if own else payments.payer_of_person(row.person_id)
    owed = [one for one in payments.invoices_of(row.pk) if one.open_pence and one.payer_id == payer_id]
    longest = body.rule("membership.longest_pause_months", today)
    waiver = WaiverRequest.objects.filter(subscription=row).order_by("-asked_at").first()
    can = _can(row)
    return Mine(
        id=row.pk,
        person_id=row.person_id,
        payer_id=payer_id or row.payer_id,
        state=row.state,
        state_words=states.SAID[row.state],
        plan=plan,
        next_plan=rules.named(row.next_plan, row.dues_until) if row.next_plan else None,
        fee_pence=plan.pence,
        joined_on=row.joined_on,
        paid_until=facts.paid_until,
        next_due_on=next_due,
        next_pence=next_pence,
        method_words=_method_words(payer_id) if payer_id and (own or owed) and row.state in states.LIVE else "",
        open_pence=sum(one.open_pence for one in owed),
        open_invoices=tuple(one.id for one in owed),
        past_due_since=row.past_due_since,
        cancels_on=row.cancels_on,
        paused_from=row.paused_from,
        paused_until=row.paused_until,
        longest_pause=periods.months_after(row.dues_until, longest) if "pause" in can else None,
        cooling_off_until=cooling_off.until(row) if "change_mind" in can else None,
        gives_back="change_mind" in can and bool(paid_for([row])[row.pk]),
        ends_on=standing.ends_on,
        ended_on=row.ended_on,
        ended_because=str(states.ENDED_BECAUSE.get(row.ended_because, "")),
        waiver=_waiver(waiver) if waiver else None,
        employer_id=row.employer_id,
        employer_name=row.employer.name if row.employer else "",
        payer_words=_("%(employer)s pays for you") % {"employer": row.employer.name} if row.employer else _("You"),
        can=can,
    )


def _next(row: Subscription) -> tuple[date | None, int | None]:
    """When the next payment is due, and how much; nothing where it ends, or somebody else pays."""
    if row.state not in (states.ACTIVE, states.PAST_DUE, states.PAUSED) or row.employer_id or row.cancels_on:
        return None, None
    paused = row.paused_from is not None and row.paused_from <= row.dues_until
    day = row.paused_until if paused and row.paused_until else row.dues_until
    return day, rules.named(row.next_plan or row.plan, max(day, clock.today())).pence


def _can(row: Subscription) -> frozenset[str]:
    """The steps of the table that its owner may take now, by the rules of the actions."""
    steps = {step.action for step in states.SUBSCRIPTION.open_from(row.state) if Kind.PERSON.value in step.who.kinds}
    not_now = {"join", "accept_employer"}
    if row.employer_id is not None:
        not_now |= {"change_plan", "pause", "resume", "change_mind", "ask_waiver"}
    else:
        not_now |= {"end_cover"}
    if row.cancels_on is None:
        not_now |= {"keep"}
    elif row.state == states.ACTIVE:
        not_now |= {"cancel", "pause"}
    if row.paused_from is None:
        not_now |= {"resume"}
    else:
        not_now |= {"pause"}
    if WaiverRequest.objects.filter(subscription=row, state=states.WAITING).exists():
        not_now |= {"ask_waiver"}
    if row.state in states.LIVE and cooling_off.until(row) is None:
        not_now |= {"change_mind"}
    return frozenset(steps - not_now)


def _waiver(row: WaiverRequest) -> WaiverFacts:
    return WaiverFacts(row.pk, row.state, clock.london_day(row.asked_at), row.since, row.until)


def _method_words(payer_id: UUID) -> str:
    method = payments.method_now(payer_id)
    if method is None:
        return ""
    said = {"bank": method.brand_or_bank.title(), "last4": method.last4}
    if method.kind == BACS_DEBIT:
        return _("Direct Debit, account ending %(last4)s") % said
    return _("%(bank)s card ending %(last4)s") % said
