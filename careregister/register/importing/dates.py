"""Dates as spreadsheets write them. Read only what can mean one day: nothing here guesses.

`04/05/2025` is the fourth of May in England and the fifth of April in America. It is read day first only if the file
proves that it writes so (it has a `31/12/2025` and no `12/31/2025`) or whoever imports says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_MIDNIGHT = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})" + _MIDNIGHT)
_NUMERIC = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})" + _MIDNIGHT)
_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ \-/.]([a-z]+)[ \-/.,]+([0-9]{4})")
_MONTH_FIRST = re.compile(r"[a-z]+[ \-/.]+[0-9]{1,2}(?:st|nd|rd|th)?[ \-/.,]+[0-9]{4}")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[ \-/.](?:[0-9]{1,2}|[a-z]+)[ \-/.,]+'?[0-9]{2}")
_SERIAL = re.compile(r"[0-9]{5}(?:\.0+)?")
_WITH_TIME = re.compile(r".*[0-9][ t][0-9]{1,2}:[0-9]{2}.*")
_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}


class NotADay(ValueError):
    """The message is the code of the reason."""


@dataclass(frozen=True, slots=True)
class Convention:
    """What a file's own dates prove. `day_first` also when whoever imports said so."""

    day_first: bool = False
    month_first: bool = False

    @classmethod
    def proved_by(cls, texts: Iterable[str], *, said: bool = False) -> Convention:
        """Look at every date of a file."""
        day_first = month_first = False
        for text in texts:
            if match := _NUMERIC.fullmatch(text.strip()):
                day_first |= int(match[1]) > 12 >= int(match[3])
                month_first |= int(match[3]) > 12 >= int(match[1])
        return cls(day_first=said or (day_first and not month_first), month_first=month_first)


def day(text: str, convention: Convention) -> date:
    """The London day that was written. NotADay with the reason's code when it is none, or could be two."""
    wanted = " ".join(text.split()).lower()
    if match := _YEAR_FIRST.fullmatch(wanted.upper()):
        return _of(int(match[1]), int(match[3]), int(match[4]))
    if match := _NAMED.fullmatch(wanted):
        if match[2] not in _MONTHS:
            raise NotADay("not_a_date")
        return _of(int(match[3]), _MONTHS[match[2]], int(match[1]))
    if match := _NUMERIC.fullmatch(wanted.upper()):
        return _numeric(int(match[1]), int(match[3]), int(match[4]), convention)
    raise NotADay(_why_not(wanted))


def _numeric(first: int, second: int, year: int, convention: Convention) -> date:
    if second > 12 >= first:
        raise NotADay("date_american")
    if first <= 12 and first != second and not convention.day_first:
        raise NotADay("date_ambiguous")
    return _of(year, second, first)


def _of(year: int, month: int, of_month: int) -> date:
    try:
        return date(year, month, of_month)
    except ValueError as error:
        raise NotADay("not_in_the_calendar") from error


def _why_not(wanted: str) -> str:
    if _SHORT_YEAR.fullmatch(wanted):
        return "date_short_year"
    if _MONTH_FIRST.fullmatch(wanted):
        return "date_american"
    if _SERIAL.fullmatch(wanted):
        return "date_serial"
    return "date_with_time" if _WITH_TIME.fullmatch(wanted) else "not_a_date"
