"""What receipts and yearly statements say."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from careregister.base import clock

from ..models import Attempt, Line, Refund
from ..states import RETURNED, SUCCEEDED
from .own import (
    GIVEN_BACK,
    TAX_YEAR_BEGINS,
    LineShown,
    attempt_rows,
    given_back,
    line_shown,
    receipt_number,
    shown_number,
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """One payment received, and what for. `refunded_pence` of it was given back since."""

    attempt_id: UUID
    payer_id: UUID
    number: str
    pence: int
    received_at: datetime
    kind: str
    last4: str
    refunded_pence: int
    invoices: tuple[str, ...]
    lines: tuple[LineShown, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A row of a statement: received (above nothing), given back or returned (below)."""

    on: date
    what: str
    pence: int
    number: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What was paid in the tax year that begins on 6 April of `year`."""

    payer_id: UUID
    year: int
    since: date
    until: date
    rows: tuple[Moved, ...]
    pence: int


def receipt(attempt_id: UUID, payer_id: UUID) -> Receipt | None:
    """Of a payment that was received and not returned; None for somebody else's."""
    row = attempt_rows().filter(pk=attempt_id, payer_id=payer_id, state=SUCCEEDED).first()
    if row is None:
        return None
    assert row.received_at is not None
    of_it = [part.invoice for part in row.parts.all()]
    lines = Line.objects.filter(invoice__in=of_it).order_by("since", "code", "pk")
    return Receipt(
        attempt_id=row.id,
        payer_id=payer_id,
        number=receipt_number(row),
        pence=row.pence,
        received_at=row.received_at,
        kind=row.method.kind,
        last4=row.method.last4,
        refunded_pence=given_back(row),
        invoices=tuple(shown_number(one.number) for one in of_it),
        lines=tuple(line_shown(line) for line in lines),
    )


def statement(payer_id: UUID, year: int) -> Statement:
    """What was paid, returned and given back from 6 April of `year` to 5 April of the next: a tax year."""
    since, until = date(year, *TAX_YEAR_BEGINS), date(year + 1, 4, 5)
    between = (clock.start_of_day(since), clock.end_of_day(until))
    rows = []
    for one in Attempt.objects.filter(payer_id=payer_id, state__in=(SUCCEEDED, RETURNED)).order_by("received_at"):
        assert one.received_at is not None
        assert one.ended_at is not None
        if between[0] <= one.received_at <= between[1]:
            rows.append(Moved(clock.london_day(one.received_at), "received", one.pence, receipt_number(one)))
        if one.state == RETURNED and between[0] <= one.ended_at <= between[1]:
            rows.append(Moved(clock.london_day(one.ended_at), "returned", -one.pence, receipt_number(one)))
    back = Refund.objects.filter(attempt__payer_id=payer_id, state__in=GIVEN_BACK, begun_at__range=between)
    for refund in back.select_related("attempt").order_by("begun_at"):
        assert refund.begun_at is not None
        rows.append(Moved(clock.london_day(refund.begun_at), "refunded", -refund.pence, receipt_number(refund.attempt)))
    rows.sort(key=lambda row: row.on)
    return Statement(payer_id, year, since, until, tuple(rows), sum(row.pence for row in rows))
