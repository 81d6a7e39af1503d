"""Dates as people type them."""

from datetime import date

import pytest
from django import forms

from careregister.web.parts.fields import DateField

EARLIEST, LATEST = date(1900, 1, 1), date(2010, 1, 1)


class Asked(forms.Form):
    born = DateField(called="date of birth", earliest=EARLIEST, latest=LATEST)


def _asked(day="", month="", year=""):
    return Asked({"born-day": day, "born-month": month, "born-year": year})


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        (("31", "2", "1987"), "Date of birth must be a real date: February 1987 has no day 31"),
        (("29", "2", "1987"), "Date of birth must be a real date: February 1987 has no day 29"),
        (("32", "1", "1987"), "The day of date of birth must be a number from 1 to 31"),
        (("1", "13", "1987"), "The month of date of birth must be a number from 1 to 12, or its name"),
        (("1", "ma", "1987"), "The month of date of birth must be a number from 1 to 12, or its name"),
        (("1", "1", "87"), "The year of date of birth must have 4 numbers, like 1987"),
        (("1", "1", "١٩٨٧"), "The year of date of birth must have 4 numbers, like 1987"),
        (("1", "", ""), "Date of birth must include a month and year"),
        (("", "12", "1987"), "Date of birth must include a day"),
        (("", "", ""), "Enter date of birth"),
        (("1", "1", "1899"), "Date of birth must be 1 January 1900 or later"),
        (("2", "1", "2010"), "Date of birth must be 1 January 2010 or earlier"),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_words(boxes, words):
    form = _asked(*boxes)
    assert not form.is_valid()
    assert form.errors["born"] == [words]


def test_the_mistaken_box_is_named():
    form = _asked("1", "", "1987")
    assert form.errors.as_data()["born"][0].params["boxes"] == ("month",)


@pytest.mark.parametrize(
    "boxes",
    [
        ("31", "12", "1987"),
        ("31", "December", "1987"),
        ("31", "dec.", "1987"),
        (" 31 ", "12", "1987"),
        ("31 12 1987", "", ""),
        ("31/12/1987", "", ""),
        ("31 December 1987", "", ""),
        ("1987-12-31", "", ""),
    ],
)
def test_a_date_is_taken_as_people_write_it(boxes):
    form = _asked(*boxes)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == date(1987, 12, 31)


@pytest.mark.parametrize("month", ["september", "Sept", "sep", "9", "09"])
def test_september_by_all_its_names(month):
    assert _asked("1", month, "2000").is_valid()


def test_the_thirty_first_of_december_2025():
    assert DateField().clean(["31", "12", "2025"]) == date(2025, 12, 31)


def test_an_optional_date_may_stay_empty():
    assert DateField(required=False).clean(["", "", ""]) is None
