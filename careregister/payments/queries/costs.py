"""What a month brought and cost: fees, the provider's share, tax as the body has been advised."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from careregister.base import body, clock
from careregister.base.actors import Actor

from .. import ledger, policy
from .own import provider_cost


@dataclass(frozen=True, slots=True)
class Cost:
    """One code of lines in a month, in pence. `share`: what the provider kept of it; `expected`: by its price list."""

    code: str
    lines: int
    billed_pence: int
    received_pence: int
    share_pence: int
    expected_pence: int


@dataclass(frozen=True, slots=True)
class Month:
    """What a month cost. `fees_pence`: all that the provider kept in it, by the ledger. Tax as the rule has it."""

    first: date
    rows: tuple[Cost, ...]
    fees_pence: int
    refunded_pence: int
    waived_pence: int
    lost_pence: int
    vat: str
    vat_percent: str
    gift_aid: bool


def costs_of_month(month: date, by: Actor) -> Month:
    """What the London month of `month` brought and cost, by code of line. NotAllowed `wrong_role`."""
    policy.may_read(by)
    first = month.replace(day=1)
    since, until = clock.start_of_day(first), clock.start_of_day((first + timedelta(days=32)).replace(day=1))
    with connection.cursor() as cursor:
        cursor.execute(_BILLED, {"since": since, "until": until})
        rows: dict[str, list[Any]] = {code: [lines, billed, 0, 0, 0] for code, lines, billed in cursor.fetchall()}
        cursor.execute(_RECEIVED, {"since": since, "until": until})
        for code, kind, pence, received, share in cursor.fetchall():
            row = rows.setdefault(code, [0, 0, 0, 0, 0])
            row[2] += received
            row[3] += share
            row[4] += provider_cost(pence, kind, first) * received / pence
    moved = ledger.moved(since, until)
    said = body.rule("payments.tax", first)
    return Month(
        first=first,
        rows=tuple(Cost(code, *map(round, numbers)) for code, numbers in sorted(rows.items())),
        fees_pence=moved.get("fees", 0),
        refunded_pence=moved.get("refunded", 0),
        waived_pence=moved.get("waived", 0),
        lost_pence=moved.get("lost", 0),
        vat=said["vat"],
        vat_percent=said["vat_percent"],
        gift_aid=said["gift_aid"],
    )


# Less what was cut off an invoice later, split over its lines like what is paid of it.
_BILLED = """
select line.code, count(*), sum(line.pence - line.pence * coalesce(cut.pence, 0)::numeric / invoice.pence)
from payments_line line join payments_invoice invoice on invoice.id = line.invoice_id
left join (
    select booking.invoice_id, sum(entry.pence) as pence
    from payments_ledgertransaction booking join payments_ledgerentry entry on entry.transaction_id = booking.id
    where booking.kind = 'cancelled' and booking.at >= %(since)s and entry.account = 'income'
    group by booking.invoice_id
) cut on cut.invoice_id = invoice.id
where invoice.issued_at >= %(since)s and invoice.issued_at < %(until)s and line.cancelled_at is null
group by line.code
"""

# What was paid of an invoice is split over its lines by their pence, and so is the provider's share of it: an invoice that
# was cut is paid in part. Payments of the same sum together, whose share by the price list is the same.
_RECEIVED = """
with paid as (
    select attempt.id, attempt.pence, method.kind, (
        select sum(movement.fee_pence) from payments_movement movement
        where movement.kind = 'charge' and movement.source = attempt.charge
    ) as fee
    from payments_attempt attempt join payments_method method on method.id = attempt.method_id
    where attempt.state = 'succeeded' and attempt.received_at >= %(since)s and attempt.received_at < %(until)s
), split as (
    select line.code, paid.kind, paid.pence, paid.fee, part.pence * line.pence::numeric / invoice.pence as received
    from paid
    join payments_attemptinvoice part on part.attempt_id = paid.id
    join payments_invoice invoice on invoice.id = part.invoice_id
    join payments_line line on line.invoice_id = invoice.id
)
select code, kind, pence, sum(received), coalesce(sum(fee * received / pence), 0)
from split group by code, kind, pence
"""
