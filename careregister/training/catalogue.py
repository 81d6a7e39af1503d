"""What training can be about: topics with how often each is refreshed, and the standards of the Care Certificate.

Both are data with their sources, in `data/`. The titles are the sources' own words.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")
NEWEST_EDITION = "2025"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Topic:
    """`refresh_months`: calendar months after which it should be done anew, None where it is done once.

    `kind`: core, certificate, qualification or other.
    """

    code: str
    title: str
    refresh_months: int | None
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard of an edition of the Care Certificate."""

    number: int
    code: str
    title: str
    edition: str


@cache
def all_topics() -> tuple[Topic, ...]:
    return tuple(
        Topic(row["code"], row["title"], int(row["refresh_months"] or 0) or None, row["kind"], row["source"])
        for row in _rows("topics.csv")
    )


@cache
def all_standards() -> tuple[Standard, ...]:
    return tuple(
        Standard(int(row["number"]), row["code"], row["title"], row["edition"]) for row in _rows("standards.csv")
    )


@cache
def titles() -> dict[str, str]:
    """Code to title of everything that may be claimed: each topic, and each standard by itself."""
    return {topic.code: topic.title for topic in all_topics()} | {one.code: one.title for one in all_standards()}


def months_after(day: date, months: int) -> date:
    """The same day of the month that many calendar months later, or that month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    return _clamped(day.year + years, month + 1, day.day)


def refresh_due(code: str, finished_on: date) -> date | None:
    """The day by which a topic should be done anew; None for what is done once."""
    months = {topic.code: topic.refresh_months for topic in all_topics()}.get(code)
    return months_after(finished_on, months) if months else None


def _clamped(year: int, month: int, day: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    last = (first_of_next - date(year, month, 1)).days
    return date(year, month, min(day, last))


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
