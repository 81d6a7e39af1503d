"""Working days: the list of bank holidays is what the law makes of each year, and clocks stand still on them."""

from datetime import date, timedelta

import pytest

from careregister.base import working_days
from careregister.base.working_days import ago, bank_holidays, between, is_working_day

LISTED = range(2024, 2029)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, after Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    wanted = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * wanted) // 451
    month, day = divmod(h + wanted - 7 * m + 114, 31)
    return date(year, month, day + 1)


def monday(year: int, month: int, *, last: bool) -> date:
    if not last:
        first = date(year, month, 1)
        return first + timedelta(days=-first.weekday() % 7)
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return end - timedelta(days=end.weekday())


def by_law(year: int) -> set[date]:
    """Each fixed day that falls on a weekend has the next working day that is not taken in its place."""
    movable = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    movable |= {monday(year, 5, last=False), monday(year, 5, last=True), monday(year, 8, last=True)}
    kept = set(movable)
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        day = fixed
        while day.weekday() > 4 or day in kept:
            day += timedelta(days=1)
        kept.add(day)
    return kept


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2028, (4, 16)), (2038, (4, 25))],
)
def test_easter_falls_where_the_church_says(year, day):
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize("year", LISTED)
def test_the_list_is_what_the_law_makes_of_the_year(year):
    assert {day for day in bank_holidays().days if day.year == year} == by_law(year)


def test_no_holiday_of_the_list_is_on_a_weekend_and_none_is_outside_its_years():
    listed = bank_holidays()
    assert all(day.weekday() < 5 for day in listed.days)
    assert {day.year for day in listed.days} == {*LISTED}
    assert listed.until == date(LISTED[-1], 12, 31)
    assert "gov.uk" in listed.source


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), False),
        (date(2026, 12, 26), False),  # a Saturday
        (date(2026, 12, 28), False),  # in its place
        (date(2026, 12, 29), True),
        (date(2027, 12, 27), False),
        (date(2027, 12, 28), False),
        (date(2028, 1, 3), False),
    ],
)
def test_substitute_days_are_no_working_days(day, works):
    assert is_working_day(day) is works


def test_a_clock_stands_still_over_christmas_and_easter():
    assert between(date(2026, 12, 24), date(2026, 12, 29)) == 1
    assert between(date(2026, 4, 2), date(2026, 4, 8)) == 2
    assert between(date(2026, 6, 10), date(2026, 6, 15)) == 3
    assert between(date(2026, 6, 10), date(2026, 6, 10)) == 0
    assert ago(3, date(2026, 12, 31)) == date(2026, 12, 28)
    assert ago(4, date(2026, 12, 31)) == date(2026, 12, 23)


def test_after_the_list_weekdays_count():
    after = working_days.bank_holidays().until + timedelta(days=1)
    assert after.weekday() == 0
    assert is_working_day(after)
