"""What counts for what: a function of what was learnt, what has counted already, the year and its rules. No database.

A course of the passport counts by itself, with the minutes that the rule gives its kind. Where its owner also logged it
(the same topic on the same day) the two are one thing: the log's minutes count, and the course's own do not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from .states import MINUTES, REFLECTIONS, WITH

LEARNING, AWARD = "learning", "award"
Taken = Mapping[tuple[UUID, str], date]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing learnt. `kind`: learning or award."""

    kind: str
    id: UUID
    day: date
    minutes: int
    with_others: bool
    reflected: bool
    topic: str


@dataclass(frozen=True, slots=True)
class Counted:
    """That an item counts for a requirement: so many minutes, or 1."""

    kind: str
    id: UUID
    requirement: str
    amount: int


def counted(items: Iterable[Item], taken: Taken, since: date, until: date) -> tuple[Counted, ...]:
    """What counts for the year from `since` to `until`, both days within it.

    `taken`: (item, requirement) to the last day of the year for which it has counted. It counts for no other one.
    """
    listed = list(items)
    logged = {(one.topic, one.day) for one in listed if one.kind == LEARNING and one.topic}
    used = {(one.topic, one.day) for one in listed if one.kind == AWARD and (one.id, MINUTES) in taken}
    found = []
    for one in sorted(listed, key=lambda item: (item.day, item.kind, str(item.id))):
        same = one.topic and (one.topic, one.day)
        told_twice = same in (logged if one.kind == AWARD else used) and (one.id, MINUTES) not in taken
        if since <= one.day <= until and not told_twice:
            for requirement, amount in _amounts(one).items():
                if taken.get((one.id, requirement), until) == until:
                    found.append(Counted(one.kind, one.id, requirement, amount))
    return tuple(found)


def totals(found: Iterable[Counted]) -> dict[str, int]:
    """Requirement to what was counted for it: 0 where nothing was."""
    sums = {MINUTES: 0, WITH: 0, REFLECTIONS: 0}
    for one in found:
        sums[one.requirement] += one.amount
    return sums


def course_minutes(kind: str, rules: Mapping[str, Any]) -> int:
    """How long a course of a kind of topic counts, where nobody logged how long it was."""
    return int(rules.get("course_minutes", {}).get(kind, 0))


def _amounts(one: Item) -> dict[str, int]:
    amounts = {MINUTES: one.minutes} if one.minutes else {}
    if one.with_others and one.minutes:
        amounts[WITH] = one.minutes
    if one.reflected:
        amounts[REFLECTIONS] = 1
    return amounts
