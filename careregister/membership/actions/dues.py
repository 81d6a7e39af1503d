"""Dues: the period that begins is billed, for everybody at once, in SQL.

Two statements: the memberships whose time paid for is over move on by one period and keep what it costs (which locks
them); then everything that this round moved is handed to payments. What a night missed is made good in rounds.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from careregister.base import body
from careregister.base.actors import CLOCK, Actor, Because
from careregister.payments import actions as payments

from .. import plans, policy, states
from ..models import Subscription

MOST_AT_ONCE = 20_000  # memberships in a transaction: locks are short, and no statement is too long on a slow disk
EMPLOYERS_AT_ONCE = 500  # whole, so that each has one invoice
DUES = Because("dues")


def raise_dues(on: date, *, by: Actor, because: Because) -> int:
    """Bill every period that has begun by `on`. Returns how many invoices. Safe to run twice, and at once.

    Whoever changes their membership at that moment is left to the next round, or the next night.
    """
    policy.must_be_the_clock(by)
    return _until_done(on, None, because) + sum(
        _until_done(on, employers, because) for employers in _batched(_employers(on), EMPLOYERS_AT_ONCE)
    )


def raise_for(on: date, employer_id: UUID, *, because: Because) -> int:
    """The same for one employer, one period, in the caller's transaction."""
    return _one_round(on, [employer_id], because)[1]


def _until_done(on: date, employers: Sequence[UUID] | None, because: Because) -> int:
    invoices, moved = 0, 1
    while moved:  # each round moves whom it bills on by a period
        with transaction.atomic():
            moved, made = _one_round(on, employers, because)
        invoices += made
    return invoices


def _one_round(on: date, employers: Sequence[UUID] | None, because: Because) -> tuple[int, int]:
    """One period for each of those who pay for themselves, or whom these employers pay: how many moved on, how many
    invoices."""
    prices = plans.prices()
    given: dict[str, Any] = {
        "on": on,
        "billed": [states.ACTIVE, states.PAST_DUE],
        "starting": states.STARTING,
        "employers": list(employers or ()),
        "own": employers is None,
        "most": MOST_AT_ONCE if employers is None else None,
        "codes": [one.plan.code for one in prices],
        "sinces": [one.since for one in prices],
        "untils": [one.until or date.max for one in prices],
        "months": [one.plan.months for one in prices],
        "pence": [one.plan.pence for one in prices],
    }
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_ON, given)
        (moved,) = cursor.fetchone()
    if not moved:
        return 0, 0
    terms = timedelta(days=body.rule("membership.employer_billing", on)["terms_days"])
    return len(moved), payments.issue_many(_BILLED, [on, on + terms, moved], by=CLOCK, because=because)


def _batched(rows: Sequence[UUID], size: int) -> Iterator[Sequence[UUID]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _employers(on: date) -> list[UUID]:
    due = Subscription.objects.filter(state__in=states.LIVE, dues_until__lte=on, employer__isnull=False)
    return list(due.order_by("employer").values_list("employer", flat=True).distinct())


# An anchor day that a month does not have is its last day, as in `periods.next_begin`.
_MOVE_ON = """
with price as (
    select * from unnest(%(codes)s::text[], %(sinces)s::date[], %(untils)s::date[], %(months)s::integer[],
        %(pence)s::integer[]) as price (code, since, until, months, pence)
),
due as materialized (
    select one.id, price.code, price.months, price.pence
    from membership_subscription one join price on price.code = coalesce(nullif(one.next_plan, ''), one.plan)
        and one.dues_until >= price.since and one.dues_until < price.until
    where one.dues_until <= %(on)s
        and (one.state = any(%(billed)s) or (one.state = %(starting)s and one.employer_id is not null))
        and (one.cancels_on is null or one.cancels_on > one.dues_until)
        and (one.paused_from is null or one.paused_from > one.dues_until)
        and (one.employer_id is null and %(own)s or one.employer_id = any(%(employers)s::uuid[]))
    limit %(most)s
    for update of one skip locked
),
moved as (
    update membership_subscription as one set
        plan = due.code,
        next_plan = '',
        billed_from = one.dues_until,
        billed_pence = coalesce(one.part_pence, due.pence),
        dues_until = coalesce(
            one.part_until,
            least(
                (date_trunc('month', one.dues_until::timestamp) + make_interval(months => due.months)
                    + make_interval(days => one.anchor_day - 1))::date,
                (date_trunc('month', one.dues_until::timestamp) + make_interval(months => due.months + 1)
                    - interval '1 day')::date
            )
        ),
        part_until = null,
        part_pence = null
    from due where due.id = one.id
    returning one.id
)
select array_agg(id) from moved
"""
_BILLED = """
select payer_id, id, plan, billed_pence, billed_from, dues_until - 1,
    case when employer_id is null then %s::date else %s::date end
from membership_subscription where id = any(%s)
"""
