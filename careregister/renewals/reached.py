"""What became of the notices: which rungs are in the person's hands, which came back, and who may lapse. For everybody, in
SQL; `lapsing.py` says the same of one.

A notice is good when its letter was handed over and did not come back within `renewal.bounce_days`; one by post or telephone
when so many days are over. A rung is reached by one good notice of its own, or by a good chase that came after it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from careregister.base import body, clock
from careregister.letters.states import HANDED_OVER, REFUSED, RETURNED, UNCERTAIN

from . import states
from .ladder import GRACE, LADDER, case_sql

FAILED = (RETURNED, REFUSED, UNCERTAIN)
GOOD_AFTER = "renewal.bounce_days"
LABEL = "renewals.renewal"  # what a letter of a ladder is about


@dataclass(frozen=True, slots=True)
class ToChase:
    """A rung of which nothing arrived, the latest of its ladder. `tried`: the ways it went. `failed_at`: of the latest."""

    renewal_id: UUID
    person_id: UUID
    number: str
    day: date
    ladder_on: date
    round: int
    rung: str
    due_on: date
    tried: tuple[str, ...]
    failed_at: datetime


def good_before(today: date) -> datetime:
    """What was handed over before this moment and did not come back counts."""
    return clock.now() - timedelta(days=body.rule(GOOD_AFTER, today))


def ready(today: date, renewal_ids: Collection[UUID] | None = None) -> list[UUID]:
    """Renewals of which nothing but a registrar's look stands before a lapse (see `lapsing.why_not`), oldest first."""
    grace, grace_values = case_sql(GRACE, "r.ladder_on")
    rungs, rung_values = case_sql(LADDER, "r.ladder_on", size=True)
    only = "and r.id = any(%s)" if renewal_ids is not None else ""
    statement = f"""
        with over as (
            select r.*, {grace} as grace, {rungs} as rungs from renewals_renewal r
            where r.kind = %s and r.state = any(%s) and r.day + {grace} < %s {only}
        ), {_FATES}, judged as (
            select renewal_id from of_rung group by renewal_id
            having count(*) = max(rungs) and bool_and(good or coalesce(chased_good_at >= last_at, false))
               and min(first_good_at) <= %s - make_interval(days => max(grace))
        )
        select r.id from judged join renewals_renewal r on r.id = judged.renewal_id
        where not exists (select from renewals_deferral d where d.renewal_id = r.id and d.state = %s)
          and not exists (select from register_hold h where h.registrant_id = r.registrant_id and h.released_at is null)
          and not exists (
                select from register_restrictionspan s where s.registrant_id = r.registrant_id
                and upper_inf(s.known) and s.valid @> %s::timestamptz)
        order by r.day, r.id
    """  # noqa: S608 (our own words)
    now = clock.now()
    parameters: list[Any] = [*grace_values, *rung_values, states.RENEWAL, list(states.REMINDED), *grace_values, today]
    parameters += [list(renewal_ids)] if renewal_ids is not None else []
    parameters += [*_fate_values(today), now, states.ASKED, now]
    return [row[0] for row in _rows(statement, parameters)]


def to_chase(renewal_ids: Collection[UUID] | None = None) -> list[ToChase]:
    """Ladders of which some rung is in nobody's hands: everything that went came back, and nobody chased since."""
    only = "and r.id = any(%s)" if renewal_ids is not None else ""
    statement = f"""
        with failed as materialized (  -- few: each half has an index of its own
            select n.id, n.renewal_id, n.round from renewals_notice n where n.way = 'none'
            union all
            select n.id, n.renewal_id, n.round from letters_letter l join renewals_notice n on n.letter_id = l.id
            where l.status = any(%s)
        ), running as materialized (
            select r.id, r.round from (select distinct renewal_id, round from failed) ladder
            join renewals_renewal r on r.id = ladder.renewal_id and r.round = ladder.round
            where r.kind = %s and r.state = any(%s) {only}
        ), of_rung as (  -- `arrived`: or may yet
            select n.renewal_id, n.rung, min(n.due_on) as due_on, max(n.written_at) as last_at,
                   array_agg(n.way order by n.way) as tried, bool_or(failed.id is null) as arrived,
                   max(n.written_at) filter (where n.chase and failed.id is null) as chased_at
            from running r join renewals_notice n on n.renewal_id = r.id and n.round = r.round
            left join failed on failed.id = n.id
            where n.way <> 'employer' group by n.renewal_id, n.rung
        ), latest as (
            select distinct on (renewal_id) * from (
                select *, max(chased_at) over (partition by renewal_id) as chased from of_rung
            ) of_ladder
            where not arrived and (chased is null or chased < last_at)
            order by renewal_id, due_on desc
        )
        select r.id, r.person_id, g.number, r.day, r.ladder_on, r.round, latest.rung, latest.due_on, latest.tried,
               latest.last_at
        from latest join renewals_renewal r on r.id = latest.renewal_id
        join register_registrant g on g.id = r.registrant_id
        order by r.day, r.id
    """  # noqa: S608 (our own words)
    parameters: list[Any] = [list(FAILED), states.RENEWAL, list(states.REMINDED)]
    parameters += [list(renewal_ids)] if renewal_ids is not None else []
    return [_to_chase(*row) for row in _rows(statement, parameters)]


def _to_chase(*row: Any) -> ToChase:
    tried, failed_at = row[8:]
    return ToChase(*row[:8], tried=tuple(tried), failed_at=failed_at)  # type: ignore[misc]


# `fate`: each notice to the person in this round. `chased`: with the latest chase that is good. `of_rung`: its rung.
# Windows and groups, no joins between them: what is made here has no index.
_FATES = """fate as (
    select n.renewal_id, r.grace, r.rungs, n.rung, n.chase, n.written_at,
           case when l.id is null then n.written_at else l.settled_at end as heard_at,
           case when n.way = 'none' then 'failed'
                when l.status = any(%s) then 'failed'
                when l.id is null then case when n.written_at <= %s then 'good' else 'pending' end
                when l.status = %s and l.settled_at <= %s then 'good'
                else 'pending' end as fate
    from over r join renewals_notice n on n.renewal_id = r.id and n.round = r.round
    left join letters_letter l on l.id = n.letter_id
    where n.way <> 'employer'
), chased as (
    select *, max(written_at) filter (where chase and fate = 'good') over (partition by renewal_id) as chased_good_at
    from fate
), of_rung as (
    select renewal_id, rung, max(written_at) as last_at, bool_or(fate = 'good') as good,
           min(heard_at) filter (where fate = 'good') as first_good_at, max(chased_good_at) as chased_good_at,
           max(grace) as grace, max(rungs) as rungs
    from chased group by renewal_id, rung
)"""


def _fate_values(today: date) -> list[Any]:
    before = good_before(today)
    return [list(FAILED), before, HANDED_OVER, before]


def _rows(statement: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
