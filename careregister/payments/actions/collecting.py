"""Asking for money: now, when it is due, and again on a payday. The asking itself is a job (`sending`)."""

from collections.abc import Sequence
from itertools import pairwise
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from careregister.base import clock, queue
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id
from careregister.base.locks import waiting
from careregister.base.refusals import Busy, NotAllowed
from careregister.history.actions import Line, record, record_many

from .. import policy
from ..models import Attempt, AttemptInvoice, Hold, Invoice, Method, Payer
from ..states import OPEN, READY
from .payers import payer_row

SEND = "payments.send"  # the jobs' names in project/jobs.py
SEND_WAITING = "payments.send_waiting"
MOST_AT_ONCE = 20_000  # payers in a transaction: locks are short, and no statement is too long on a slow disk
_BEYOND_ALL = UUID(int=2**128 - 1)


@transaction.atomic
def collect(
    payer_id: UUID, invoice_ids: Sequence[UUID], *, method_id: UUID | None = None, by: Actor, because: Because
) -> UUID:
    """Ask for what is open on these invoices, as one payment, with the payer's way to pay. Returns the attempt's id.

    NotAllowed `nothing_to_pay`, `invoice_unknown`, `payment_under_way`, `no_way_to_pay`, `not_your_money`.
    """
    payer = payer_row(payer_id, locked=True)
    policy.may_owe(by, payer)
    method = Method.objects.filter(payer=payer, state=READY, **({"pk": method_id} if method_id else {})).first()
    if method is None:
        raise NotAllowed("no_way_to_pay")
    invoices = list(Invoice.objects.select_for_update().filter(pk__in=set(invoice_ids), payer=payer).order_by("pk"))
    if len(invoices) != len(set(invoice_ids)):
        raise NotAllowed("invoice_unknown")
    invoices = [invoice for invoice in invoices if invoice.state == OPEN]
    if not invoices:
        raise NotAllowed("nothing_to_pay")
    if AttemptInvoice.objects.filter(invoice__in=invoices, under_way=True).exists():
        raise NotAllowed("payment_under_way")
    attempt = _attempt(payer, method, invoices)
    refs = {"pence": attempt.pence, "method": method.kind, "number": attempt.number}
    record("payments.collected", attempt, by=by, because=because, person_id=payer.person_id, refs=refs)
    queue.enqueue(SEND, attempt_id=str(attempt.id))
    return attempt.id


def collect_due(*, by: Actor, because: Because) -> int:
    """Ask everybody for what is due and was not yet asked for with the way to pay they have now. Returns how many.

    One payment for each payer; a statement and a transaction for each `MOST_AT_ONCE` of them. What failed is tried again
    by `retry_due` alone, and nothing is asked of who is held. Safe to say again; two at once wait for each other. Busy,
    once all others were asked, when somebody held what is written here for three seconds.
    """
    policy.must_be_the_clock(by)
    Hold.objects.filter(until__lte=clock.today()).delete()
    with connection.cursor() as cursor:
        cursor.execute(_LAST_OF_EACH_ROUND, [clock.today(), MOST_AT_ONCE])
        ends = [payer_id for (payer_id,) in cursor]
    asked, held = 0, False
    for after, last in pairwise([UUID(int=0), *ends, _BEYOND_ALL]):
        try:
            with waiting():
                asked += _collect_round(after, last, by, because)
        except Busy:
            held = True
    if held:
        raise Busy
    return asked


@transaction.atomic
def _collect_round(after: UUID, last: UUID, by: Actor, because: Because) -> int:
    moment, today = clock.now(), clock.today()
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('payments.collect_due'))")
        cursor.execute(_COLLECT_DUE, [today, after, last, today, moment])
        attempts, pence = cursor.fetchone()
    if attempts:
        refs = {"attempts": attempts, "pence": int(pence)}
        record_many([Line("payments.collected_many", "payments.batch", new_id(), by, because, moment, refs=refs)])
        queue.enqueue_once(SEND_WAITING)
    return attempts


def retry_due(*, by: Actor, because: Because) -> int:
    """Try again what failed and has its day today or earlier; leave what is paid, has no way to pay or is held. Returns how
    many."""
    policy.must_be_the_clock(by)
    due = Attempt.objects.filter(retry_on__lte=clock.today()).exclude(payer__in=Hold.now().values("payer"))
    ids = list(due.order_by("retry_on", "pk").values_list("pk", flat=True))
    return sum(_retry(attempt_id, by, because) for attempt_id in ids)


@transaction.atomic
def _retry(attempt_id: UUID, by: Actor, because: Because) -> bool:
    payer = payer_row(Attempt.objects.values_list("payer_id", flat=True).get(pk=attempt_id), locked=True)
    failed = Attempt.objects.select_for_update().get(pk=attempt_id)
    if failed.retry_on is None or Hold.now().filter(payer=payer).exists():
        return False
    failed.retry_on = None
    failed.save(update_fields=["retry_on"])
    method = Method.objects.filter(pk=failed.method_id, state=READY).first()
    of_it = Invoice.objects.select_for_update().filter(parts__attempt=failed, state=OPEN).order_by("pk")
    invoices = [one for one in of_it if not AttemptInvoice.objects.filter(invoice=one, under_way=True).exists()]
    if method is None or not invoices:
        return False
    attempt = _attempt(payer, method, invoices)
    refs = {"pence": attempt.pence, "method": method.kind, "number": attempt.number}
    record("payments.collected", attempt, by=by, because=because, person_id=payer.person_id, refs=refs)
    queue.enqueue(SEND, attempt_id=str(attempt.id))
    return True


def _attempt(payer: Payer, method: Method, invoices: Sequence[Invoice]) -> Attempt:
    before = Attempt.objects.filter(method=method, parts__invoice__in=invoices).aggregate(most=Max("number"))["most"]
    # What was to be tried again another day is tried now instead.
    Attempt.objects.filter(payer=payer, parts__invoice__in=invoices).exclude(retry_on=None).update(retry_on=None)
    attempt = Attempt.objects.create(
        payer=payer, method=method, number=(before or 0) + 1, pence=sum(invoice.open_pence for invoice in invoices)
    )
    AttemptInvoice.objects.bulk_create(
        AttemptInvoice(attempt=attempt, invoice=invoice, pence=invoice.open_pence) for invoice in invoices
    )
    return attempt


_LAST_OF_EACH_ROUND = """
select payer_id from (
    select payer_id, row_number() over (order by payer_id) as turn
    from payments_invoice where state = 'open' and due_on <= %s group by payer_id
) as payer where turn %% %s = 0 order by payer_id
"""
_COLLECT_DUE = """
with due as materialized (
    select invoice.id, invoice.payer_id, invoice.open_pence, method.id as method_id
    from payments_invoice invoice
    join payments_method method on method.payer_id = invoice.payer_id and method.state = 'ready'
    where invoice.state = 'open' and invoice.due_on <= %s
      and invoice.payer_id > %s and invoice.payer_id <= %s
      and invoice.payer_id not in (select payer_id from payments_hold where until is null or until > %s)
      and ( -- asked of the index, one by one: as a join it would read every attempt there ever was
          select part.id
          from payments_attemptinvoice part join payments_attempt attempt on attempt.id = part.attempt_id
          where part.invoice_id = invoice.id and (part.under_way or attempt.method_id = method.id)
          limit 1
      ) is null
    for update of invoice
),
-- One attempt for each payer, named without joining what nobody has counted with itself.
named as materialized (
    select due.*, first_value(candidate) over (partition by payer_id order by id) as attempt_id
    from (select due.*, gen_random_uuid() as candidate from due) as due
),
heads as materialized (
    select attempt_id, payer_id, method_id, sum(open_pence)::integer as pence
    from named group by attempt_id, payer_id, method_id
),
attempts as (
    insert into payments_attempt (id, payer_id, method_id, pence, number, state, charge, code, made_at, refunding_pence)
    select attempt_id, payer_id, method_id, pence, 1, 'waiting', '', '', %s, 0 from heads
),
parts as (
    insert into payments_attemptinvoice (id, attempt_id, invoice_id, pence, under_way)
    select gen_random_uuid(), attempt_id, id, open_pence, true from named
)
select count(*), coalesce(sum(pence), 0) from heads
"""
