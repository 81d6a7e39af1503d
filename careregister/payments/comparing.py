"""Where the ledger and the provider's list differ, to the penny; and where an invoice and the ledger do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

OF_LATE = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class Differs:
    """`what`: charge, refund, other or invoice. `source`: the provider's id of the payment or refund."""

    kind: str
    what: str
    provider_pence: int
    ledger_pence: int
    source: str = ""
    movement: str = ""
    attempt_id: UUID | None = None
    refund_id: UUID | None = None
    invoice_id: UUID | None = None


def differences(until: datetime) -> list[Differs]:
    """Payments, refunds and movements on which the two differ up to `until`. Together they are the whole difference."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES, {"until": until})
        return [Differs(*row) for row in cursor.fetchall()]


def out_of_step(until: datetime) -> list[Differs]:
    """Invoices of late whose open pence is not what the ledger says is owed on them: there should never be one."""
    with connection.cursor() as cursor:
        cursor.execute(_OUT_OF_STEP, {"since": until - OF_LATE})
        return [
            Differs("out_of_step", "invoice", shown, owed, invoice_id=invoice)
            for invoice, shown, owed in cursor.fetchall()
        ]


_DIFFERENCES = """
with listed as (
    select kind, source, sum(pence) as pence, min(id) as movement
    from payments_movement
    where kind in ('charge', 'refund') and at <= %(until)s
    group by kind, source
),
booked as (
    select 'charge' as kind, attempt.charge as source, sum(entry.pence) as pence, attempt.id as attempt_id,
           null::uuid as refund_id
    from payments_ledgertransaction booking
    join payments_ledgerentry entry on entry.transaction_id = booking.id and entry.account = 'held'
    join payments_attempt attempt on attempt.id = booking.attempt_id
    where booking.kind = 'received' and booking.at <= %(until)s
    group by attempt.id
    union all
    select 'refund', refund.provider_id, sum(entry.pence), refund.attempt_id, refund.id
    from payments_ledgertransaction booking
    join payments_ledgerentry entry on entry.transaction_id = booking.id and entry.account = 'held'
    join payments_refund refund on refund.id = booking.refund_id
    where booking.at <= %(until)s
    group by refund.id
)
select case when booked.pence is null then 'not_booked' when listed.pence is null then 'not_moved' else 'amount' end,
       kind, coalesce(listed.pence, 0)::bigint, coalesce(booked.pence, 0)::bigint, source,
       coalesce(movement, ''), attempt_id, refund_id, null::uuid
from listed full join booked using (kind, source)
where coalesce(listed.pence, 0) <> coalesce(booked.pence, 0)
union all
select 'unknown', 'other', pence, 0, source, id, null::uuid, null::uuid, null::uuid
from payments_movement movement
where kind = 'other' and at <= %(until)s and pence <> 0
  and not exists (select from payments_ledgertransaction done where done.movement = movement.id and done.kind = 'other')
order by 2, 5, 6
"""

_OUT_OF_STEP = """
select invoice.id, invoice.open_pence, coalesce(sum(entry.pence), 0)::bigint as owed
from payments_invoice invoice
left join payments_ledgerentry entry on entry.invoice_id = invoice.id and entry.account = 'owed'
where invoice.id in (
    select of_late.invoice_id
    from payments_ledgertransaction booking
    join payments_ledgerentry of_late on of_late.transaction_id = booking.id and of_late.invoice_id is not null
    where booking.booked_at >= %(since)s
)
group by invoice.id
having invoice.open_pence <> coalesce(sum(entry.pence), 0)
order by invoice.number
"""
