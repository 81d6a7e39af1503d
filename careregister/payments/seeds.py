"""Payments of the demonstration's past: thousands of them in one statement, each with its invoice, its bookings and its line
on the provider's list, so that the first night finds nothing that differs. Nobody asks the provider for anything."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from careregister.base.ids import new_id

from . import ledger
from .ledger import Side
from .models import Movement


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
def pay_out(at: datetime) -> int:
    """Everything that is held goes to the bank, as the provider does now and then. The pence."""
    held = ledger.balances().get("held", 0)
    if held > 0:
        movement = Movement.objects.create(
            id=f"txn_demo_{new_id().hex}", kind="payout", pence=-held, fee_pence=0, at=at, heard_at=at
        )
        ledger.book("paid_out", at, [Side("bank", held), Side("held", -held)], movement=movement.id)
    return held


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
