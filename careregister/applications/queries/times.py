"""How long things take: counted from passages, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import connection
from django.utils.functional import Promise

from careregister.base import body, clock

from .. import names, states

FEWEST = 5  # of fewer, nothing is said of what is usual


@dataclass(frozen=True, slots=True)
class StateTimes:
    """Of passages that ended within the last year: how many, and days at the median and at the 90th centile."""

    state: str
    name: Promise
    count: int
    median_days: float
    ninetieth_days: float


@dataclass(frozen=True, slots=True)
class ServiceStandards:
    """`decided`: from sending to the first decision, without the time in which it was the applicant's turn."""

    on: date
    since: date
    states: tuple[StateTimes, ...]
    decided: StateTimes | None
    targets: dict[str, float]
    source: str
    within_target: float | None  # the share of those decided


def service_standards(on: date) -> ServiceStandards:
    """What is published: the year up to `on`, against the targets of the rule in force then. Three queries."""
    since = on - relativedelta(years=1)
    row = body.body().rule("service_standards.targets", on)
    decided = _decided(since, on)
    return ServiceStandards(
        on=on,
        since=since,
        states=tuple(one for one in _by_state(since, on) if one.state in (*states.WITH_US, *states.WITH_THE_APPLICANT)),
        decided=decided,
        targets=dict(row.value),
        source=row.source,
        within_target=_within(since, on, row.value["decided_days"]) if decided else None,
    )


def usual_days(state: str, on: date) -> int | None:
    """Days that half of all stay in a state, at least one; None when too few did within a year."""
    for one in _by_state(on - relativedelta(years=1), on):
        if one.state == state and one.count >= FEWEST:
            return max(1, round(one.median_days))
    return None


def usual_until_decided(on: date) -> int | None:
    """Days of our own time from sending to a decision, at the median; None when too few were decided within a year."""
    found = _decided(on - relativedelta(years=1), on)
    return max(1, round(found.median_days)) if found and found.count >= FEWEST else None


_OUR_TIME = """
    select decision.application_id, sum(extract(epoch from
        least(passage.until, decision.decided_at) - passage.since)) / 86400 as days
    from (select application_id, min(decided_at) as decided_at from applications_decision group by 1) decision
    join applications_passage passage using (application_id)
    where decision.decided_at between %s and %s
      and passage.state = any(%s) and passage.since < decision.decided_at
    group by 1
"""


def _by_state(since: date, on: date) -> list[StateTimes]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select state, count(*),
                   percentile_cont(0.5) within group (order by extract(epoch from until - since) / 86400),
                   percentile_cont(0.9) within group (order by extract(epoch from until - since) / 86400)
            from applications_passage where until between %s and %s
            group by state
            """,
            [clock.start_of_day(since), clock.end_of_day(on)],
        )
        rows = {state: (count, float(half), float(most)) for state, count, half, most in cursor.fetchall()}
    return [StateTimes(state, names.STATES[state], *rows[state]) for state in names.STATES if state in rows]


def _decided(since: date, on: date) -> StateTimes | None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            select count(*), percentile_cont(0.5) within group (order by days),
                   percentile_cont(0.9) within group (order by days)
            from ({_OUR_TIME}) as ours
            """,  # noqa: S608
            [clock.start_of_day(since), clock.end_of_day(on), list(states.WITH_US)],
        )
        count, half, most = cursor.fetchone()
    return StateTimes("decided", names.STATES[states.SUBMITTED], count, float(half), float(most)) if count else None


def _within(since: date, on: date, days: float) -> float:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select avg(case when days <= %s then 1.0 else 0.0 end) from ({_OUR_TIME}) as ours",  # noqa: S608
            [days, clock.start_of_day(since), clock.end_of_day(on), list(states.WITH_US)],
        )
        (share,) = cursor.fetchone()
    return float(share)
