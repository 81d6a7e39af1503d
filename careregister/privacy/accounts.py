"""Whose money lies so far back that the accounts no longer need their name: six years after the end of the tax year."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from careregister.base import clock
from careregister.membership.models import Subscription
from careregister.membership.states import LIVE
from careregister.payments.models import Attempt, Invoice, Refund
from careregister.payments.states import OPEN, UNDER_WAY
from careregister.people.models import Person


def of_money(before: datetime | None, person: UUID | None) -> Iterable[UUID]:
    """People of whom something of money or membership is kept. `before`: those of whom all of it belongs to tax years
    that had ended then; who is a member, or owes something, is none of them."""
    rows = Person.objects.filter(Q(payer__isnull=False) | Q(subscriptions__isnull=False))
    if person is not None:
        rows = rows.filter(pk=person)
    if before is not None:
        since = _tax_year_begins(clock.london_day(before))
        for busy in _since(since):
            rows = rows.exclude(pk__in=busy)
    return rows.order_by("pk").distinct().values_list("pk", flat=True)


def _since(day: date) -> tuple:
    """Who moved, was asked for or owes money on that day or later, or is a member; without organisations, which are
    nobody."""
    moment = clock.start_of_day(day)
    invoices = Invoice.objects.filter(payer__person__isnull=False)
    attempts = Attempt.objects.filter(payer__person__isnull=False)
    refunds = Refund.objects.filter(attempt__payer__person__isnull=False)
    return (
        invoices.filter(Q(issued_at__gte=moment) | Q(closed_at__gte=moment) | Q(state=OPEN)).values("payer__person"),
        attempts.filter(
            Q(made_at__gte=moment) | Q(ended_at__gte=moment) | Q(state__in=UNDER_WAY) | Q(retry_on__isnull=False)
        ).values("payer__person"),
        refunds.filter(Q(asked_at__gte=moment) | Q(ended_at=None) | Q(ended_at__gte=moment)).values(
            "attempt__payer__person"
        ),
        Subscription.objects.filter(Q(state__in=LIVE) | Q(ended_on__gte=day)).values("person"),
    )


def _tax_year_begins(day: date) -> date:
    """The first day of the tax year in which a day lies, or of the next where that day is its last."""
    begins = date(day.year, 4, 6)
    return begins if day >= date(day.year, 4, 5) else date(day.year - 1, 4, 6)
