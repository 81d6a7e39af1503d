"""Whose year runs from when to when: a registrant's ends with their registration, anybody else's with December."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from careregister.base import body, clock
from careregister.register.models import StandingSpan

from .catalogue import months_after
from .models import CountedFor

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Year:
    """Both days are within it. `registrant`: whether the rules are asked of this person. `closed`: what counted is fixed."""

    since: date
    until: date
    registrant: bool
    closed: bool = False


def registered_until(person_id: UUID) -> date | None:
    """The last day of a registration as it stands now; None for who never had one."""
    now = {"known__upper_inf": True, "valid__contains": clock.now()}
    spans = StandingSpan.objects.filter(registrant__person=person_id, **now)
    return spans.values_list("registered_until", flat=True).first()


def year_of(person_id: UUID, on: date) -> Year:
    """The year in which `on` falls.

    It ends with "registered until", or runs on while nobody has renewed. After a year that was closed the next begins
    with the day after: nothing learnt between the two is lost, also when a renewal was early, or put off.
    """
    ends = registered_until(person_id)
    if ends is None:
        return Year(date(on.year, 1, 1), date(on.year, 12, 31), registrant=False)
    closed = _closed(person_id)
    for since, until in closed:
        if since <= on <= until:
            return Year(since, until, registrant=True, closed=True)
    months = int(body.rule("registration.length_months", on))
    begins = months_after(ends, -months) + _DAY
    before = max((day for _since, day in closed if months_after(ends, -2 * months) < day < ends), default=begins)
    begins = min(begins, before + _DAY)
    if on >= begins:
        return Year(begins, max(ends, on), registrant=True)
    until = begins - _DAY
    while months_after(until, -months) >= on:
        until = months_after(until, -months)
    return Year(months_after(until, -months) + _DAY, until, registrant=True)


def _closed(person_id: UUID) -> list[tuple[date, date]]:
    rows = CountedFor.objects.filter(person=person_id).values_list("year_since", "year_until").distinct()
    return sorted(rows)
