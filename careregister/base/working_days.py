"""Working days: Mondays to Fridays that are no bank holiday in England and Wales."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "bank_holidays.toml"


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """`until`: the last day that the list knows about."""

    place: str
    source: str
    until: date
    days: frozenset[date]


@lru_cache(maxsize=1)
def bank_holidays() -> BankHolidays:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return BankHolidays(data["place"], data["source"], data["until"], frozenset(data["days"]))


def is_working_day(day: date) -> bool:
    """After the end of the list every Monday to Friday is one."""
    return day.weekday() < 5 and day not in bank_holidays().days


def between(first: date, last: date) -> int:
    """Working days after `first`, up to and with `last`; 0 where `last` is not later."""
    return sum(is_working_day(first + timedelta(days=more)) for more in range(1, (last - first).days + 1))


def ago(days: int, today: date) -> date:
    """The latest day from which `days` working days have gone by until today."""
    day = today
    while between(day, today) < days:
        day -= timedelta(days=1)
    return day
