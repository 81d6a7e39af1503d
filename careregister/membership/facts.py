"""What the ledger and the waivers say of one membership, as `derive` reads it."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q

from careregister.base import body, clock
from careregister.payments.models import AttemptInvoice, LedgerTransaction, Line
from careregister.payments.states import FAILED, RETURNED

from . import periods, states
from .derive import Due, Facts, Waived
from .models import Subscription, WaiverRequest


def facts_of(subscription: Subscription, on: date) -> Facts:
    """Four queries, whatever is written on the row itself but its dates."""
    asked = list(WaiverRequest.objects.filter(subscription=subscription))
    granted = sorted((one.since, one.until) for one in asked if one.since and one.until)
    paused_from, paused_until = subscription.paused_from, subscription.paused_until
    return Facts(
        joined_on=subscription.joined_on,
        dues=dues_of(subscription.pk),
        waivers=tuple(Waived(since, until) for since, until in granted),
        waits=any(one.state == states.WAITING for one in asked),
        paused=Waived(paused_from, paused_until) if paused_from and paused_until else None,
        cancels_on=subscription.cancels_on,
        ended_on=subscription.ended_on,
        ended_because=subscription.ended_because,
        starting_days=body.rule("membership.starting_days", on),
        unpaid_days=body.rule("membership.unpaid_days", on),
        past_due_days=body.rule("membership.past_due_days", on),
    )


def dues_of(reference: UUID) -> tuple[Due, ...]:
    """Every period that was billed and not cancelled, in order."""
    lines = list(
        Line.objects.filter(reference=reference, cancelled_at=None).select_related("invoice").order_by("since")
    )
    invoices = [line.invoice_id for line in lines]
    received, failures = _received(invoices), _failures(invoices)
    return tuple(
        Due(
            since=line.since,
            until=line.until + periods.ONE_DAY,
            due_on=line.invoice.due_on,
            state=line.invoice.state,
            pence=line.pence,
            received=line.invoice_id in received,
            failed_on=_first_since(failures.get(line.invoice_id, []), received.get(line.invoice_id)),
        )
        for line in lines
    )


def _received(invoices: list[UUID]) -> dict[UUID, datetime]:
    """When money last came for each invoice: also money that was taken back later."""
    parts = AttemptInvoice.objects.filter(invoice__in=invoices, attempt__received_at__isnull=False)
    return dict(parts.values_list("invoice").annotate(Max("attempt__received_at")))


def _failures(invoices: list[UUID]) -> dict[UUID, list[datetime]]:
    """When tries for each invoice failed, and when we heard that a payment of it was returned: from then on
    there is time to put it right."""
    found: dict[UUID, list[datetime]] = {}
    failed = Q(attempt__state=FAILED, attempt__ended_at__isnull=False)
    parts = AttemptInvoice.objects.filter(failed, invoice__in=invoices).values_list("invoice", "attempt__ended_at")
    for invoice, at in parts:
        if at is not None:
            found.setdefault(invoice, []).append(at)
    returned = AttemptInvoice.objects.filter(invoice__in=invoices, attempt__state=RETURNED)
    attempts: dict[UUID, list[UUID]] = {}
    for invoice, attempt in returned.values_list("invoice", "attempt"):
        attempts.setdefault(attempt, []).append(invoice)
    bookings = LedgerTransaction.objects.filter(kind="returned", attempt__in=attempts)
    for attempt, at in bookings.values_list("attempt", "booked_at"):
        for invoice in attempts[attempt]:
            found.setdefault(invoice, []).append(at)
    return found


def _first_since(failures: list[datetime], received: datetime | None) -> date | None:
    days = [clock.london_day(at) for at in failures if received is None or at >= received]
    return min(days, default=None)
