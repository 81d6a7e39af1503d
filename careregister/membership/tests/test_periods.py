"""Days of a membership: anchor days, the ends of months, leap years, London days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from careregister.membership import periods, plans

DAYS = some.dates(date(2020, 1, 1), date(2060, 1, 1))


def begins(first: date, months: int, count: int) -> list[date]:
    found, anchor = [first], first.day
    for _ in range(count):
        found.append(periods.next_begin(found[-1], months, anchor))
    return found


def test_the_last_day_of_a_long_month_comes_back_after_a_short_one():
    assert begins(date(2027, 1, 31), 1, 4) == [
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
        date(2027, 5, 31),
    ]


def test_a_year_that_began_on_29_february_comes_back_to_it():
    assert begins(date(2028, 2, 29), 12, 4) == [
        date(2028, 2, 29),
        date(2029, 2, 28),
        date(2030, 2, 28),
        date(2031, 2, 28),
        date(2032, 2, 29),
    ]


@given(DAYS, some.sampled_from((1, 12)), some.integers(1, 40))
def test_periods_never_drift_overlap_or_leave_a_day_out(first: date, months: int, count: int):
    days = begins(first, months, count)
    assert all(earlier < later for earlier, later in pairwise(days))
    for number, day in enumerate(days):
        assert day == periods.months_after(first, months * number)
        assert day.day == first.day or (day + timedelta(days=1)).day == 1


@given(DAYS, some.integers(1, 31), some.integers(0, 20))
def test_a_newcomer_of_an_employer_waits_at_most_a_month_and_the_least_days(day: date, anchor: int, least: int):
    first = periods.first_begin(day, anchor, least)
    assert first >= day + timedelta(days=least)
    assert first <= periods.months_after(day + timedelta(days=least), 1)


@pytest.mark.parametrize(
    ("begin", "until", "pence"),
    [
        (date(2026, 12, 1), date(2027, 1, 1), 300),
        (date(2026, 12, 1), date(2027, 2, 1), 600),
        (date(2026, 12, 17), date(2027, 1, 1), 145),  # 15 days of 31
        (date(2026, 11, 22), date(2027, 1, 1), 390),  # 9 days of 30, and December
    ],
)
def test_what_an_uneven_time_costs(begin: date, until: date, pence: int):
    assert periods.part_pence(begin, until, 1, 300) == pence


@given(DAYS, some.integers(0, 400), some.integers(1, 100_000))
def test_what_was_not_had_is_never_more_than_what_was_billed(since: date, days: int, pence: int):
    until = periods.next_begin(since, 12, since.day)
    share = periods.not_had(since, until, since + timedelta(days=days), pence)
    assert 0 <= share <= pence
    assert periods.not_had(since, until, since, pence) == pence
    assert periods.not_had(since, until, until, pence) == 0


def test_prices_leave_no_day_without_one():
    found = plans.prices()
    for code in {one.plan.code for one in found}:
        rows = sorted((one for one in found if one.plan.code == code), key=lambda one: one.since)
        assert rows[-1].until is None
        assert all(one.until == later.since for one, later in pairwise(rows))
