"""Booking: the only place that writes into the ledger. Each booking is made once; asked for again, it is found there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from careregister.base.refusals import Unlawful

from .models import Invoice, LedgerEntry, LedgerTransaction


@dataclass(frozen=True, slots=True)
class Side:
    """`pence` above nothing: debit. Those owed are on an invoice."""

    account: str
    pence: int
    invoice: UUID | None = None


@transaction.atomic
def book(kind: str, at: datetime, sides: Iterable[Side], **of: Any) -> LedgerTransaction | None:
    """Write one booking of its invoice, attempt, refund or movement; None when it was booked before.

    Unlawful `unbalanced` unless its sides come to nothing. The caller holds the lock on what it is of.
    """
    sides = [side for side in sides if side.pence]
    if len(sides) < 2 or sum(side.pence for side in sides) != 0:
        raise Unlawful("unbalanced", kind=kind)
    same = {key: one for key, one in of.items() if key != "reverses"}
    if kind != "cancelled" and LedgerTransaction.objects.filter(kind=kind, **same).exists():
        return None
    booking = LedgerTransaction.objects.create(kind=kind, at=at, **of)
    LedgerEntry.objects.bulk_create(
        LedgerEntry(transaction=booking, account=side.account, pence=side.pence, invoice_id=side.invoice)
        for side in sides
    )
    return booking


def reverse(of: LedgerTransaction, kind: str, at: datetime, **more: Any) -> LedgerTransaction | None:
    """Book the opposite of an earlier booking, once; None when that was done before."""
    sides = [Side(one.account, -one.pence, one.invoice_id) for one in of.entries.order_by("account", "invoice")]
    return book(kind, at, sides, reverses=of, **more)


def booked(kind: str, **of: Any) -> LedgerTransaction | None:
    """The booking of this kind of this thing."""
    return LedgerTransaction.objects.filter(kind=kind, **of).first()


def balances() -> dict[str, int]:
    """Every account and what stands on it, in pence: debits less credits."""
    return dict(LedgerEntry.objects.values_list("account").annotate(pence=Sum("pence")))


def owed_on(invoice_id: UUID) -> int:
    """What the ledger says is owed on an invoice, in pence."""
    return LedgerEntry.objects.filter(account="owed", invoice=invoice_id).aggregate(pence=Sum("pence"))["pence"] or 0


def moved(since: datetime, until: datetime) -> dict[str, int]:
    """What was booked on every account from `since` to before `until`, in pence."""
    entries = LedgerEntry.objects.filter(transaction__at__gte=since, transaction__at__lt=until)
    return dict(entries.values_list("account").annotate(pence=Sum("pence")))


def overpaid(attempt_id: UUID) -> int:
    """What of a payment found nothing to pay, and was not given back or returned, in pence."""
    of_it = Q(transaction__attempt=attempt_id) | Q(transaction__refund__attempt=attempt_id)
    said = LedgerEntry.objects.filter(of_it, account="overpaid").aggregate(pence=Sum("pence"))["pence"]
    return max(-(said or 0), 0)


def all_overpaid() -> dict[UUID, int]:
    """The same for every payment of which something is left, by its id. One query."""
    of_it = Coalesce("transaction__attempt", "transaction__refund__attempt")
    said = LedgerEntry.objects.filter(account="overpaid").annotate(paid=of_it).values_list("paid")
    return {attempt_id: -pence for attempt_id, pence in said.annotate(left=Sum("pence")).filter(left__lt=0)}


def explained() -> QuerySet[LedgerTransaction, str]:
    """The movements of unknown kinds that somebody explained."""
    return LedgerTransaction.objects.filter(kind="other").values_list("movement", flat=True)


def close(invoice: Invoice, pence: int, state: str, at: datetime) -> None:
    """Take `pence` off what is open on a locked invoice; in `state` when nothing is left of it."""
    invoice.open_pence -= pence
    if not invoice.open_pence:
        invoice.state, invoice.closed_at = state, at
    invoice.save(update_fields=["open_pence", "state", "closed_at"])
