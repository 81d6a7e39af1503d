"""Ending what is owed without a payment: cancelled, waived, given up."""

from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record

from .. import ledger, policy
from ..ledger import Side
from ..models import Invoice
from ..states import CANCELLED, GIVEN_UP, INVOICE, WAIVED


@transaction.atomic
def cancel_invoice(invoice_id: UUID, *, by: Actor, because: Because) -> None:
    """Nothing of what is open is owed any more; its periods may be billed anew.

    NotAllowed `invoice_unknown`, `invoice_is_…`, and as `policy.may_owe`.
    """
    invoice = locked(invoice_id)
    policy.may_owe(by, invoice.payer)
    _take(invoice, "cancel")
    _cancel(invoice, invoice.open_pence, "payments.invoice_cancelled", by, because)
    invoice.lines.filter(cancelled_at=None).update(cancelled_at=invoice.closed_at)


@transaction.atomic
def cancel_part(invoice_id: UUID, pence: int | None = None, *, by: Actor, because: Because) -> None:
    """`pence` of what is open is not owed any more; the rest is. None, or all that is open: `cancel_invoice`."""
    invoice = locked(invoice_id)
    if pence is None or pence == invoice.open_pence:
        cancel_invoice(invoice_id, by=by, because=because)
        return
    policy.may_owe(by, invoice.payer)
    _take(invoice, "cancel_part")
    if not 0 < pence < invoice.open_pence:
        raise NotAllowed("more_than_is_open")
    _cancel(invoice, pence, "payments.invoice_cut", by, because)


@transaction.atomic
def waive_invoice(invoice_id: UUID, *, by: Actor, because: Because) -> None:
    """What is open is waived: somebody decided so. NotAllowed as `cancel_invoice`, and as `policy.may_forgive`."""
    _forgive(invoice_id, "waive", WAIVED, "waived", "payments.invoice_waived", by, because)


@transaction.atomic
def give_up(invoice_id: UUID, *, by: Actor, because: Because) -> None:
    """What is open is not asked for any more, and was lost. NotAllowed as `waive_invoice`."""
    _forgive(invoice_id, "give_up", GIVEN_UP, "lost", "payments.invoice_given_up", by, because)


def locked(invoice_id: UUID) -> Invoice:
    """The invoice, its row locked; NotAllowed `invoice_unknown`."""
    rows = Invoice.objects.select_for_update(of=("self",)).select_related("payer")
    invoice = rows.filter(pk=invoice_id).first()
    if invoice is None:
        raise NotAllowed("invoice_unknown")
    return invoice


def _forgive(invoice_id: UUID, step: str, state: str, account: str, event: str, by: Actor, because: Because) -> None:
    invoice = locked(invoice_id)
    policy.may_forgive(by, invoice.payer)
    _take(invoice, step)
    moment, pence = clock.now(), invoice.open_pence
    sides = [Side(account, pence, invoice.id), Side("owed", -pence, invoice.id)]
    if ledger.book(state, moment, sides, invoice=invoice) is None:
        raise NotAllowed("invoice_ended_before")
    ledger.close(invoice, pence, state, moment)
    person_id = invoice.payer.person_id
    record(event, invoice, by=by, because=because, person_id=person_id, refs={"pence": pence})


def _cancel(invoice: Invoice, pence: int, event: str, by: Actor, because: Because) -> None:
    moment = clock.now()
    sides = [Side("income", pence, invoice.id), Side("owed", -pence, invoice.id)]
    ledger.book("cancelled", moment, sides, invoice=invoice)
    ledger.close(invoice, pence, CANCELLED, moment)
    person_id = invoice.payer.person_id
    record(event, invoice, by=by, because=because, person_id=person_id, refs={"pence": pence})


def _take(invoice: Invoice, action: str) -> None:
    if not INVOICE.lawful(action, invoice.state):
        raise NotAllowed(f"invoice_is_{invoice.state}")
