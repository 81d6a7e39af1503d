"""The one clock. Every moment the product writes or compares comes from here, so that a year can be simulated."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import pgettext

LONDON = ZoneInfo("Europe/London")
MICROSECOND = timedelta(microseconds=1)

_set_to: datetime | None = None


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set_to if _set_to is not None else datetime.now(UTC)


def today() -> date:
    """Today's date in London: the day a person in England would write on a letter."""
    return london_day(now())


def london_day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def start_of_day(day: date) -> datetime:
    """The first instant of a London day, in UTC (23:00 of the day before while summer time holds)."""
    return datetime.combine(day, time.min, tzinfo=LONDON).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The last microsecond of a London day: "as at" a date means its end."""
    return start_of_day(day + timedelta(days=1)) - MICROSECOND


def hour_words(moment: datetime) -> str:
    """`2:07pm`, in London: the one way in which an hour is written, on pages and in letters."""
    local = moment.astimezone(LONDON)
    half = pgettext("time of day", "am") if local.hour < 12 else pgettext("time of day", "pm")
    return f"{local.hour % 12 or 12}:{local:%M}{half}"


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Stand at `moment` (aware) until the block ends. For tests, rehearsals and the demo; whole process."""
    global _set_to
    if moment.tzinfo is None:
        raise ValueError("the clock is set with an aware moment")
    before, _set_to = _set_to, moment.astimezone(UTC)
    try:
        yield
    finally:
        _set_to = before
