"""Which renewals are to be opened, and which rung of whose ladder is due and not yet sent: asked in SQL, for everybody.

Whatever was missed is still due, so a night without the clock is made good the next one. Of several rungs that are due
one goes a night, the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from careregister.base import body, clock
from careregister.register.states import ON_THE_REGISTER

from . import states
from .ladder import Rung, ladder_sql


@dataclass(frozen=True, slots=True)
class ToOpen:
    registrant_id: UUID
    person_id: UUID
    until: date


@dataclass(frozen=True, slots=True)
class DueRung:
    """One rung of one person's ladder."""

    renewal_id: UUID
    person_id: UUID
    number: str
    until: date
    day: date
    ladder_on: date
    round: int
    rung: Rung


# How each registration ends as far as is known now: its last span, which has no end of its own.
ENDS = """
    select s.registrant_id, g.person_id, s.registered_until
    from register_standingspan s join register_registrant g on g.id = s.registrant_id
    where upper_inf(s.known) and upper_inf(s.valid) and s.base = any(%(bases)s)
"""


def to_open(today: date, registrant_id: UUID | None = None) -> list[ToOpen]:
    """Everybody on the register whose last day is near or over, and who has no renewal under way."""
    horizon = today + timedelta(days=body.rule("renewal.opens_days", today))
    only = "and ends.registrant_id = %(only)s" if registrant_id else ""
    statement = f"""
        select ends.* from ({ENDS}) ends
        where ends.registered_until <= %(horizon)s {only}
          and not exists (
            select from renewals_renewal r where r.registrant_id = ends.registrant_id and r.state = any(%(running)s))
        order by ends.registered_until, ends.registrant_id
    """  # noqa: S608 (our own words)
    told = {
        "bases": list(ON_THE_REGISTER),
        "horizon": horizon,
        "running": list(states.RUNNING),
        "only": registrant_id,
    }
    return [ToOpen(*row) for row in _rows(statement, told)]


def overtaken(renewal_id: UUID | None = None) -> list[UUID]:
    """Renewals under way of people who are no longer registered until that day: they left, or were renewed by hand;
    and wishes to come back of people who are back, or may not come."""
    only = "and r.id = %(only)s" if renewal_id else ""
    statement = f"""
        select r.id from renewals_renewal r
        left join ({ENDS}) ends on ends.registrant_id = r.registrant_id
        where r.state = any(%(running)s) {only} and (
            r.kind = %(renewal)s and ends.registered_until is distinct from r.until
            or r.kind = %(restoration)s and not exists (
                select from register_standingspan s where s.registrant_id = r.registrant_id and upper_inf(s.known)
                and upper_inf(s.valid) and s.base = any(%(away)s)))
        order by r.id
    """  # noqa: S608 (our own words)
    told = {
        "only": renewal_id,
        "bases": list(ON_THE_REGISTER),
        "running": list(states.RUNNING),
        "renewal": states.RENEWAL,
        "restoration": states.RESTORATION,
        "away": ["lapsed", "removed_own_request"],
    }
    return [row[0] for row in _rows(statement, told)]


def due_rungs(today: date, renewal_id: UUID | None = None) -> list[DueRung]:
    """The rung of each ladder that goes tonight; their renewals are locked. Nobody is reminded while we owe them an
    answer about more time."""
    ladder, values = ladder_sql()
    only = "and r.id = %s" if renewal_id else ""
    statement = f"""
        with {ladder}, climbing as materialized (  -- rungs go in order: who was sent the last one has had them all
            select r.* from renewals_renewal r
            join rung on rung.last and r.ladder_on >= rung.since and r.ladder_on < rung.until
            where r.kind = %s and r.state = any(%s) {only}
              and not exists (
                select from renewals_notice n where n.renewal_id = r.id and n.round = r.round and n.rung = rung.code)
        ), unsent as (
            select r.id, rung.code, rung.days, rung.ways
            from climbing r
            join rung on r.ladder_on >= rung.since and r.ladder_on < rung.until and r.day - rung.days <= %s
            where not exists (
                select from renewals_notice n where n.renewal_id = r.id and n.round = r.round and n.rung = rung.code)
        ), next as (
            select distinct on (id) * from unsent order by id, days desc
        )
        select r.id, r.person_id, g.number, r.until, r.day, r.ladder_on, r.round, next.code, next.days, next.ways
        from next
        join renewals_renewal r on r.id = next.id
        join register_registrant g on g.id = r.registrant_id
        where r.state = any(%s)
          and not exists (
            select from renewals_notice n
            where n.renewal_id = r.id and n.round = r.round and not n.chase and n.written_at >= %s)
          and not exists (select from renewals_deferral d where d.renewal_id = r.id and d.state = %s)
        order by r.day, r.id for update of r skip locked
    """  # noqa: S608 (our own words)
    parameters: list[Any] = [*values, states.RENEWAL, list(states.REMINDED)]
    parameters += [renewal_id] if renewal_id else []
    parameters += [today, list(states.REMINDED), clock.start_of_day(today), states.ASKED]
    return [_due_rung(*row) for row in _rows(statement, parameters)]


def _due_rung(*row: Any) -> DueRung:
    code, days, ways = row[7:]
    return DueRung(*row[:7], rung=Rung(code, days, tuple(ways)))  # type: ignore[misc]


def _rows(statement: str, parameters: Any) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return iter(cursor.fetchall())
