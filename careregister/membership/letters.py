"""The letters of the room: what each is for, and what it is told. Their texts are in `letters/<kind>/`."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.base import body, clock
from careregister.base.actors import Actor, Because
from careregister.base.money import pounds
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Subject
from careregister.letters import actions as outbox
from careregister.letters.kinds import LetterKind
from careregister.organisations import queries as organisations
from careregister.organisations.models import Employer
from careregister.payments import queries as payments
from careregister.payments.models import Attempt

from . import cooling_off, plans, states
from .derive import Standing
from .facts import dues_of
from .models import Notice, Subscription, WaiverRequest, WorkerInvitation

PAGE = "/account/membership/"  # of the account front
INVITATION_PAGE = "/account/membership/employer/{token}/"
EMPLOYER_PAGE = "/organisation/"


def _kind(code: str, name: Promise, *more: str, secret: bool = False, closed: bool = False) -> LetterKind:
    placeholders = frozenset({"name", "link", *more})
    return LetterKind(f"membership.{code}", name, placeholders, repeats=True, secret=secret, closed=closed)


WELCOME = _kind("welcome", gettext_lazy("Your membership has begun"), "plan", "fee", "next_day", "last_day")
WELCOME_REGISTER = _kind(
    "welcome_register", gettext_lazy("The fee for the register alone is paid"), "plan", "fee", "next_day", "last_day"
)
WELCOME_COVERED = _kind("welcome_covered", gettext_lazy("A membership that an employer pays has begun"), "employer")
PAYMENT_COMING = _kind(
    "payment_coming", gettext_lazy("A payment is coming that differs from the last"), "plan", "fee", "day"
)
RENEWAL_COMING = _kind("renewal_coming", gettext_lazy("Your membership renews soon"), "plan", "fee", "day")
HALF_YEARLY = _kind("half_yearly", gettext_lazy("Your membership goes on"), "plan", "fee", "day")
COOLING_OFF = _kind(
    "cooling_off",
    gettext_lazy("Your membership was renewed: 14 days to change your mind"),
    "plan",
    "fee",
    "day",
    "last_day",
)
PAUSE_ENDS = _kind("pause_ends", gettext_lazy("Your pause ends soon"), "plan", "fee", "day")
PAYMENT_FAILED = _kind("payment_failed", gettext_lazy("A payment did not go through"), "fee", "retry")
PAST_DUE = _kind("past_due", gettext_lazy("Your membership is overdue"), "fee", "last_day")
METHOD_ENDED = _kind("method_ended", gettext_lazy("We need another way for you to pay"), "day")
ENDED = _kind("ended", gettext_lazy("Your membership has ended"), "reason", "day")
CANCELLED = _kind("cancelled", gettext_lazy("You cancelled your membership"), "day")
WAIVER_GRANTED = _kind(
    "waiver_granted", gettext_lazy("You do not have to pay for a time"), "since", "until", "words", closed=True
)
WAIVER_DECLINED = _kind("waiver_declined", gettext_lazy("About your request not to pay"), "words", "then", closed=True)
EMPLOYER_STOPPED = _kind(
    "employer_stopped", gettext_lazy("Your employer no longer pays your membership"), "employer", "day"
)
EMPLOYER_UNPAID = _kind("employer_unpaid", gettext_lazy("Your employer’s payment is overdue"), "employer", "last_day")
EMPLOYER_PAYMENT_FAILED = _kind(
    "employer_payment_failed",
    gettext_lazy("A payment for your workers did not go through"),
    "employer",
    "fee",
    "workers",
    "retry",
)
EMPLOYER_INVITES = LetterKind(
    "membership.employer_invites",
    gettext_lazy("An employer offers to pay for a worker"),
    frozenset({"employer", "link", "last_day"}),
    repeats=True,
    secret=True,
)
LETTERS = (
    WELCOME, WELCOME_REGISTER, WELCOME_COVERED, PAYMENT_COMING, RENEWAL_COMING, HALF_YEARLY, COOLING_OFF, PAUSE_ENDS,
    PAYMENT_FAILED, PAST_DUE, METHOD_ENDED, ENDED, CANCELLED, WAIVER_GRANTED, WAIVER_DECLINED, EMPLOYER_STOPPED, EMPLOYER_UNPAID,
    EMPLOYER_PAYMENT_FAILED, EMPLOYER_INVITES,
)  # fmt: skip


def welcome(subscription: Subscription, *, by: Actor, because: Because) -> UUID | None:
    """What was agreed, when it is paid next, and until when one may change one's mind."""
    if subscription.employer is not None:
        return _write(WELCOME_COVERED, subscription, by, because, employer=subscription.employer.name)
    plan = _next_plan(subscription)
    return _write(
        WELCOME if plan.is_member else WELCOME_REGISTER, subscription, by, because,
        plan=plan.name, fee=pounds(plan.pence), next_day=_day(subscription.dues_until), last_day=_day(cooling_off.first_until(subscription)),
    )  # fmt: skip


def fell_behind(subscription: Subscription, standing: Standing, *, by: Actor, because: Because) -> UUID | None:
    """What is open, and the day on which it ends by itself; once for each time that they fall behind."""
    assert standing.past_due_since is not None
    which = {"subscription": subscription, "kind": "past_due", "about": standing.past_due_since}
    notice, new = Notice.objects.get_or_create(**which, defaults={"sent_on": clock.today()})
    if not new:
        return None
    notice.letter_id = _behind(subscription, standing, by, because)
    notice.save()
    return notice.letter_id


def _behind(subscription: Subscription, standing: Standing, by: Actor, because: Because) -> UUID | None:
    last_day = _last_day(subscription, standing)
    if subscription.employer is not None:
        return _write(
            EMPLOYER_UNPAID, subscription, by, because, employer=subscription.employer.name, last_day=last_day
        )
    return _write(PAST_DUE, subscription, by, because, fee=pounds(_open_pence(subscription)), last_day=last_day)


def payment_failed(
    subscription: Subscription, attempt: Attempt, last: bool, *, by: Actor, because: Because
) -> UUID | None:
    fee = pounds(attempt.pence)
    return _write(PAYMENT_FAILED, subscription, by, because, fee=fee, retry=_retry(attempt, last))


def employer_payment_failed(attempt: Attempt, workers: int, last: bool, *, by: Actor, because: Because) -> None:
    """To everybody who may spend the employer's money."""
    employer_id = attempt.payer.organisation_id
    assert employer_id is not None
    name = organisations.names_of([employer_id]).get(employer_id, "")
    told = {"employer": name, "fee": pounds(attempt.pence), "workers": str(workers), "retry": _retry(attempt, last)}
    for _account, person_id in organisations.accounts_that_pay(employer_id):
        if person_id is not None:
            link = address(EMPLOYER_PAGE)
            _to(person_id, EMPLOYER_PAYMENT_FAILED, attempt, {**told, "link": link}, by, because)


def ended(subscription: Subscription, *, by: Actor, because: Because) -> UUID | None:
    if subscription.ended_because == states.EMPLOYER_STOPPED:  # `employer_stopped` says it
        return None
    reason = str(states.ENDED_BECAUSE[subscription.ended_because])
    day = subscription.ended_on or clock.today()
    return _write(ENDED, subscription, by, because, reason=reason, day=_day(day))


def cancelled(subscription: Subscription, *, by: Actor, because: Because) -> UUID | None:
    assert subscription.cancels_on is not None
    return _write(CANCELLED, subscription, by, because, day=_day(subscription.cancels_on))


def waiver_granted(request: WaiverRequest, words: str, *, by: Actor, because: Because) -> UUID | None:
    assert request.since is not None
    assert request.until is not None
    told = {"since": _day(request.since), "until": _day(request.until), "words": words or _("You need do nothing.")}
    return _write(WAIVER_GRANTED, request.subscription, by, because, **told)


def waiver_declined(
    subscription: Subscription, words: str, standing: Standing, asked_again: date, *, by: Actor, because: Because
) -> UUID | None:
    """With what is to be paid now, from when on we take it, and what becomes of the membership otherwise."""
    return _write(
        WAIVER_DECLINED, subscription, by, because, words=words, then=_then(subscription, standing, asked_again)
    )


def _then(subscription: Subscription, standing: Standing, asked_again: date) -> str:
    fee, payer = pounds(_open_pence(subscription)), subscription.payer_id
    if standing.state == states.ENDED:
        return _("Nothing is to be paid.")
    if not _open_pence(subscription):
        return _then_nothing(subscription, asked_again)
    if any(one.under_way for one in payments.invoices_of(subscription.pk)):
        return _("A payment of %(fee)s is on its way. You need do nothing.") % {"fee": fee}
    said = [_("You have %(fee)s to pay, and can pay it today.") % {"fee": fee}]
    if payments.is_asked_by_itself(payer):
        said += [_("From %(day)s on we ask the card or account you gave us for it.") % {"day": _day(asked_again)}]
    if standing.ends_on is not None:
        last = {"day": _day(standing.ends_on)}
        not_begun = _("If it is not paid by %(day)s, you do not become a member, and you owe nothing.")
        ends = _("If it is not paid, your membership ends on %(day)s. Your place on the register does not change.")
        said += [(not_begun if standing.state == states.STARTING else ends) % last]
    return " ".join(said)


def _then_nothing(subscription: Subscription, asked_again: date) -> str:
    if subscription.cancels_on is not None:
        return _("Nothing more is to be paid: your membership ends on %(day)s.") % {
            "day": _day(subscription.cancels_on)
        }
    if subscription.paused_until is not None:
        return _("Nothing is to be paid before your pause ends on %(day)s.") % {"day": _day(subscription.paused_until)}
    day = max(subscription.dues_until, asked_again)
    return _("Nothing is to be paid today. Your next payment is on %(day)s.") % {"day": _day(day)}


def employer_invites(invitation: WorkerInvitation, token: str, *, by: Actor, because: Because) -> UUID:
    """The letter with the only copy of the link."""
    context = {
        "employer": invitation.employer.name,
        "link": address(INVITATION_PAGE.format(token=token)),
        "last_day": _day(clock.london_day(invitation.ends_at)),
    }
    because = Because(because.code)
    to = invitation.opened()
    return outbox.write(EMPLOYER_INVITES.code, to=to, context=context, by=by, because=because, cause=invitation)


def employer_stopped(subscription: Subscription, employer: Employer, *, by: Actor, because: Because) -> UUID | None:
    day = subscription.cancels_on or clock.today()
    return _write(EMPLOYER_STOPPED, subscription, by, because, employer=employer.name, day=_day(day))


def once(
    subscription: Subscription, kind: LetterKind, about: date, *, by: Actor, because: Because, code: str = ""
) -> bool:
    """Write a letter of the clock's about a day, if none of that kind was written about it. Whether it was."""
    today = clock.today()
    which = {"subscription": subscription, "kind": code or kind.code.partition(".")[2], "about": about}
    notice, new = Notice.objects.get_or_create(**which, defaults={"sent_on": today})
    if not new:
        return False
    told = {"day": _day(about)}
    if "plan" in kind.placeholders:
        plan = _next_plan(subscription)
        told |= {"plan": plan.name, "fee": pounds(plan.pence)}
    if "last_day" in kind.placeholders:
        days = timedelta(days=body.rule("membership.cooling_off_days", today))
        told["last_day"] = _day(about + days)
    notice.letter_id = _write(kind, subscription, by, because, **told)
    notice.save()
    return True


def address(path: str) -> str:
    """Where a link in a letter leads."""
    return f"{settings.SITE_ADDRESS}{path}"


def _next_plan(subscription: Subscription) -> plans.Plan:
    day = max(subscription.dues_until, clock.today())
    return plans.named(subscription.next_plan or subscription.plan, day)


def _open_pence(subscription: Subscription) -> int:
    return sum(due.pence for due in dues_of(subscription.pk) if due.is_open)


def _last_day(subscription: Subscription, standing: Standing) -> str:
    return _day(standing.ends_on) if standing.ends_on else _("the day on which we decide about your waiver")


def _retry(attempt: Attempt, last: bool) -> str:
    held, until = payments.is_held(attempt.payer_id)
    if held and until is None:
        return _("We take nothing while we look at your request not to pay.")
    if last or attempt.retry_on is None:
        return _("We will not try again by ourselves.")
    if until is not None and until > attempt.retry_on:
        return _("We will try again on %(day)s.") % {"day": _day(until)}
    return _("We will try again on %(day)s.") % {"day": _day(attempt.retry_on)}


def _write(kind: LetterKind, subscription: Subscription, by: Actor, because: Because, **context: str) -> UUID | None:
    context.setdefault("link", address(PAGE))
    return _to(subscription.person_id, kind, subscription, context, by, because)


def _to(
    person_id: UUID, kind: LetterKind, cause: Subject, told: dict[str, str], by: Actor, because: Because
) -> UUID | None:
    """None where we have no way to write: what happens to a membership does not wait for that."""
    try:
        return outbox.write_to_person(
            kind.code, person_id, context=told, by=by, because=Because(because.code), cause=cause
        )
    except NotAllowed:
        return None


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
