"""Gaps between jobs: by hand, then against a set of months counted one by one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from careregister.checks.history_of_work import Gap, gaps, month_of, number


def count(month: str) -> int:
    months = number(month)
    assert months is not None
    return months


FIRST, LAST = count("2001-01"), count("2004-12")


def job(started: str, ended: str = "", *, still: bool = False) -> dict:
    return {"started": started, "ended": ended, "still": "yes" if still else "no"}


@pytest.mark.parametrize("no_month", ["", "2019", "2019-13", "2019-00", "03-2019", "2019-3", None])
def test_what_is_no_month_is_asked_about_by_nobody(no_month):
    assert gaps([], [], no_month, "2026-11") == []
    assert gaps([], [], "2004-07", no_month) == []
    assert gaps([job(no_month, "2026-11")], [], "2026-07", "2026-11") == [Gap("2026-08", "2026-10", 3)]


def test_a_job_that_ends_before_it_begins_covers_its_first_month():
    assert gaps([job("2026-09", "2026-01")], [], "2026-07", "2026-11") == [
        Gap("2026-08", "2026-08", 1),
        Gap("2026-10", "2026-10", 1),
    ]


def test_neither_the_month_of_leaving_school_nor_the_present_one_is_a_gap():
    assert gaps([], [], "2026-10", "2026-11") == []
    assert gaps([], [], "2026-11", "2026-11") == []
    assert gaps([], [], "2027-11", "2026-11") == []
    assert gaps([], [], "2026-09", "2026-11") == [Gap("2026-10", "2026-10", 1)]


def test_leaving_in_march_and_starting_in_april_is_no_gap():
    assert gaps([job("2024-01", "2024-03"), job("2024-04", still=True)], [], "2024-01", "2026-11") == []


def test_overlaps_are_fine_and_what_is_explained_is_no_gap():
    spells = [job("2020-01", "2024-06"), job("2021-01", "2021-02"), job("2025-01", still=True)]
    assert gaps(spells, [], "2019-12", "2026-11") == [Gap("2024-07", "2024-12", 6)]
    assert gaps(spells, [{"started": "2024-07", "ended": "2024-11"}], "2019-12", "2026-11") == [
        Gap("2024-12", "2024-12", 1)
    ]


def test_what_was_before_leaving_school_or_is_yet_to_come_makes_no_gap():
    spells = [job("1999-01", "1999-05"), job("2030-01", "2030-05")]
    assert gaps(spells, [], "2026-07", "2026-11") == [Gap("2026-08", "2026-10", 3)]


months = some.integers(FIRST - 6, LAST + 6).map(month_of)
said = some.fixed_dictionaries(
    {"started": months, "ended": months, "still": some.sampled_from(["yes", "no", "no", "no"])}
)


@given(some.lists(said, max_size=8), some.lists(said.map(lambda one: {**one, "still": ""}), max_size=4), months, months)
def test_the_months_are_those_counted_one_by_one(spells, explained, since, until):
    wanted = set(range(count(since) + 1, count(until)))
    for one in (*spells, *explained):
        start, end = count(one["started"]), count(one["ended"])
        end = max(start, count(until)) if one["still"] == "yes" else max(start, end)
        wanted -= set(range(start, end + 1))
    found = gaps(spells, explained, since, until)
    told = [month for gap in found for month in range(count(gap.started), count(gap.ended) + 1)]
    assert told == sorted(wanted)
    assert all(gap.months == count(gap.ended) - count(gap.started) + 1 for gap in found)
    assert all(count(after.started) > count(before.ended) + 1 for before, after in pairwise(found))
