"""What the ledger and the waivers say of one membership, as `derive` reads it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from careregister.base import body, clock
from careregister.payments.given_back import given_back
from careregister.payments.models import AttemptInvoice, LedgerTransaction, Line
from careregister.payments.states import FAILED, RETURNED, SETTLED, SUCCEEDED

from . import periods, states
from .derive import Due, Facts, Waived
from .models import Subscription, WaiverRequest


def facts_of(subscription: Subscription, on: date) -> Facts:
    """Whatever is written on the row itself but its dates is left aside."""
    return facts_of_many([subscription], on)[subscription.pk]


def facts_of_many(subscriptions: Collection[Subscription], on: date) -> dict[UUID, Facts]:
    """`facts_of` of each. One query more than `dues_of_many`, however many they are."""
    dues = dues_of_many([one.pk for one in subscriptions])
    asked: dict[UUID, list[WaiverRequest]] = {}
    for request in WaiverRequest.objects.filter(subscription__in=dues).defer("sealed", "decided"):
        asked.setdefault(request.subscription_id, []).append(request)
    days = {code: body.rule(f"membership.{code}", on) for code in ("starting_days", "unpaid_days", "past_due_days")}
    return {one.pk: _facts(one, dues[one.pk], asked.get(one.pk, []), days) for one in subscriptions}


def _facts(
    subscription: Subscription, dues: tuple[Due, ...], asked: list[WaiverRequest], days: dict[str, int]
) -> Facts:
    told_no = [one.settled_at for one in asked if one.state in (states.DECLINED, states.WITHDRAWN) and one.settled_at]
    granted = sorted((one.since, one.until) for one in asked if one.since and one.until)
    paused_from, paused_until = subscription.paused_from, subscription.paused_until
    return Facts(
        joined_on=subscription.joined_on,
        dues=dues,
        waivers=tuple(Waived(since, until) for since, until in granted),
        waits=any(one.state == states.WAITING for one in asked),
        paused=Waived(paused_from, paused_until) if paused_from and paused_until else None,
        cancels_on=subscription.cancels_on,
        ended_on=subscription.ended_on,
        ended_because=subscription.ended_because,
        told_no=tuple(sorted(clock.london_day(at) for at in told_no)),
        **days,
    )


def dues_of(reference: UUID) -> tuple[Due, ...]:
    """Every period that was billed and not cancelled, in order."""
    return dues_of_many([reference])[reference]


def dues_of_many(references: Collection[UUID]) -> dict[UUID, tuple[Due, ...]]:
    """`dues_of` of each. Two queries, however many they are; one where nothing was billed, one more where a payment was
    returned, three where some was given back."""
    lines: dict[UUID, list[Line]] = {one: [] for one in references}
    for line in Line.objects.filter(reference__in=lines, cancelled_at=None).select_related("invoice").order_by("since"):
        lines[line.reference].append(line)
    invoices = {line.invoice_id for mine in lines.values() for line in mine}
    received, failures, back = _tried(invoices) if invoices else ({}, {}, {})
    return {
        reference: tuple(
            Due(
                since=line.since,
                until=line.until + periods.ONE_DAY,
                due_on=line.invoice.due_on,
                state=line.invoice.state,
                pence=line.pence,
                received=line.invoice_id in received,
                failed_on=_first_since(failures.get(line.invoice_id, []), received.get(line.invoice_id)),
                given_back_on=back.get(line.invoice_id) if line.invoice.state == SETTLED else None,
            )
            for line in mine
        )
        for reference, mine in lines.items()
    }


def _tried(
    invoices: Collection[UUID],
) -> tuple[dict[UUID, datetime], dict[UUID, list[datetime]], dict[UUID, date]]:
    """When money last came for each invoice, also money that was taken back later; when tries for each failed, and when
    we heard that a payment of it was returned: from then on there is time to put it right; and when the last of what
    paid for it was given back."""
    received: dict[UUID, datetime] = {}
    failures: dict[UUID, list[datetime]] = {}
    returned: dict[UUID, list[UUID]] = {}
    some_back: set[UUID] = set()
    parts = AttemptInvoice.objects.filter(invoice__in=invoices)
    told = parts.values_list(
        "invoice", "attempt", "attempt__state", "attempt__received_at", "attempt__ended_at", "attempt__refunding_pence"
    )
    for invoice, attempt, state, received_at, ended_at, refunding in told:
        if received_at is not None:
            received[invoice] = max(received_at, received.get(invoice, received_at))
        if state == FAILED and ended_at is not None:
            failures.setdefault(invoice, []).append(ended_at)
        if state == RETURNED:
            returned.setdefault(attempt, []).append(invoice)
        if state == SUCCEEDED and refunding:
            some_back.add(invoice)
    if returned:
        bookings = LedgerTransaction.objects.filter(kind="returned", attempt__in=returned)
        for attempt, at in bookings.values_list("attempt", "booked_at"):
            for invoice in returned[attempt]:
                failures.setdefault(invoice, []).append(at)
    return received, failures, given_back(some_back) if some_back else {}


def _first_since(failures: list[datetime], received: datetime | None) -> date | None:
    days = [clock.london_day(at) for at in failures if received is None or at >= received]
    return min(days, default=None)
