"""Figures about the register as a whole. Never a person: every figure is rounded, and small ones are hidden.

Four lists, each along one line (standing, tier, county, month of first registration) and none crossed with another. Each
figure, the totals too, is rounded by itself to the nearest five, and whatever is under five, nought included, is hidden:
so no hidden figure can be had by taking the others from a total. They are as of the start of the London day, and stay
the same all day, so that nobody learns from two looks who came in between: whichever process counts first on a day
writes them down, and all others read what is written.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from django.db import connection

from careregister.base import clock

from .. import states
from ..models import OpenFigures
from .shown import PUBLISHED_NOW, published_now, tier_words

NEAREST = 5
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """`code` for machines, `label` for people; `count` is rounded, or None when it is hidden."""

    code: str
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All as at the start of `day`. Tiers, counties and months are of those on the register then."""

    day: date
    on_register: int | None
    by_standing: tuple[Figure, ...]
    by_tier: tuple[Figure, ...]
    by_county: tuple[Figure, ...]
    by_month: tuple[Figure, ...]  # code "2026-03"; every month from the first to the last, oldest first


_STANDING = f"""
select span.base,
       array(
           select distinct restriction.kind from register_restrictionspan restriction
           where restriction.registrant_id = span.registrant_id and upper_inf(restriction.known)
             and restriction.valid @> %(at)s::timestamptz
       ) as kinds,
       count(*)
from register_standingspan span {PUBLISHED_NOW}
where upper_inf(span.known) and span.valid @> %(at)s::timestamptz
group by 1, 2
"""  # noqa: S608  (one fixed piece of our own)
_ALONG = """
select grouping(tier.tier, facts.county) as list, tier.tier, facts.county,
       to_char(r.first_registered, 'YYYY-MM') as month, count(*)
from register_standingspan span
join register_registrant r on r.id = span.registrant_id
left join register_publicfacts facts on facts.registrant_id = r.id
left join register_tierspan tier
  on tier.registrant_id = r.id and upper_inf(tier.known) and tier.valid @> %(at)s::timestamptz
where upper_inf(span.known) and span.valid @> %(at)s::timestamptz and span.base = any(%(on_register)s)
group by grouping sets ((tier.tier), (facts.county), (to_char(r.first_registered, 'YYYY-MM')))
"""
_BY_TIER, _BY_COUNTY = 1, 2

_kept: dict[tuple[str, date], Figures] = {}
_counting = Lock()


def figures() -> Figures:
    """The figures of today, counted once a day for all processes, in two statements."""
    key = (connection.settings_dict["NAME"], clock.today())
    if key not in _kept:
        with _counting:  # the first of the day counts; the others wait for it, rather than counting too
            if key not in _kept:
                fixed = _fixed(key[1])
                _kept.clear()
                _kept[key] = fixed
    return _kept[key]


def forget() -> None:
    """Read again at the next look what is written down. For tests, which put the register and the clock where they
    like, and stand for a process that has just started."""
    _kept.clear()


def rounded(count: int) -> int | None:
    """To the nearest five; None (hidden) under five."""
    return None if count < FEWEST else NEAREST * ((count + NEAREST // 2) // NEAREST)


def _fixed(day: date) -> Figures:
    """What is written down for the day. Who writes second, because both counted at once, keeps what the first wrote."""
    written = OpenFigures.objects.filter(day=day).values_list("figures", flat=True)
    if (told := written.first()) is None:
        OpenFigures.objects.bulk_create([OpenFigures(day=day, figures=_told(_counted(day)))], ignore_conflicts=True)
        told = written.get()
    return _read(day, told)


def _told(counted: Figures) -> dict[str, Any]:
    """As it is written down: codes and rounded counts, without words."""
    lists = {name: [[row.code, row.count] for row in getattr(counted, name)] for name in _LABELS}
    return {"on_register": counted.on_register, **lists}


def _read(day: date, told: dict[str, Any]) -> Figures:
    lists = {
        name: tuple(Figure(code, label(code, day), count) for code, count in told[name])
        for name, label in _LABELS.items()
    }
    return Figures(day=day, on_register=told["on_register"], **lists)


def _standing_label(code: str, _day: date) -> str:
    return str(states.MEANINGS[code].line)


def _tier_label(code: str, day: date) -> str:
    return tier_words(code, day)[0] if code else ""


def _county_label(code: str, _day: date) -> str:
    return "" if code == "other" else code


def _month_label(code: str, _day: date) -> str:
    return code


_LABELS = {
    "by_standing": _standing_label,
    "by_tier": _tier_label,
    "by_county": _county_label,
    "by_month": _month_label,
}


def _counted(day: date) -> Figures:
    values = {
        **published_now(day),
        "at": clock.start_of_day(day),
        "on_register": list(states.ON_THE_REGISTER),
    }
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, values)
        standing = cursor.fetchall()
        cursor.execute(_ALONG, values)
        along = cursor.fetchall()
    on_register = sum(count for base, _kinds, count in standing if base in states.ON_THE_REGISTER)
    return Figures(
        day=day,
        on_register=rounded(on_register),
        by_standing=_by_standing(standing),
        by_tier=_by_tier(along, day),
        by_county=_by_county(along),
        by_month=_by_month(along, day),
    )


def _by_standing(rows: list[tuple[Any, ...]]) -> tuple[Figure, ...]:
    counts: Counter[str] = Counter()
    for base, kinds, count in rows:
        counts[states.status_line(base, frozenset(kinds))] += count
    lines = [status for status in states.MEANINGS if status != "not_on_register"]
    return tuple(Figure(status, _standing_label(status, date.min), rounded(counts[status])) for status in lines)


def _by_tier(rows: list[tuple[Any, ...]], day: date) -> tuple[Figure, ...]:
    counts = {tier or "": count for which, tier, _county, _month, count in rows if which == _BY_TIER}
    listed = [Figure(tier, tier_words(tier, day)[0], rounded(counts.get(tier, 0))) for tier in states.TIERS]
    return (*listed, Figure("", "", rounded(counts.get("", 0))))


def _by_county(rows: list[tuple[Any, ...]]) -> tuple[Figure, ...]:
    counts: Counter[str] = Counter()
    for which, _tier, county, _month, count in rows:
        if which == _BY_COUNTY:
            counts[county or ""] += count
    # A county with too few people is not even named: its name would say that somebody there is on the register.
    enough = sorted(
        ((county, count) for county, count in counts.items() if county and count >= FEWEST), key=_most_first
    )
    elsewhere = sum(count for county, count in counts.items() if county and count < FEWEST)
    listed = [Figure(county, county, rounded(count)) for county, count in enough]
    return (*listed, Figure("other", "", rounded(elsewhere)), Figure("", "", rounded(counts[""])))


def _most_first(row: tuple[str, int]) -> tuple[int, str]:
    return -(rounded(row[1]) or 0), row[0]


def _by_month(rows: list[tuple[Any, ...]], day: date) -> tuple[Figure, ...]:
    counts = {month: count for which, _tier, _county, month, count in rows if which == _BY_TIER + _BY_COUNTY and month}
    return tuple(Figure(month, month, rounded(counts.get(month, 0))) for month in _months(min(counts, default=""), day))


def _months(first: str, last: date) -> list[str]:
    if not first:
        return []
    year, month = (int(part) for part in first.split("-"))
    listed = []
    while (year, month) <= (last.year, last.month):
        listed.append(f"{year:04d}-{month:02d}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return listed
