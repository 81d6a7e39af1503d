"""Giving money back: up to a limit by one, above it by two; sent by the clock, booked once."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from careregister.base import body, clock, news, queue
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.outside import cards
from careregister.outside.cards import RefundFacts

from .. import ledger, policy
from ..ledger import Side
from ..models import Attempt, Line, Payer, Refund
from ..states import AGREED, ASKED, DECLINED, FAILED, PENDING, REFUND, REFUND_STANDS, SENDING, SUCCEEDED, TAKEN_BACK

SEND_REFUND = "payments.send_refund"  # the job's name in project/jobs.py
ONE_CLICK = timedelta(minutes=5)


@transaction.atomic
def ask_refund(attempt_id: UUID, pence: int, *, by: Actor, because: Because) -> UUID:
    """Give back `pence` of a payment: at once up to the rule `payments.refund_alone_pence`, else once a second agrees.

    What was refunded of the same payment before counts towards the limit. Say why in words. NotAllowed
    `payment_unknown`, `payment_not_received`, `more_than_was_paid`, `words_missing`, `refund_just_asked` (the same
    sum by the same person a moment ago: a second click), and as `policy.may_refund`.
    """
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("payer").filter(pk=attempt_id).first()
    if attempt is None:
        raise NotAllowed("payment_unknown")
    person, account = policy.may_refund(by, attempt.payer)
    if attempt.state != SUCCEEDED:
        raise NotAllowed("payment_not_received")
    if not because.words.strip():
        raise NotAllowed("words_missing")
    if not 0 < pence <= attempt.pence - attempt.refunding_pence:
        raise NotAllowed("more_than_was_paid")
    _not_clicked_twice(attempt, pence, person)
    alone_pence = body.rule("payments.refund_alone_pence", clock.today())
    together = attempt.refunding_pence + pence
    alone = together <= alone_pence
    refund = Refund.objects.create(
        attempt=attempt, pence=pence, together_pence=together, alone_pence=alone_pence,
        state=AGREED if alone else ASKED, because=because.code, asked_person=person, asked_account=account,
    )  # fmt: skip
    attempt.refunding_pence = together
    attempt.save(update_fields=["refunding_pence"])
    what = "payments.refund_ordered" if alone else "payments.refund_asked"
    refs = {"pence": pence, "attempt": attempt_id}
    record(what, refund, by=by, because=because, person_id=attempt.payer.person_id, refs=refs)
    if alone:
        queue.enqueue(SEND_REFUND, refund_id=str(refund.id))
    return refund.id


@transaction.atomic
def agree_refund(refund_id: UUID, *, by: Actor, because: Because) -> None:
    """The second person agrees, and it is sent. NotAllowed `own_refund`, `refund_unknown`, `refund_is_…`,
    `payment_not_received` (the bank took the payment back since)."""
    refund = _locked(refund_id)
    person, account = policy.may_refund(by, refund.attempt.payer)
    if person == refund.asked_person or account == refund.asked_account:
        raise NotAllowed("own_refund")
    if refund.attempt.state != SUCCEEDED:
        raise NotAllowed("payment_not_received")
    _settle(refund, "agree", AGREED, person, account)
    person_id = refund.attempt.payer.person_id
    record("payments.refund_agreed", refund, by=by, because=because, person_id=person_id)
    queue.enqueue(SEND_REFUND, refund_id=str(refund.id))


@transaction.atomic
def decline_refund(refund_id: UUID, *, by: Actor, because: Because) -> None:
    """The second person does not agree; say why in words. NotAllowed as `agree_refund`, `words_missing`."""
    refund = _locked(refund_id)
    person, account = policy.may_refund(by, refund.attempt.payer)
    if person == refund.asked_person or account == refund.asked_account:
        raise NotAllowed("own_refund")
    if not because.words.strip():
        raise NotAllowed("words_missing")
    _end(refund, "decline", DECLINED, person, account)
    person_id = refund.attempt.payer.person_id
    record("payments.refund_declined", refund, by=by, because=because, person_id=person_id)


@transaction.atomic
def take_back_refund(refund_id: UUID, *, by: Actor, because: Because) -> None:
    """Whoever asked takes it back while nobody has agreed. NotAllowed `not_your_refund`, `refund_unknown`, `refund_is_…`."""
    refund = _locked(refund_id)
    person, account = policy.may_refund(by, refund.attempt.payer)
    if person != refund.asked_person:
        raise NotAllowed("not_your_refund")
    _end(refund, "take_back", TAKEN_BACK, person, account)
    person_id = refund.attempt.payer.person_id
    record("payments.refund_taken_back", refund, by=by, because=because, person_id=person_id)


def send_refund(refund_id: UUID, *, by: Actor, because: Because) -> str:
    """Ask the provider for an agreed refund, under its own key, and book the answer. Returns its state then.

    Safe to run twice: the key is the refund's id, and one whose answer was lost is asked for again, or found by its
    reference. Not inside a transaction.
    """
    policy.must_be_the_clock(by)
    refund = _begin(refund_id)
    if refund is not None:
        try:
            facts = _asked_for(refund)
        except cards.CardsRefused as error:
            _failed(refund_id, error.code, by, because)
        except cards.CardsUnreachable:
            pass  # it stays `sending`; the clock asks again
        else:
            book(refund_id, facts, by=by, because=because)
    return Refund.objects.values_list("state", flat=True).get(pk=refund_id)


def _asked_for(refund: Refund) -> RefundFacts:
    """What became of it there, or becomes of it now. A payment that its bank took back is not given back as well."""
    key = str(refund.id)
    for known in cards.refunds_of(refund.attempt.charge):
        if known.reference == key:
            return known
    if refund.attempt.state != SUCCEEDED:
        raise cards.CardsRefused("payment_returned")
    return cards.refund(refund.attempt.charge, refund.pence, key=key, reference=key)


def look_at_refund(refund_id: UUID, *, by: Actor, because: Because) -> None:
    """Ask how a refund stands that is on its way, and book it. Not inside a transaction."""
    policy.must_be_the_clock(by)
    provider_id = Refund.objects.values_list("provider_id", flat=True).get(pk=refund_id)
    try:
        book(refund_id, cards.refund_now(provider_id), by=by, because=because)
    except (cards.CardsUnreachable, cards.CardsRefused):
        pass  # asked again tomorrow


@transaction.atomic
def book(refund_id: UUID, facts: RefundFacts, *, by: Actor, because: Because) -> None:
    """Book how a refund stands at the provider, as far as it is not booked yet. Safe to say again, in any order."""
    policy.must_be_the_clock(by)
    refund = _locked(refund_id)
    if facts.state == "failed":
        if refund.provider_id == "":
            refund.provider_id = facts.id
        _fail(refund, facts.code or "failed", by, because)
        return
    if refund.state == SENDING:
        refund.state, refund.provider_id = PENDING, facts.id
        refund.save()
        ledger.book("refunded", clock.now(), _sides(refund), refund=refund)
        _record("payments.refund_sent", refund, by, because)
    if facts.state == "succeeded" and REFUND.lawful("succeed", refund.state):
        refund.state, refund.ended_at = SUCCEEDED, clock.now()
        refund.save()
        _record("payments.refund_arrived", refund, by, because)
        references = Line.objects.filter(invoice__parts__attempt=refund.attempt_id).order_by("reference").distinct()
        told = list(references.values_list("reference", flat=True))
        news.tell("payments.payment_given_back", attempt_id=refund.attempt_id, references=told, why=refund.because)


def _sides(refund: Refund) -> list[Side]:
    """What was paid too much goes back first; only the rest is a refund of what we earned."""
    left = min(ledger.overpaid(refund.attempt_id), refund.pence)
    return [Side("refunded", refund.pence - left), Side("overpaid", left), Side("held", -refund.pence)]


@transaction.atomic(durable=True)
def _begin(refund_id: UUID) -> Refund | None:
    rows = Refund.objects.select_for_update(skip_locked=True, of=("self",)).select_related("attempt")
    refund = rows.filter(pk=refund_id, state__in=(AGREED, SENDING)).first()
    if refund is not None and refund.state == AGREED:
        refund.state, refund.begun_at = SENDING, clock.now()
        refund.save()
    return refund


@transaction.atomic
def _failed(refund_id: UUID, code: str, by: Actor, because: Because) -> None:
    _fail(_locked(refund_id), code, by, because)


def _fail(refund: Refund, code: str, by: Actor, because: Because) -> None:
    if not REFUND.lawful("fail", refund.state):
        return
    sent = ledger.booked("refunded", refund=refund)
    if sent is not None:
        ledger.reverse(sent, "refund_failed", clock.now(), refund=refund)
    refund.state, refund.code, refund.ended_at = FAILED, code, clock.now()
    refund.save()
    _release(refund)
    _record("payments.refund_failed", refund, by, because)


def _not_clicked_twice(attempt: Attempt, pence: int, person: UUID) -> None:
    same = Refund.objects.filter(attempt=attempt, pence=pence, asked_person=person, state__in=REFUND_STANDS)
    if same.filter(asked_at__gt=clock.now() - ONE_CLICK).exists():
        raise NotAllowed("refund_just_asked")


def _settle(refund: Refund, step: str, state: str, person: UUID, account: UUID) -> None:
    if not REFUND.lawful(step, refund.state):
        raise NotAllowed(f"refund_is_{refund.state}")
    refund.state, refund.settled_at = state, clock.now()
    refund.settled_person, refund.settled_account = person, account
    refund.save()


def _end(refund: Refund, step: str, state: str, person: UUID, account: UUID) -> None:
    _settle(refund, step, state, person, account)
    _release(refund)


def _release(refund: Refund) -> None:
    standing = Refund.objects.filter(attempt=refund.attempt_id, state__in=REFUND_STANDS)
    Attempt.objects.filter(pk=refund.attempt_id).update(refunding_pence=sum(standing.values_list("pence", flat=True)))


def _record(what: str, refund: Refund, by: Actor, because: Because) -> None:
    person_id = refund.attempt.payer.person_id
    record(what, refund, by=by, because=because, person_id=person_id, refs={"pence": refund.pence})


def _locked(refund_id: UUID) -> Refund:
    """The refund; its payer and its payment locked first, in this order, as where a payment is booked. NotAllowed
    `refund_unknown`."""
    payer = Payer.objects.select_for_update(no_key=True).filter(attempts__refunds=refund_id).first()
    if payer is None:
        raise NotAllowed("refund_unknown")
    attempt = Attempt.objects.select_for_update(of=("self",)).get(refunds=refund_id)
    refund = Refund.objects.select_for_update().get(pk=refund_id)
    attempt.payer = payer
    refund.attempt = attempt
    return refund
