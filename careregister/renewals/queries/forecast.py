"""Renewals to come, month by month, and what became of those behind us. Counts, never people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import connection

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.register.states import ON_THE_REGISTER

from .. import policy, states
from ..due import ENDS

MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Ahead:
    """A month, by its first day: how many registrations end in it, and how far their renewals are."""

    month: date
    ending: int
    not_open: int
    open: int
    with_us: int
    deferred: int


@dataclass(frozen=True, slots=True)
class Behind:
    """A month: the renewals that were due in it, and what became of them so far."""

    month: date
    due: int
    renewed: int
    lapsed: int
    closed: int
    running: int


def forecast(asker: Actor, months: int = 12) -> tuple[Ahead, ...]:
    """This month and those to come; what is overdue stands in the first. NotAllowed wrong_role."""
    policy.may_read_lists(asker)
    first = clock.today().replace(day=1)
    last = first + relativedelta(months=min(max(months, 1), MOST_MONTHS))
    statement = f"""
        select greatest(date_trunc('month', ends.registered_until)::date, %(first)s) as month, coalesce(r.state, ''), count(*)
        from ({ENDS}) ends
        left join renewals_renewal r on r.registrant_id = ends.registrant_id and r.state = any(%(running)s)
        where ends.registered_until < %(last)s group by 1, 2
    """  # noqa: S608 (our own words)
    counts: dict[date, dict[str, int]] = {}
    told = {"bases": list(ON_THE_REGISTER), "first": first, "last": last, "running": list(states.RUNNING)}
    for month, state, count in _rows(statement, told):
        counts.setdefault(month, {})[state] = count
    return tuple(_ahead(month, counts.get(month, {})) for month in _months(first, last))


def behind(asker: Actor, months: int = 12) -> tuple[Behind, ...]:
    """The months before this one, the oldest first. NotAllowed wrong_role."""
    policy.may_read_lists(asker)
    last = clock.today().replace(day=1)
    first = last - relativedelta(months=min(max(months, 1), MOST_MONTHS))
    statement = """
        select date_trunc('month', r.until)::date, r.state, count(*) from renewals_renewal r
        where r.kind = %(renewal)s and r.until >= %(first)s and r.until < %(last)s group by 1, 2
    """
    counts: dict[date, dict[str, int]] = {}
    for month, state, count in _rows(statement, {"renewal": states.RENEWAL, "first": first, "last": last}):
        counts.setdefault(month, {})[state] = count
    return tuple(_behind(month, counts.get(month, {})) for month in _months(first, last))


def _ahead(month: date, by_state: dict[str, int]) -> Ahead:
    return Ahead(
        month=month,
        ending=sum(by_state.values()),
        not_open=by_state.get("", 0),
        open=by_state.get(states.OPEN, 0) + by_state.get(states.SENT, 0),
        with_us=by_state.get(states.REFERRED, 0),
        deferred=by_state.get(states.DEFERRED, 0),
    )


def _behind(month: date, by_state: dict[str, int]) -> Behind:
    return Behind(
        month=month,
        due=sum(by_state.values()),
        renewed=by_state.get(states.RENEWED, 0),
        lapsed=by_state.get(states.LAPSED, 0),
        closed=by_state.get(states.CLOSED, 0),
        running=sum(by_state.get(state, 0) for state in states.RUNNING),
    )


def _months(first: date, last: date) -> list[date]:
    found = []
    while first < last:
        found.append(first)
        first += relativedelta(months=1)
    return found


def _rows(statement: str, told: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        return cursor.fetchall()
