"""Raising what is owed: one invoice, or those of a whole month in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Line as HistoryLine
from careregister.history.actions import record, record_many

from .. import ledger, policy
from ..ledger import Side
from ..models import Invoice, Line
from .payers import payer_row


@dataclass(frozen=True, slots=True)
class NewLine:
    """What somebody pays for: days `since` to `until`, both inclusive. `words` may be empty: the code then says it."""

    reference: UUID
    code: str
    words: str
    pence: int
    since: date
    until: date


@transaction.atomic
def issue(payer_id: UUID, lines: Sequence[NewLine], *, due_on: date, by: Actor, because: Because) -> UUID:
    """One invoice of these lines. NotAllowed `nothing_to_bill`, `billed_already` (a period of a reference is billed
    once), `payer_unknown`, and as `policy.may_owe`."""
    payer = payer_row(payer_id)
    policy.may_owe(by, payer)
    total = sum(line.pence for line in lines)
    if not lines or any(line.pence <= 0 or line.until < line.since for line in lines):
        raise NotAllowed("nothing_to_bill")
    moment = clock.now()
    invoice = Invoice.objects.create(payer=payer, pence=total, open_pence=total, issued_at=moment, due_on=due_on)
    try:
        with transaction.atomic():
            Line.objects.bulk_create(
                Line(
                    invoice=invoice, reference=line.reference, code=line.code, words=line.words,
                    pence=line.pence, since=line.since, until=line.until,
                )
                for line in lines
            )  # fmt: skip
    except IntegrityError as error:
        raise NotAllowed("billed_already") from error
    ledger.book(
        "issued", moment, [Side("owed", total, invoice.id), Side("income", -total, invoice.id)], invoice=invoice
    )
    refs = {"pence": total, "due_on": due_on}
    record("payments.invoice_issued", invoice, by=by, because=because, person_id=payer.person_id, refs=refs)
    return invoice.id


@transaction.atomic
def issue_many(select_sql: str, params: Sequence[Any], *, by: Actor, because: Because) -> int:
    """Invoices for everybody whom `select_sql` yields, in one statement. Returns how many.

    It yields payer_id, reference, code, pence, since, until, due_on. One invoice for each payer and due day. What was
    billed already is left out, so that it is safe to say again; two at once wait for each other.
    """
    policy.must_be_the_clock(by)
    moment = clock.now()
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('payments.issue_many'))")
        # Nobody has counted what the caller selects: taken for one row, ten thousand would be compared with each other.
        cursor.execute("set local enable_nestloop = off")
        cursor.execute(_ISSUE_MANY.replace("__SELECTED__", select_sql), [*params, *[moment] * 3])
        invoices, pence = cursor.fetchone()
        cursor.execute("set local enable_nestloop = on")
    if invoices:
        refs = {"invoices": invoices, "pence": int(pence)}
        line = HistoryLine("payments.invoices_issued", "payments.batch", new_id(), by, because, moment, refs=refs)
        record_many([line])
    return invoices


_ISSUE_MANY = """
with asked (payer_id, reference, code, pence, since, until, due_on) as materialized (__SELECTED__),
fresh as materialized (
    select distinct on (asked.reference, asked.since) asked.*
    from asked
    where asked.pence > 0 and ( -- asked of the index, one by one: as a join it would read every line there ever was
        select line.id from payments_line line
        where line.reference = asked.reference and line.since = asked.since and line.cancelled_at is null
    ) is null
    order by asked.reference, asked.since
),
heads as materialized (
    select gen_random_uuid() as id, gen_random_uuid() as booking, payer_id, due_on, sum(pence)::integer as pence
    from fresh group by payer_id, due_on
),
invoices as (
    insert into payments_invoice (id, payer_id, pence, open_pence, issued_at, due_on, state)
    select id, payer_id, pence, pence, %s, due_on, 'open' from heads
),
lines as (
    insert into payments_line (id, invoice_id, reference, code, words, pence, since, until)
    select gen_random_uuid(), heads.id, reference, code, '', fresh.pence, since, until
    from fresh join heads using (payer_id, due_on)
),
bookings as (
    insert into payments_ledgertransaction (id, kind, at, booked_at, invoice_id, movement)
    select booking, 'issued', %s, %s, id, '' from heads
),
entries as (
    insert into payments_ledgerentry (id, transaction_id, account, pence, invoice_id)
    select gen_random_uuid(), booking, side.account, heads.pence * side.sign, heads.id
    from heads cross join (values ('owed', 1), ('income', -1)) as side (account, sign)
)
select count(*), coalesce(sum(pence), 0) from heads
"""
