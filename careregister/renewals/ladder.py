"""The ladder of notices, as dated data: which rung comes on which day, by which ways. Pure; `due.py` asks for thousands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from careregister.base import body

LADDER, GRACE = "renewal.ladder", "renewal.grace_days"


@dataclass(frozen=True, slots=True)
class Rung:
    """`days` before the day that the ladder counts to; less than nothing: after it."""

    code: str
    days: int
    ways: tuple[str, ...]

    def due_on(self, day: date) -> date:
        return day - timedelta(days=self.days)


def rungs(on: date) -> tuple[Rung, ...]:
    """The ladder that begins on a day, first rung first."""
    return _rungs(body.body().rule(LADDER, on))


@lru_cache(maxsize=64)
def _rungs(row: body.RuleRow) -> tuple[Rung, ...]:
    rows = [Rung(one["code"], one["days"], tuple(one["ways"])) for one in row.value]
    return tuple(sorted(rows, key=lambda rung: -rung.days))


def next_rung(on: date, day: date, sent: Collection[str], today: date) -> Rung | None:
    """The first rung that is due and not yet sent; None when there is none by `today`."""
    return next((rung for rung in rungs(on) if rung.code not in sent and rung.due_on(day) <= today), None)


def moved(rung: Rung, day: date, today: date) -> date:
    """The day that the ladder counts to once `rung` goes today: later by as much as we were too late with it."""
    late = today - rung.due_on(day)
    return today + timedelta(days=rung.days) if late.days > body.rule("renewal.catch_up_days", today) else day


def periods(code: str) -> list[tuple[date, date, object]]:
    """(since, until, value) of each row of a rule, `until` not included: what SQL joins on."""
    rows = sorted((row for row in body.body().rows if row.code == code), key=lambda row: row.since)
    ends = [*(row.since for row in rows[1:]), date.max]
    return [(row.since, end, row.value) for row, end in zip(rows, ends, strict=True)]


def ladder_sql() -> tuple[str, list[object]]:
    """A table `rung (since, until, code, days, ways, last)` of every ladder there ever was, and its parameters. `last`:
    whether it is the last of its ladder."""
    rows = [
        (since, end, rung.code, rung.days, list(rung.ways), rung is ladder[-1])
        for since, end, _value in periods(LADDER)
        if (ladder := rungs(since))
        for rung in ladder
    ]
    listed = ", ".join(["(%s::date, %s::date, %s::text, %s::int, %s::text[], %s::bool)"] * len(rows))
    return f"rung (since, until, code, days, ways, last) as (values {listed})", [one for row in rows for one in row]


def case_sql(code: str, column: str, size: bool = False) -> tuple[str, list[object]]:
    """The value of a rule on the day in `column`, or how many it lists, as an expression, and its parameters."""
    rows = [(since, len(value) if size else value) for since, _until, value in periods(code)]  # type: ignore[arg-type]
    whens = " ".join(f"when {column} >= %s then %s::int" for _row in rows)
    return f"case {whens} end", [one for row in reversed(rows) for one in row]
