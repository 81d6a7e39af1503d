"""Which letters are due before a payment, a renewal, the end of a pause: asked as "due and not yet written", so that a
night that was missed is made good. The law asks for the reminders of the rule `membership.reminders`; it names them."""

import logging
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from careregister.base import body
from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import Refused

from . import actions, plans

REMINDER = Because("reminder")
COOLING_OFF_WITHIN = 3  # days after a renewal: on its day, or as soon as can be

logger = logging.getLogger(__name__)


def remind_due(on: date) -> int:
    """Write every reminder that is due on a day, each in a transaction of its own. Returns how many were written."""
    written = 0
    for subscription_id, kind, about in due(on):
        try:
            written += actions.remind(subscription_id, kind, about, by=CLOCK, because=REMINDER)
        except Refused as refusal:
            logger.info("reminder of membership %s was left: %s", subscription_id, refusal.reason)
    return written


def due(on: date) -> list[tuple[UUID, str, date]]:
    """(membership, kind of letter, about which day) of all that is due and was not written."""
    rule = body.rule("membership.reminders", on)
    given: dict[str, Any] = {
        "on": on,
        "renewal": max(rule["renewal_days"]),
        "nearest": min(rule["renewal_days"]),
        "half_yearly": rule["half_yearly_days"],
        "changed": rule["changed_days"],
        "pause": rule["pause_ends_days"],
        "cooling_off": COOLING_OFF_WITHIN,
    }
    rows = []
    for number, one in enumerate(plans.prices()):
        names = {f"{field}_{number}": value for field, value in _price(one).items()}
        given |= names
        rows.append("(" + ", ".join(f"%({name})s{_CASTS[name.partition('_')[0]]}" for name in names) + ")")
    with connection.cursor() as cursor:
        cursor.execute(_DUE.replace("__PRICES__", ", ".join(rows)), given)
        return list(cursor.fetchall())


_CASTS = {"code": "", "since": "::date", "until": "::date", "months": "::integer", "pence": "::integer"}


def _price(one: plans.Priced) -> dict[str, object]:
    until = one.until or date.max
    return {
        "code": one.plan.code,
        "since": one.since,
        "until": until,
        "months": one.plan.months,
        "pence": one.plan.pence,
    }


# A worker whose employer pays is told of no payment, and who asked not to pay of none before somebody has decided. Of the
# two reminders of a renewal the nearer one says it all.
_DUE = """
with price (code, since, until, months, pence) as (values __PRICES__),
paying as (
    select one.id, one.dues_until as day, one.joined_on, one.plan, one.next_plan, one.billed_from, one.billed_pence,
        price.months, price.pence, one.dues_until - %(on)s::date as days_left
    from membership_subscription one
    join price on price.code = coalesce(nullif(one.next_plan, ''), one.plan)
        and one.dues_until >= price.since and one.dues_until < price.until
    where one.state = 'active' and one.employer_id is null and one.cancels_on is null and one.paused_from is null
        and one.dues_until > %(on)s::date
        and not exists (
            select from membership_waiverrequest asked where asked.subscription_id = one.id and asked.state = 'waiting'
        )
        and one.dues_until <= %(on)s::date + greatest(%(renewal)s, %(half_yearly)s, %(changed)s)
),
wanted (id, kind, about) as (
    select id, case when days_left <= %(nearest)s then 'renewal_coming_soon' else 'renewal_coming' end, day
    from paying where months >= 12 and days_left <= %(renewal)s
    union all
    select paying.id, 'half_yearly', day
    from paying cross join lateral (
        select coalesce(max(about), paying.joined_on) as last from membership_notice
        where subscription_id = paying.id and kind in ('half_yearly', 'renewal_coming')
    ) told
    where months < 12 and days_left <= %(half_yearly)s
        and day + make_interval(months => months) > told.last + interval '6 months'
    union all
    select id, 'payment_coming', day
    from paying where months < 12 and days_left <= %(changed)s and (
        next_plan <> '' or billed_pence <> pence
        or exists (
            select from membership_waiverrequest waiver
            where waiver.subscription_id = paying.id and waiver.state = 'granted' and waiver.until = day
        )
    )
    union all
    select one.id, 'pause_ends', one.paused_until from membership_subscription one
    where one.state in ('active', 'paused') and one.paused_until > %(on)s::date
        and one.paused_until <= %(on)s::date + %(pause)s
        and not exists (
            select from membership_waiverrequest asked where asked.subscription_id = one.id and asked.state = 'waiting'
        )
    union all
    select one.id, 'cooling_off', one.billed_from
    from membership_subscription one join price on price.code = one.plan
        and one.billed_from >= price.since and one.billed_from < price.until
    where one.state = 'active' and one.employer_id is null and price.months >= 12 and one.billed_from > one.joined_on
        and one.billed_from <= %(on)s::date and one.billed_from >= %(on)s::date - %(cooling_off)s
)
select wanted.id, wanted.kind, wanted.about from wanted
where not exists (
    select from membership_notice notice
    where notice.subscription_id = wanted.id and notice.kind = wanted.kind and notice.about = wanted.about
)
order by wanted.about, wanted.id
"""
