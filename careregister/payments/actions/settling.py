"""Booking what the provider said of a payment: each thing once, in whatever order it is heard."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from careregister.base import body, clock, news
from careregister.base.actors import Actor, Because
from careregister.history.actions import record
from careregister.outside.cards import Charge

from .. import ledger, policy
from ..ledger import Side
from ..models import Attempt, AttemptInvoice, Invoice, Payer
from ..paydays import next_try
from ..states import ATTEMPT, FAILED, OPEN, PROCESSING, RETURNED, SENDING, SETTLED, SUCCEEDED


@transaction.atomic
def book(attempt_id: UUID, charge: Charge, *, by: Actor, because: Because) -> None:
    """Book how a payment stands at the provider, as far as it is not booked yet. Safe to say again, in any order."""
    policy.must_be_the_clock(by)
    attempt = _locked(attempt_id)
    attempt.asked_at = clock.now()
    another = bool(attempt.charge) and attempt.charge != charge.id
    if another and (charge.state != "succeeded" or attempt.state in (SUCCEEDED, RETURNED)):
        return  # two payments under one reference: the first that moved money counts, the night's list shows the other
    attempt.charge = charge.id
    attempt.save(update_fields=["charge", "asked_at"])
    if charge.state == "succeeded":
        _receive(attempt, charge.received_at or clock.now(), by, because)
        if charge.dispute == "lost":
            _return(attempt, "dispute_lost", by, because)
    elif charge.state == "processing":
        _accept(attempt, by, because)
    elif attempt.state == SUCCEEDED:
        _return(attempt, charge.code or "returned", by, because)
    else:
        _fail(attempt, charge.code or "failed", by, because)


@transaction.atomic
def fail(attempt_id: UUID, code: str, *, by: Actor, because: Because) -> None:
    """The provider refused to try, or never was asked: nothing moved."""
    policy.must_be_the_clock(by)
    _fail(_locked(attempt_id), code, by, because)


def _accept(attempt: Attempt, by: Actor, because: Because) -> None:
    if attempt.state == SENDING:
        attempt.state = PROCESSING
        attempt.save()
        person_id = attempt.payer.person_id
        record("payments.accepted", attempt, by=by, because=because, person_id=person_id)


def _receive(attempt: Attempt, at: datetime, by: Actor, because: Because) -> None:
    if not ATTEMPT.lawful("succeed", attempt.state):
        return
    parts = {part.invoice_id: part for part in AttemptInvoice.objects.filter(attempt=attempt)}
    invoices = list(Invoice.objects.select_for_update().filter(pk__in=parts).order_by("pk"))
    paid = [
        (invoice, min(parts[invoice.pk].pence, invoice.open_pence)) for invoice in invoices if invoice.state == OPEN
    ]
    over = attempt.pence - sum(pence for _, pence in paid)
    sides = [Side("held", attempt.pence), *(Side("owed", -pence, invoice.pk) for invoice, pence in paid)]
    ledger.book("received", at, [*sides, Side("overpaid", -over)], attempt=attempt)
    attempt.state, attempt.received_at, attempt.ended_at = SUCCEEDED, at, clock.now()
    attempt.code, attempt.retry_on = "", None
    attempt.save()
    AttemptInvoice.objects.filter(attempt=attempt).update(under_way=False)
    person_id, refs = attempt.payer.person_id, {"pence": attempt.pence, "overpaid": over or None}
    record("payments.received", attempt, by=by, because=because, person_id=person_id, refs=refs)
    for invoice, pence in paid:
        ledger.close(invoice, pence, SETTLED, clock.now())
        if invoice.state == SETTLED:
            _no_more_tries(invoice)
            record("payments.invoice_settled", invoice, by=by, because=because, person_id=person_id)
    # Told once all of it is booked: whoever hears of the first would find the others unpaid.
    for invoice in (one for one, _pence in paid if one.state == SETTLED):
        news.tell("payments.invoice_settled", invoice_id=invoice.pk, references=_references([invoice.pk]))


def _return(attempt: Attempt, code: str, by: Actor, because: Because) -> None:
    """The bank took it back: what it paid is owed again. Its `disputed` is what the provider's own list takes away."""
    received = ledger.booked("received", attempt=attempt)
    if attempt.state != SUCCEEDED or received is None:
        return
    sides = []
    for entry in received.entries.order_by("account", "invoice"):
        account = "disputed" if entry.account == "held" else entry.account
        sides.append(Side(account, -entry.pence, entry.invoice_id))
    moment = clock.now()
    ledger.book("returned", moment, sides, attempt=attempt, reverses=received)
    owed = {side.invoice: side.pence for side in sides if side.invoice}
    for invoice in Invoice.objects.select_for_update().filter(pk__in=owed).order_by("pk"):
        invoice.open_pence += owed[invoice.pk]
        invoice.state, invoice.closed_at = OPEN, None
        invoice.save()
    attempt.state, attempt.code, attempt.ended_at = RETURNED, code, moment
    _set_next_try(attempt)
    attempt.save()
    person_id, refs = attempt.payer.person_id, {"code": code, "pence": attempt.pence, "retry_on": attempt.retry_on}
    record("payments.returned", attempt, by=by, because=because, person_id=person_id, refs=refs)
    references = _references(owed)
    news.tell("payments.payment_returned", attempt_id=attempt.pk, references=references)


def _fail(attempt: Attempt, code: str, by: Actor, because: Because) -> None:
    if attempt.state not in (SENDING, PROCESSING):
        return
    attempt.state, attempt.code, attempt.ended_at = FAILED, code, clock.now()
    AttemptInvoice.objects.filter(attempt=attempt).update(under_way=False)
    _set_next_try(attempt)
    attempt.save()
    person_id, refs = attempt.payer.person_id, {"code": code, "pence": attempt.pence, "retry_on": attempt.retry_on}
    record("payments.failed", attempt, by=by, because=because, person_id=person_id, refs=refs)
    references = _references(attempt.parts.values_list("invoice", flat=True))
    last = attempt.retry_on is None
    news.tell("payments.payment_failed", attempt_id=attempt.pk, references=references, last=last)


def _set_next_try(attempt: Attempt) -> None:
    today = clock.today()
    rule = body.rule("payments.retry", today)
    attempt.retry_on = next_try(today, attempt.number, attempt.method.kind, attempt.code, rule)


def _no_more_tries(invoice: Invoice) -> None:
    """An earlier failure of what is paid now is not tried again, unless it was for something else as well."""
    for other in Attempt.objects.filter(parts__invoice=invoice).exclude(retry_on=None):
        if not other.parts.filter(invoice__state=OPEN).exists():
            Attempt.objects.filter(pk=other.pk).update(retry_on=None)


def _references(invoice_ids) -> list[UUID]:
    lines = Invoice.objects.filter(pk__in=list(invoice_ids)).values_list("lines__reference", flat=True)
    return sorted(set(lines), key=str)


def _locked(attempt_id: UUID) -> Attempt:
    """The attempt, its payer locked first: everything about one payer happens one after the other."""
    payer = Payer.objects.select_for_update(no_key=True).get(attempts=attempt_id)
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("method").get(pk=attempt_id)
    attempt.payer = payer
    return attempt
