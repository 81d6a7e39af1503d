"""The history of somebody's work, month by month: what no job and no explanation covers. Pure.

A month is written "2019-03". A job covers each month it touches, so leaving in March and starting in April leaves no
gap; jobs may overlap. The month of leaving education and the present month are never whole, and never asked about.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Gap:
    """From the month `started` to the month `ended`, both of them uncovered; `months` is how many."""

    started: str
    ended: str
    months: int


def gaps(
    spells: Iterable[Mapping[str, Any]], explained: Iterable[Mapping[str, Any]], since: str, until: str
) -> list[Gap]:
    """The months after `since` and before `until` that neither a job nor an explanation covers, as gaps in order.

    `spells` and `explained` are answers of the form: `started`, `ended`, and of a job `still` ("yes": until now). One
    without a readable beginning covers nothing; one without an end, or that ends before it begins, covers its first
    month. Without a readable `since` or `until` nothing is asked about.
    """
    first, last = number(since), number(until)
    if first is None or last is None:
        return []
    covered = [(first, first), (last, last)]
    covered += filter(None, (_covered(one, last) for one in (*spells, *explained)))
    found, reached = [], first
    for (_, _), (start, end) in pairwise([(first, first), *sorted(covered)]):
        if start > reached + 1 and reached < last:
            found.append(_gap(reached + 1, min(start, last) - 1))
        reached = max(reached, end)
    return found


def number(month: str) -> int | None:
    """Months since the year 0, None for what is no month."""
    found = _MONTH.fullmatch(month or "")
    return int(found[1]) * 12 + int(found[2]) - 1 if found else None


def month_of(months: int) -> str:
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _covered(said: Mapping[str, Any], last: int) -> tuple[int, int] | None:
    start = number(said.get("started", ""))
    if start is None:
        return None
    if said.get("still") == "yes":
        return start, max(start, last)
    end = number(said.get("ended", ""))
    return start, start if end is None else max(start, end)


def _gap(start: int, end: int) -> Gap:
    return Gap(month_of(start), month_of(end), end - start + 1)
