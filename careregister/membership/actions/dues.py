"""Dues: the period that begins is billed, for everybody at once, in SQL.

Two statements: the memberships whose time paid for is over move on by one period and keep what it costs (which locks
them); then everything that this round moved is handed to payments. What a night missed is made good in rounds.
"""

import logging
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction

from careregister.base import body
from careregister.base.actors import CLOCK, Actor, Because
from careregister.base.ids import new_id
from careregister.payments import actions as payments

from .. import plans, policy, states

MOST_ROUNDS = 60  # months that a broken night can have left behind
DUES = Because("dues")

logger = logging.getLogger(__name__)


def raise_dues(on: date, *, by: Actor, because: Because) -> int:
    """Bill every period that has begun by `on`. Returns how many invoices. Safe to run twice, and at once."""
    policy.must_be_the_clock(by)
    invoices = 0
    for _round in range(MOST_ROUNDS):
        with transaction.atomic():
            moved, made = _one_round(on, None, because)
        invoices += made
        if not moved:
            return invoices
    logger.error("dues: after %d rounds there is still something to bill", MOST_ROUNDS)
    return invoices


def raise_for(on: date, employer_id: UUID, *, because: Because) -> int:
    """The same for one employer, in the caller's transaction."""
    return _one_round(on, employer_id, because)[1]


def _one_round(on: date, employer_id: UUID | None, because: Because) -> tuple[int, int]:
    """One period for each membership: how many moved on, how many invoices."""
    round_id, prices = new_id(), plans.prices()
    rows = ", ".join(["(%s, %s::date, %s::date, %s::integer, %s::integer)"] * len(prices))
    given: list[object] = [
        value
        for one in prices
        for value in (one.plan.code, one.since, one.until or date.max, one.plan.months, one.plan.pence)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE_ON.replace("__PRICES__", rows),
            [*given, round_id, on, [states.ACTIVE, states.PAST_DUE], states.STARTING, employer_id, employer_id],
        )
        moved = cursor.rowcount
    if not moved:
        return 0, 0
    terms = timedelta(days=body.rule("membership.employer_billing", on)["terms_days"])
    return moved, payments.issue_many(_BILLED, [on, on + terms, round_id], by=CLOCK, because=because)


# An anchor day that a month does not have is its last day, as in `periods.next_begin`.
_MOVE_ON = """
with price (code, since, until, months, pence) as (values __PRICES__)
update membership_subscription as one set
    plan = price.code,
    next_plan = '',
    billed_from = one.dues_until,
    billed_pence = coalesce(one.part_pence, price.pence),
    billed_round = %s,
    dues_until = coalesce(
        one.part_until,
        least(
            (date_trunc('month', one.dues_until::timestamp) + make_interval(months => price.months)
                + make_interval(days => one.anchor_day - 1))::date,
            (date_trunc('month', one.dues_until::timestamp) + make_interval(months => price.months + 1)
                - interval '1 day')::date
        )
    ),
    part_until = null,
    part_pence = null
from price
where price.code = coalesce(nullif(one.next_plan, ''), one.plan)
    and one.dues_until >= price.since and one.dues_until < price.until
    and one.dues_until <= %s
    and (one.state = any(%s) or (one.state = %s and one.employer_id is not null))
    and (one.cancels_on is null or one.cancels_on > one.dues_until)
    and (one.paused_from is null or one.paused_from > one.dues_until)
    and (%s::uuid is null or one.employer_id = %s)
"""
_BILLED = """
select payer_id, id, plan, billed_pence, billed_from, dues_until - 1,
    case when employer_id is null then %s::date else %s::date end
from membership_subscription where billed_round = %s
"""
