"""Hardship: asked for in one's own words, decided by a person who is not the one who asks."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from careregister.base import body, clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.payments import actions as payments

from .. import letters, periods, policy, states
from ..facts import dues_of
from ..models import Subscription, WaiverRequest
from . import refreshing


@transaction.atomic
def ask_waiver(subscription_id: UUID, words: str, *, by: Actor, because: Because) -> UUID:
    """Ask not to pay for a time. While nobody has decided nothing ends, and nothing is taken. Returns the request's id.

    NotAllowed waiver_waiting, words_missing, employer_pays, membership_is_....
    """
    subscription = refreshing.lock(subscription_id)
    policy.may_take(by, subscription, "ask_waiver")
    if subscription.employer_id is not None:
        raise NotAllowed("employer_pays")
    if not words.strip():
        raise NotAllowed("words_missing")
    if refreshing.asks_not_to_pay(subscription):
        raise NotAllowed("waiver_waiting")
    request = WaiverRequest(subscription=subscription, person_id=subscription.person_id)
    request.put("sealed", words)
    request.save(force_insert=True)
    payments.hold_collecting(subscription.payer_id, by=by, because=Because("waiver_asked"))
    _told("membership.waiver_asked", request, by, because)
    return request.pk


@transaction.atomic
def grant_waiver(request_id: UUID, months: int, *, by: Actor, because: Because) -> None:
    """No fee for so many months, from the first day that is not paid for. `because.words` go into the letter.

    NotAllowed waiver_over, waiver_too_long, employer_pays, wrong_role, about_oneself.
    """
    request, subscription = _waiting(request_id)
    role, person, account = policy.may_decide_waiver(by, request.person_id)
    by = refreshing.acting(by, role)
    today = clock.today()
    if subscription.employer_id is not None:
        raise NotAllowed("employer_pays")
    if not 0 < months <= body.rule("membership.waiver_months", today):
        raise NotAllowed("waiver_too_long")
    dues = dues_of(subscription.pk)
    open_since = [due.since for due in dues if due.is_open]
    gone = [due.given_back_on for due in dues if due.given_back_on and due.until > today]  # paid for, and paid no more
    since = min([*open_since, *gone], default=subscription.dues_until)
    if subscription.state == states.PAUSED:  # nothing was owed in it: a waiver for then would be none
        since = max(since, today)
        subscription.anchor_day = since.day
    until = periods.next_begin(since, months, subscription.anchor_day)
    _let_off(subscription, until, by, because)
    had = [due.until for due in dues_of(subscription.pk) if due.is_had]
    subscription.dues_until = max([until, *had])
    subscription.part_until = subscription.part_pence = None
    _move_pause(subscription)
    subscription.save()
    request.since, request.until = since, until
    _settle(request, states.GRANTED, person, account, because.words)
    _told("membership.waiver_granted", request, by, because, since=since, until=until)
    refreshing.collect_again(subscription)
    letters.waiver_granted(request, because.words.strip(), by=by, because=because)
    refreshing.refresh(subscription, because=Because(because.code))


@transaction.atomic
def decline_waiver(request_id: UUID, *, by: Actor, because: Because) -> None:
    """No, with words that go into the letter. Nothing is taken before they had the days to answer of
    `membership.declined_days`. NotAllowed words_missing, waiver_over, wrong_role, about_oneself."""
    request, subscription = _waiting(request_id)
    role, person, account = policy.may_decide_waiver(by, request.person_id)
    by = refreshing.acting(by, role)
    if not because.words.strip():
        raise NotAllowed("words_missing")
    _settle(request, states.DECLINED, person, account, because.words)
    _told("membership.waiver_declined", request, by, because)
    today = clock.today()
    asked_again = today + timedelta(days=body.rule("membership.declined_days", today))
    payments.hold_collecting(subscription.payer_id, until=asked_again, by=by, because=Because("waiver_settled"))
    standing = refreshing.how_it_stands(subscription)
    letters.waiver_declined(subscription, because.words.strip(), standing, asked_again, by=by, because=because)
    refreshing.refresh(subscription, because=Because(because.code))


@transaction.atomic
def withdraw_waiver(request_id: UUID, *, by: Actor, because: Because) -> None:
    """Whoever asked asks no more. NotAllowed waiver_over, not_your_membership."""
    request, subscription = _waiting(request_id)
    policy.may_join(by, request.person_id)
    request.state, request.settled_at = states.WITHDRAWN, clock.now()
    request.save()
    _told("membership.waiver_withdrawn", request, by, because)
    refreshing.collect_again(subscription)
    if refreshing.refresh(subscription, because=because) == states.PAST_DUE:
        letters.fell_behind(subscription, refreshing.how_it_stands(subscription), by=by, because=because)


@transaction.atomic
def forget_words(*, by: Actor, because: Because) -> int:
    """The clock: what was said of hardship goes when its time is over; that it was decided stays. Returns how many."""
    policy.must_be_the_clock(by)
    months = body.rule("membership.hardship_words_months", clock.today())
    before = clock.start_of_day(periods.months_after(clock.today(), -months))
    old = WaiverRequest.objects.filter(settled_at__lt=before).exclude(sealed=b"", decided=b"")
    return old.update(sealed=b"", decided=b"")


def _let_off(subscription: Subscription, until: date, by: Actor, because: Because) -> None:
    """What is open is waived; of a period that ends later than the waiver, nothing is owed yet."""
    for invoice in refreshing.open_invoices(subscription):
        last = max(line.until for line in invoice.lines.filter(cancelled_at=None)) + periods.ONE_DAY
        let_off = payments.waive_invoice if last <= until else payments.cancel_invoice
        let_off(invoice.pk, by=by, because=Because(because.code))


def _move_pause(subscription: Subscription) -> None:
    begins, until = subscription.paused_from, subscription.paused_until
    if begins is not None and until is not None and begins < subscription.dues_until:
        later = subscription.dues_until < until
        subscription.paused_from = subscription.dues_until if later else None
        subscription.paused_until = until if later else None


def _waiting(request_id: UUID) -> tuple[WaiverRequest, Subscription]:
    found = WaiverRequest.objects.filter(pk=request_id).first()
    if found is None:
        raise NotAllowed("waiver_over")
    subscription = refreshing.lock(found.subscription_id)
    request = WaiverRequest.objects.get(pk=request_id)
    if request.state != states.WAITING or subscription.state == states.ENDED:
        raise NotAllowed("waiver_over")
    return request, subscription


def _settle(request: WaiverRequest, state: str, person: UUID, account: UUID, words: str) -> None:
    request.state, request.settled_at = state, clock.now()
    request.decided_person, request.decided_account = person, account
    if words.strip():
        request.put("decided", words)
    request.save()


def _told(event: str, request: WaiverRequest, by: Actor, because: Because, **refs: object) -> None:
    # Words about somebody's hardship lie sealed in the request, and not a second time in history.
    refs["subscription"] = request.subscription_id
    record(event, request, by=by, because=Because(because.code), person_id=request.person_id, refs=refs)
