"""Invoices of which no payment is left, as the ledger has it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, Sum

from careregister.base import clock

from .models import LedgerEntry
from .states import LET_OFF, SUCCEEDED


def given_back(invoices: Collection[UUID]) -> dict[UUID, date]:
    """Of these invoices those whose payments have all arrived back, and the London day of the last. Three queries.

    A payment that found nothing to pay paid none. What went back for the greater part to let somebody off
    (`states.LET_OFF`) was not taken from them.
    """
    received = LedgerEntry.objects.filter(
        account="owed", transaction__kind="received", transaction__attempt__state=SUCCEEDED
    )
    paid: dict[UUID, list[UUID]] = defaultdict(list)
    for invoice, attempt in received.filter(invoice__in=invoices).values_list("invoice", "transaction__attempt"):
        paid[invoice].append(attempt)
    gone = _gone(received, {one for attempts in paid.values() for one in attempts})
    return {
        invoice: max(gone[one] for one in attempts)
        for invoice, attempts in paid.items()
        if all(one in gone for one in attempts)
    }


def _gone(received: QuerySet[LedgerEntry], attempts: Collection[UUID]) -> dict[UUID, date]:
    """The payments of which all that paid for something went back, and when the last of it had arrived."""
    earned = (
        received.filter(transaction__attempt__in=attempts).values_list("transaction__attempt").annotate(Sum("pence"))
    )
    back: dict[UUID, int] = defaultdict(int)
    let_off: dict[UUID, int] = defaultdict(int)
    last: dict[UUID, date] = {}
    refunded = LedgerEntry.objects.filter(
        account="refunded",
        transaction__kind="refunded",
        transaction__refund__attempt__in=attempts,
        transaction__refund__state=SUCCEEDED,
    )
    of = "transaction__refund__"
    for attempt, why, at, pence in refunded.values_list(f"{of}attempt", f"{of}because", f"{of}ended_at", "pence"):
        back[attempt] += pence
        let_off[attempt] += pence if why in LET_OFF else 0
        last[attempt] = max(clock.london_day(at), last.get(attempt, date.min))
    whole = {attempt for attempt, pence in earned if 0 < -pence <= back[attempt]}
    return {attempt: last[attempt] for attempt in whole if 2 * let_off[attempt] < back[attempt]}
