"""Every night: the provider's own list of what moved, booked where it is ours alone to hear of, and compared with the ledger."""

from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Max, Min, Sum

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Line, record, record_many
from careregister.outside import cards

from .. import comparing, ledger, policy
from ..ledger import Side
from ..models import Attempt, Difference, LedgerEntry, Movement, Reconciliation
from . import hearing

OVERLAP = timedelta(days=3)
MOST_LOOKED_UP = 200
_MANY = 1000


def reconcile(day: date, *, by: Actor, because: Because) -> UUID:
    """Compare ledger and provider as they stood at the end of a London day. Safe to say again: it is made anew.

    Not inside a transaction. cards.CardsUnreachable, cards.CardsRefused: nothing was compared.
    """
    policy.must_be_the_clock(by)
    until = clock.end_of_day(day)
    hear_movements(until, by=by, because=because)
    _look_up_unbooked(until, by, because)
    return _compare(day, until, by, because)


def hear_movements(until: datetime, *, by: Actor, because: Because) -> int:
    """Keep what is new on the provider's list up to `until`, and book its share, payouts and what banks took. How many.

    Not inside a transaction. cards.CardsUnreachable, cards.CardsRefused.
    """
    policy.must_be_the_clock(by)
    since = _heard_up_to()
    if since is None or since >= until:
        return 0
    before = Movement.objects.count()
    listed = cards.movements(since, until + clock.MICROSECOND)
    while batch := [_kept(one) for one in islice(listed, _MANY)]:
        Movement.objects.bulk_create(batch, ignore_conflicts=True)
    _book_movements(by, because)
    return Movement.objects.count() - before


@transaction.atomic
def explain_movement(movement_id: str, *, by: Actor, because: Because) -> None:
    """Book a movement of a kind that we do not know, once a finance officer has said in words what it was.

    NotAllowed `wrong_role`, `words_missing`, `movement_unknown`, `movement_is_booked`.
    """
    policy.may_explain(by)
    if not because.words.strip():
        raise NotAllowed("words_missing")
    _one_after_the_other()
    movement = Movement.objects.filter(pk=movement_id, kind="other").first()
    if movement is None:
        raise NotAllowed("movement_unknown")
    sides = [Side("other", -movement.pence), Side("held", movement.pence)]
    booking = ledger.book("other", movement.at, sides, movement=movement.id)
    if booking is None:
        raise NotAllowed("movement_is_booked")
    record("payments.movement_explained", booking, by=by, because=because, refs={"pence": movement.pence})


def _heard_up_to() -> datetime | None:
    """From when to ask; None while nobody ever paid."""
    latest = Movement.objects.aggregate(at=Max("at"))["at"]
    first = Attempt.objects.aggregate(at=Min("begun_at"))["at"]
    if latest is None:
        return first and first - timedelta(days=1)
    day = Reconciliation.objects.aggregate(day=Max("day"))["day"]
    return min(latest, clock.start_of_day(day)) - OVERLAP if day else first - timedelta(days=1)


def _kept(one: cards.Movement) -> Movement:
    return Movement(
        id=one.id, kind=one.kind, pence=one.pence, fee_pence=one.fee_pence, source=one.source, at=one.at
    )  # fmt: skip


def _one_after_the_other() -> None:
    """Whoever books movements waits for whoever else does, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('payments.book_movements'))")


@transaction.atomic
def _book_movements(by: Actor, because: Because) -> None:
    """What no attempt and no refund of ours stands for: the provider's share, payouts, what banks took and gave back."""
    moment = clock.now()
    _one_after_the_other()
    with connection.cursor() as cursor:
        cursor.execute(_BOOK_MOVEMENTS, [moment])
        bookings, pence = cursor.fetchone()
    if bookings:
        refs = {"bookings": bookings, "pence": int(pence)}
        record_many([Line("payments.movements_booked", "payments.batch", new_id(), by, because, moment, refs=refs)])


def _look_up_unbooked(until: datetime, by: Actor, because: Because) -> None:
    """Before a difference is shown, ask about what we missed: its event may never have come."""
    for found in comparing.differences(until)[:MOST_LOOKED_UP]:
        if found.kind == "not_booked" and found.source:
            try:
                hearing.look_up(found.what, found.source, by=by, because=because)
            except (cards.CardsUnreachable, cards.CardsRefused):
                continue


@transaction.atomic
def _compare(day: date, until: datetime, by: Actor, because: Because) -> UUID:
    Reconciliation.objects.filter(day=day).delete()
    moved = Movement.objects.filter(at__lte=until)
    provider = moved.aggregate(pence=Sum(F("pence") - F("fee_pence")))["pence"] or 0
    held = LedgerEntry.objects.filter(account="held", transaction__at__lte=until).aggregate(pence=Sum("pence"))["pence"]
    row = Reconciliation.objects.create(
        day=day,
        movements=moved.filter(at__gte=clock.start_of_day(day)).count(),
        provider_pence=provider,
        ledger_pence=held or 0,
    )
    found = [*comparing.differences(until), *comparing.out_of_step(until)]
    Difference.objects.bulk_create(
        Difference(
            reconciliation=row, kind=one.kind, what=one.what, provider_pence=one.provider_pence,
            ledger_pence=one.ledger_pence, movement=one.movement, attempt_id=one.attempt_id,
            refund_id=one.refund_id, invoice_id=one.invoice_id,
        )
        for one in found
    )  # fmt: skip
    refs = {"day": day, "difference": provider - (held or 0), "rows": len(found)}
    record("payments.reconciled", row, by=by, because=because, refs=refs)
    return row.id


_BOOK_MOVEMENTS = """
with parts as (
    select id, at, 'share' as kind, 'fees' as account,
           fee_pence - case when kind = 'fee' then pence else 0 end as pence
    from payments_movement
    union all
    select id, at, 'paid_out', 'bank', -pence from payments_movement where kind = 'payout'
    union all
    select id, at, 'disputed', 'disputed', -pence from payments_movement where kind = 'dispute'
),
fresh as materialized (
    select gen_random_uuid() as booking, parts.* from parts
    where pence <> 0 and not exists (
        select from payments_ledgertransaction done where done.movement = parts.id and done.kind = parts.kind
    )
),
bookings as (
    insert into payments_ledgertransaction (id, kind, at, booked_at, movement)
    select booking, kind, at, %s, id from fresh
),
entries as (
    insert into payments_ledgerentry (id, transaction_id, account, pence)
    select gen_random_uuid(), booking, case when side.sign = 1 then account else 'held' end, pence * side.sign
    from fresh cross join (values (1), (-1)) as side (sign)
)
select count(*), coalesce(sum(pence), 0) from fresh
"""
