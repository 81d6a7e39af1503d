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
from .ladder import grace_sql, ladder_sql

FAILED = (RETURNED, REFUSED, UNCERTAIN)
GOOD_AFTER = "renewal.bounce_days"


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
    ladder, rungs = ladder_sql()
    grace, periods = grace_sql()
    only = "and r.id = any(%s)" if renewal_ids is not None else ""
    statement = f"""
        with {ladder}, {grace}, over as (
            select r.* from renewals_renewal r join grace on r.ladder_on >= grace.since and r.ladder_on < grace.until
            where r.kind = %s and r.state = any(%s) and r.day + grace.days < %s {only}
        ), {_FATES.format(source="over")}
        select r.id from over r join grace on r.ladder_on >= grace.since and r.ladder_on < grace.until
        left join chased on chased.renewal_id = r.id
        where not exists (
                select from rung where r.ladder_on >= rung.since and r.ladder_on < rung.until and not exists (
                    select from fate where fate.renewal_id = r.id and fate.rung = rung.code))
          and not exists (
                select from of_rung where of_rung.renewal_id = r.id and not of_rung.good
                and (chased.good_at is null or chased.good_at < of_rung.last_at))
          and (select min(fate.heard_at) from fate where fate.renewal_id = r.id and fate.fate = 'good')
                <= %s - make_interval(days => grace.days)
          and not exists (select from renewals_deferral d where d.renewal_id = r.id and d.state = %s)
          and not exists (select from register_hold h where h.registrant_id = r.registrant_id and h.released_at is null)
          and not exists (
                select from register_restrictionspan s where s.registrant_id = r.registrant_id
                and upper_inf(s.known) and s.valid @> %s::timestamptz)
        order by r.day, r.id
    """  # noqa: S608 (our own words)
    now = clock.now()
    parameters: list[Any] = [*rungs, *periods, states.RENEWAL, list(states.REMINDED), today]
    parameters += [list(renewal_ids)] if renewal_ids is not None else []
    parameters += [*_fate_values(today), now, states.ASKED, now]
    return [row[0] for row in _rows(statement, parameters)]


def to_chase(renewal_ids: Collection[UUID] | None = None) -> list[ToChase]:
    """Ladders of which some rung is in nobody's hands: everything that went came back, and nobody chased since."""
    only = "and r.id = any(%s)" if renewal_ids is not None else ""
    statement = f"""
        with running as (
            select r.* from renewals_renewal r where r.kind = %s and r.state = any(%s) {only}
        ), {_FATES.format(source="running")}
        select distinct on (r.id) r.id, r.person_id, g.number, r.day, r.ladder_on, r.round, of_rung.rung,
               of_rung.due_on, of_rung.tried, of_rung.last_at
        from running r join register_registrant g on g.id = r.registrant_id
        join of_rung on of_rung.renewal_id = r.id
        left join chased on chased.renewal_id = r.id
        where not of_rung.good and not of_rung.pending
          and (chased.alive_at is null or chased.alive_at < of_rung.last_at)
        order by r.id, of_rung.due_on desc
    """  # noqa: S608 (our own words)
    parameters: list[Any] = [states.RENEWAL, list(states.REMINDED)]
    parameters += [list(renewal_ids)] if renewal_ids is not None else []
    parameters += _fate_values(clock.today())
    found = [ToChase(*row[:8], tuple(row[8]), row[9]) for row in _rows(statement, parameters)]
    return sorted(found, key=lambda one: (one.day, one.renewal_id))


# `fate`: each notice to the person in this round. `of_rung`: its rung. `chased`: the latest chase that is good, or alive.
_FATES = """fate as (
    select n.renewal_id, n.rung, n.way, n.chase, n.due_on, n.written_at,
           case when l.id is null then n.written_at else l.settled_at end as heard_at,
           case when n.way = 'none' then 'failed'
                when l.status = any(%s) then 'failed'
                when l.id is null then case when n.written_at <= %s then 'good' else 'pending' end
                when l.status = %s and l.settled_at <= %s then 'good'
                else 'pending' end as fate
    from renewals_notice n join {source} r on r.id = n.renewal_id and r.round = n.round
    left join letters_letter l on l.id = n.letter_id
    where n.way <> 'employer'
), of_rung as (
    select renewal_id, rung, min(due_on) as due_on, max(written_at) as last_at, array_agg(way order by way) as tried,
           bool_or(fate = 'good') as good, bool_or(fate = 'pending') as pending
    from fate group by renewal_id, rung
), chased as (
    select renewal_id, max(written_at) filter (where fate = 'good') as good_at,
           max(written_at) filter (where fate <> 'failed') as alive_at
    from fate where chase group by renewal_id
)"""


def _fate_values(today: date) -> list[Any]:
    before = good_before(today)
    return [list(FAILED), before, HANDED_OVER, before]


def _rows(statement: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
