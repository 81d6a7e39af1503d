"""The topics, the standards, and the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from careregister.base import body
from careregister.training import catalogue, queries


def test_months_after_the_end_of_a_month_stay_in_the_month():
    assert catalogue.months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert catalogue.months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert catalogue.months_after(date(2024, 2, 29), 48) == date(2028, 2, 29)
    assert catalogue.months_after(date(2025, 12, 31), 2) == date(2026, 2, 28)


@given(some.dates(date(1950, 1, 1), date(2100, 1, 1)), some.integers(0, 240))
def test_months_are_calendar_months(day: date, months: int):
    later = catalogue.months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or (later.day >= 28 and later.replace(day=28) <= later)


def test_what_is_done_once_is_never_due():
    assert catalogue.refresh_due("care_certificate", date(2015, 4, 1)) is None
    assert catalogue.refresh_due("care_certificate_2025_16", date(2025, 4, 1)) is None
    assert catalogue.refresh_due("nobody_has_heard_of_it", date(2025, 4, 1)) is None


def test_yearly_and_three_yearly():
    assert catalogue.refresh_due("moving_and_assisting", date(2025, 11, 22)) == date(2026, 11, 22)
    assert catalogue.refresh_due("mental_capacity", date(2025, 11, 22)) == date(2028, 11, 22)


def test_the_care_certificate_has_sixteen_standards_now_and_had_fifteen():
    assert [one.number for one in queries.standards()] == list(range(1, 17))
    assert len(queries.standards("2015")) == 15
    assert queries.standards("1915") == ()


def test_codes_are_told_apart_and_every_row_has_its_source():
    every = catalogue.all_topics()
    assert len(catalogue.titles()) == len(every) + len(catalogue.all_standards())
    assert all(topic.source and topic.title for topic in every)


@pytest.mark.parametrize("part", ["all_of", "any_of"])
def test_the_rule_of_tiers_names_only_topics_there_are(part: str):
    for row in body.body().rows:
        if row.code == "tiers.evidence":
            assert {code for tier in row.value for code in tier.get(part, ())} <= catalogue.titles().keys()
