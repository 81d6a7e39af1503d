"""Writes the demo's members: rows copied in, payments in one statement, history in one batch."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from uuid import UUID, uuid5

from django.db import transaction

from careregister.base import clock, copying
from careregister.base.actors import Actor, Because, importing
from careregister.base.ids import new_id
from careregister.history.actions import Line, record_many
from careregister.organisations import seeds as organisations
from careregister.payments import queries as payments
from careregister.payments import seeds as past
from careregister.payments.models import Hold, Method, Payer
from careregister.people.models import Account
from careregister.people.seeds import DEMO, demo_accounts

from .. import periods, plans, states
from ..models import Subscription, WaiverRequest, WorkerInvitation
from .accounts import give_accounts, somebody
from .named import EMPLOYER, HARDSHIP, NAMED, OWNER, PAYER
from .shares import Story, demo_hex, story, tell

DEMO_ACTOR = importing("demo")
JOINED = Because("joined")
WORKERS = 12
WAITING = 5  # of those who are members, so many ask not to pay


@transaction.atomic
def load(persons: Sequence[UUID]) -> int:
    """Make most of `persons` members, with those of `named`; how many. Safe to run twice: then none.

    The ids of who is registered, in an order that stays the same. The demo's staff are there.
    """
    if Subscription.objects.exists():
        return 0
    today = clock.today()
    stories, workers = _cast(list(persons), today)
    rows = [_subscription(one) for one in stories]
    employer, owner = _employer(today)
    covered = [_covered(person, employer, today) for person in workers]
    copying.insert(_payer(one) for one in stories)
    copying.insert(_method(one) for one in stories)
    copying.insert([*rows, *covered])
    past.load_past([*_payments(stories, rows), *_employers_payment(covered, today)])
    past.pay_out([_at(periods.next_begin(today.replace(day=1), -back, 1), 1) for back in range(13, -1, -1)])
    _waivers(stories, rows, today)
    _invitations(employer, owner, covered, today)
    record_many(_lines([*rows, *covered]))
    give_accounts(set(persons))
    return len(rows) + len(covered)


def _cast(persons: list[UUID], today: date) -> tuple[list[Story], list[UUID]]:
    """The stories, and whom the employer pays for."""
    there = set(persons)
    named = [one for one in NAMED if one.person in there]
    taken = {one.person for one in named}
    others = [person for person in persons if person not in taken]
    of = {plan.code: plan for plan in plans.plans(today)}
    first = [
        story(one.person, turn * 3 + (one.plan == "monthly"), of[one.plan], one.fate, today)
        for turn, one in enumerate(named)
        if one.fate != "covered"
    ]
    workers = [one.person for one in named if one.fate == "covered"]
    missing = max(WORKERS - len(workers), 0)
    workers += others[:missing] if len(others) > 200 else []
    told = [*first, *tell(others[missing:], today)]
    plain = [one for one in told if one.fate == "" and one.plan.code == "monthly" and one.person not in taken]
    for one in plain[: WAITING - 1]:
        one.fate = "asks"
    return told, workers


def _subscription(one: Story) -> Subscription:
    row = Subscription(
        id=uuid5(DEMO, f"membership:{one.person}"),
        person_id=one.person,
        payer_id=_payer_id(one.person),
        plan=one.plan.code,
        state=one.state,
        joined_on=one.joined,
        began_on=one.joined,
        anchor_day=one.joined.day,
        dues_until=one.until,
        billed_from=one.begins[-1],
        billed_pence=one.plan.pence,
    )
    if one.fate == "left":
        row.ended_on, row.ended_because = one.left_on, states.CANCELLED
    if one.fate == "cancelled":
        row.cancels_on = one.until
    if one.fate == "past_due":
        row.past_due_since = one.begins[-1]
    if one.fate == "paused":
        row.paused_from, row.paused_until = one.until, periods.months_after(one.until, 8)
    if one.fate == "let_off":
        row.dues_until = periods.next_begin(one.until, 6, row.anchor_day)
        row.billed_from = row.billed_pence = None
    return row


def _payer(one: Story) -> Payer:
    customer = f"cus_demo_{demo_hex('provider', one.person)}"
    return Payer(id=_payer_id(one.person), person_id=one.person, customer=customer, made_at=_at(one.joined, one.turn))


def _method(one: Story) -> Method:
    at = _at(one.joined, one.turn)
    return _way(_method_id(one.person), _payer_id(one.person), demo_hex("provider", one.person), one.debit, at)


def _way(method_id: UUID, payer_id: UUID, known_as: str, debit: bool, at: datetime) -> Method:
    """A card or Direct Debit that the pretend provider makes up when it is first named."""
    kind = "debit" if debit else "card"
    row = Method(id=method_id, payer_id=payer_id, provider_id=f"pm_demo_{kind}_{known_as}", since=at)
    if debit:
        row.kind, row.last4, row.mandate_state = "bacs_debit", "2345", "active"
        row.mandate = f"mandate_demo_{known_as}"
    else:
        row.kind, row.last4, row.brand_or_bank, row.expires = "card", "4242", "visa", date(2034, 12, 31)
    return row


def _charge(debit: bool, whose: UUID | None, pence: int, attempt: UUID) -> str:
    """The pretend provider reads in it by what and how much was paid, when somebody gives it back."""
    assert whose is not None
    return f"pi_demo_{'debit' if debit else 'card'}_{demo_hex('provider', whose)}_{pence}_{attempt.hex}"


def _payments(stories: list[Story], rows: list[Subscription]) -> Iterator[past.Past]:
    for one, row in zip(stories, rows, strict=True):
        kind = "bacs_debit" if one.debit else "card"
        for begin in one.begins:
            until = periods.next_begin(begin, one.plan.months, one.joined.day)
            failed = one.fate == "past_due" and begin == one.begins[-1]
            attempt = new_id()
            yield past.Past(
                invoice=new_id(),
                payer=row.payer_id,
                method=_method_id(one.person),
                attempt=attempt,
                charge=_charge(one.debit, one.person, one.plan.pence, attempt),
                due_on=begin,
                at=_at(begin, one.turn),
                failed=failed,
                retry_on=one.today + timedelta(days=2 + one.turn % 9) if failed else None,
                fee_pence=_cost(one.plan.pence, kind, one.today),
                reference=row.pk,
                code=one.plan.code,
                pence=one.plan.pence,
                since=begin,
                until=until - periods.ONE_DAY,
            )


def _waivers(stories: list[Story], rows: list[Subscription], today: date) -> None:
    """Granted to some by a membership officer; five wait."""
    officer = next(account for account in demo_accounts() if account.role == "membership_officer")
    person = Account.objects.values_list("person_id", flat=True).get(pk=officer.account_id)
    found = []
    for one, row in zip(stories, rows, strict=True):
        if one.fate not in ("let_off", "asks"):
            continue
        days = 1 + one.turn % 11 if one.fate == "asks" else (today - one.until).days + 2
        asked = _at(today - timedelta(days=days), one.turn)
        request = WaiverRequest(subscription=row, person_id=one.person, asked_at=asked)
        request.put("sealed", HARDSHIP[len(found) % len(HARDSHIP)])
        if one.fate == "let_off":
            request.state, request.settled_at = states.GRANTED, asked + timedelta(hours=30)
            request.decided_person, request.decided_account = person, officer.account_id
            request.since, request.until = one.until, row.dues_until
        found.append(request)
    WaiverRequest.objects.bulk_create(found)
    waiting = (request for request in found if request.state == states.WAITING)
    Hold.objects.bulk_create(
        Hold(payer_id=request.subscription.payer_id, since=request.asked_at) for request in waiting
    )


def _employer(today: date) -> tuple[UUID, Actor]:
    """The employer since a year ago, and its owner."""
    at = _at(today - timedelta(days=370), 0)
    owner, payer = somebody(*OWNER, at), somebody(*PAYER, at)
    assert owner.account_id is not None
    assert payer.account_id is not None
    people = {owner.account_id: ["owner"], payer.account_id: ["payer"]}
    employer = organisations.demo_employer(EMPLOYER, people, at)
    customer = f"cus_demo_{demo_hex('provider', employer)}"
    copying.insert([Payer(id=_payer_id(employer), organisation_id=employer, customer=customer, made_at=at)])
    copying.insert([_way(_method_id(employer), _payer_id(employer), demo_hex("provider", employer), True, at)])
    return employer, owner


def _covered(person: UUID, employer: UUID, today: date) -> Subscription:
    """Paid by the employer since the first of the month before last."""
    first = periods.next_begin(today.replace(day=1), -2, 1)
    return Subscription(
        id=uuid5(DEMO, f"membership:{person}"),
        person_id=person,
        payer_id=_payer_id(employer),
        employer_id=employer,
        plan="monthly",
        state=states.ACTIVE,
        joined_on=first,
        began_on=first,
        anchor_day=1,
        dues_until=periods.next_begin(today.replace(day=1), 1, 1),
        billed_from=today.replace(day=1),
        billed_pence=plans.plan("monthly", today).pence,
    )


def _employers_payment(covered: list[Subscription], today: date) -> Iterator[past.Past]:
    """One invoice a month for all of them, by Direct Debit."""
    if not covered:
        return
    plan = plans.plan("monthly", today)
    for back in (2, 1, 0):
        begin = periods.next_begin(today.replace(day=1), -back, 1)
        invoice, attempt = new_id(), new_id()
        for row in covered:
            yield past.Past(
                invoice=invoice,
                payer=row.payer_id,
                method=_method_id(row.employer_id),
                attempt=attempt,
                charge=_charge(True, row.employer_id, plan.pence * len(covered), attempt),
                due_on=begin,
                at=_at(begin, 3),
                failed=False,
                retry_on=None,
                fee_pence=payments.provider_cost(plan.pence * len(covered), "bacs_debit", begin),
                reference=row.pk,
                code=plan.code,
                pence=plan.pence,
                since=begin,
                until=periods.next_begin(begin, 1, 1) - periods.ONE_DAY,
            )


def _invitations(employer: UUID, owner: Actor, covered: list[Subscription], today: date) -> None:
    """All twelve were asked and agreed; one more was asked and has not answered."""
    assert owner.account_id is not None
    for number, row in enumerate([*covered, None]):
        at = _at(row.joined_on - timedelta(days=9) if row else today - timedelta(days=4), number)
        made = WorkerInvitation(employer_id=employer, invited_account=owner.account_id, invited_at=at)
        made.ends_at, made.token_digest = at + timedelta(days=28), WorkerInvitation.digest_of(f"demo {new_id()}")
        made.put(f"worker.{number}@example.org")
        if row is not None:
            made.state, made.sealed, made.subscription = states.ACCEPTED, b"", row
            made.settled_at = at + timedelta(days=8)
        made.save(force_insert=True)


def _lines(rows: list[Subscription]) -> Iterator[Line]:
    """What history has of them: that they began, and that some ended."""
    for turn, row in enumerate(rows):
        told = [("membership.began", row.began_on, {"plan": row.plan})]
        if row.ended_on:
            told.append(("membership.ended", row.ended_on, {"code": row.ended_because}))
        for what, day, refs in told:
            assert day is not None
            yield Line(what, "membership.subscription", row.pk, DEMO_ACTOR, JOINED, _at(day, turn), row.person_id, refs)


@cache
def _cost(pence: int, kind: str, day: date) -> int:
    return payments.provider_cost(pence, kind, day)


@cache
def _payer_id(whose: UUID) -> UUID:
    return uuid5(DEMO, f"payer:{whose}")


@cache
def _method_id(whose: UUID | None) -> UUID:
    return uuid5(DEMO, f"method:{whose}")


def _at(day: date, turn: int) -> datetime:
    """Early on a day, each a little later than the one before; never in time to come."""
    moment = datetime.combine(day, time(6, 10), tzinfo=clock.LONDON) + timedelta(seconds=turn % 7000)
    return min(moment.astimezone(UTC), clock.now() - timedelta(minutes=1))
