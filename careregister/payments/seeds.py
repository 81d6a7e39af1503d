"""Payments of the demonstration's past: thousands of them in one statement, each with its invoice, its bookings and its line
on the provider's list, so that the first night finds nothing that differs. Nobody asks the provider for anything."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from careregister.base.ids import new_id

from .models import LedgerEntry, LedgerTransaction, Movement

AVAILABLE_AFTER = timedelta(days=4)  # before that the provider pays nothing out


@dataclass(frozen=True, slots=True)
class Past:
    """One line of an invoice (`invoice` says which), and how its payment went. Lines of an invoice share all but their
    reference, code, pence and days, both inclusive. `fee_pence`: what the provider kept of the whole payment."""

    invoice: UUID
    payer: UUID
    method: UUID
    attempt: UUID
    charge: str
    due_on: date
    at: datetime
    failed: bool
    retry_on: date | None
    fee_pence: int
    reference: UUID
    code: str
    pence: int
    since: date
    until: date


_TYPES = {
    UUID: "uuid[]", str: "text[]", date: "date[]", datetime: "timestamptz[]", bool: "boolean[]", int: "integer[]",
    date | None: "date[]",
}  # fmt: skip


def load_past(rows: Sequence[Past]) -> int:
    """Write them. Returns how many payments there were."""
    columns = fields(Past)
    arrays = ", ".join(f"%s::{_TYPES[column.type]}" for column in columns)  # type: ignore[index]
    names = ", ".join(f'"{column.name}"' for column in columns)
    given = [[getattr(row, column.name) for row in rows] for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(_LOAD.replace("__NAMES__", names).replace("__ARRAYS__", arrays), given)
        return cursor.fetchone()[0]


@transaction.atomic
def pay_out(moments: Sequence[datetime]) -> int:
    """At each of them (oldest first) what was received until some days before, less the provider's share, went to the
    bank. The pence of all of them together."""
    given = [moment - AVAILABLE_AFTER for moment in moments]
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [given])
        held = [pence for (pence,) in cursor.fetchall()]
    movements, bookings, entries = [], [], []
    for moment, before, until in zip(moments, [0, *held], held, strict=False):
        if until > before:
            name, pence = f"txn_demo_{new_id().hex}", until - before
            movements.append(Movement(id=name, kind="payout", pence=-pence, fee_pence=0, at=moment, heard_at=moment))
            booking = LedgerTransaction(kind="paid_out", at=moment, booked_at=moment, movement=name)
            bookings.append(booking)
            for account, side in (("bank", pence), ("held", -pence)):
                entries.append(LedgerEntry(transaction=booking, account=account, pence=side))
    Movement.objects.bulk_create(movements)
    LedgerTransaction.objects.bulk_create(bookings)
    LedgerEntry.objects.bulk_create(entries)
    return max([0, *held])


# Of the provider's list and not of the ledger, which says the same: nobody has counted these tables yet, and a join of
# them may take minutes.
_HELD = """
select coalesce((select sum(pence - fee_pence) from payments_movement where at <= moment), 0)::integer
from unnest(%s::timestamptz[]) with ordinality as asked (moment, place) order by place
"""

_LOAD = """
with given (__NAMES__) as materialized (select * from unnest(__ARRAYS__)),
heads as materialized (
    select invoice, payer, method, attempt, charge, due_on, at, failed, retry_on, fee_pence, sum(pence)::integer as pence,
        gen_random_uuid() as issued, gen_random_uuid() as received, gen_random_uuid() as share, 'txn' || substr(charge, 3) as movement
    from given group by invoice, payer, method, attempt, charge, due_on, at, failed, retry_on, fee_pence
),
invoices as (
    insert into payments_invoice (id, payer_id, pence, open_pence, issued_at, due_on, state, closed_at)
    select invoice, payer, pence, case when failed then pence else 0 end, at, due_on,
        case when failed then 'open' else 'settled' end, case when failed then null else at end
    from heads
),
lines as (
    insert into payments_line (id, invoice_id, reference, code, words, pence, since, until)
    select gen_random_uuid(), invoice, reference, code, '', pence, since, until from given
),
attempts as (
    insert into payments_attempt (
        id, payer_id, method_id, pence, number, state, charge, code, made_at, begun_at, asked_at, ended_at, received_at,
        retry_on, refunding_pence
    )
    select attempt, payer, method, pence, 1, case when failed then 'failed' else 'succeeded' end, charge,
        case when failed then 'insufficient_funds' else '' end, at, at, at, at, case when failed then null else at end,
        retry_on, 0
    from heads
),
parts as (
    insert into payments_attemptinvoice (id, attempt_id, invoice_id, pence, under_way)
    select gen_random_uuid(), attempt, invoice, pence, false from heads
),
movements as (
    insert into payments_movement (id, kind, pence, fee_pence, source, at, heard_at)
    select movement, 'charge', pence, fee_pence, charge, at, at from heads where not failed
),
bookings as (
    insert into payments_ledgertransaction (id, kind, at, booked_at, invoice_id, attempt_id, movement)
    select issued, 'issued', at, at, invoice, null::uuid, '' from heads
    union all
    select received, 'received', at, at, null, attempt, '' from heads where not failed
    union all
    select share, 'share', at, at, null, null, movement from heads where not failed and fee_pence > 0
),
entries as (
    insert into payments_ledgerentry (id, transaction_id, account, pence, invoice_id)
    select gen_random_uuid(), booking, account, sign * amount, of_invoice
    from heads cross join lateral (values
        (issued, 'owed', 1, pence, invoice), (issued, 'income', -1, pence, invoice),
        (received, 'held', 1, pence, null), (received, 'owed', -1, pence, invoice),
        (share, 'fees', 1, fee_pence, null), (share, 'held', -1, fee_pence, null)
    ) as side (booking, account, sign, amount, of_invoice)
    where (booking = issued or not failed) and amount > 0
)
select count(*) from heads
"""
