"""The ladder: every rung once, in order, with all of its time, whatever nights were missed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careregister.base import body
from careregister.renewals import dates, ladder

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def climbed(until: date, opens: date, awake: set[int], nights: int) -> tuple[list[tuple[date, str]], date]:
    """The rungs that went, on which nights, and the day counted to; the clock slept but for the nights `awake`."""
    day, sent, went = dates.ladder_day(until, opens), [], []
    for number in range(nights):
        tonight = opens + timedelta(days=number)
        if number not in awake:
            continue
        rung = ladder.next_rung(opens, day, sent, tonight)
        if rung:
            day = ladder.moved(rung, day, tonight)
            sent.append(rung.code)
            went.append((tonight, rung.code))
    return went, day


@settings(max_examples=300, deadline=None)
@given(until=DAYS, late=st.integers(-3, 400), asleep=st.sets(st.integers(0, 400)))
def test_whatever_nights_are_missed_nobody_is_hurried(until, late, asleep):
    opens = until - timedelta(days=60) + timedelta(days=late)
    nights = 600  # two hundred after the last that may be missed: more than a ladder is long
    went, day = climbed(until, opens, set(range(nights)) - asleep, nights)
    codes = [rung.code for rung in ladder.rungs(opens)]
    assert [code for _night, code in went] == codes, "every rung, once, in order"
    went_on = [night for night, _code in went]
    assert len(set(went_on)) == len(went_on), "never two in one night"
    catch_up = body.rule("renewal.catch_up_days", opens)
    for rung, (night, _code) in zip(ladder.rungs(opens), went, strict=True):
        assert (day - night).days + catch_up >= rung.days, (
            "each as long before the day as it says, but for the catching up"
        )
    assert day >= until
    assert (dates.grace_ends(day, opens) - went_on[0]).days >= 60 + 30 - catch_up


@given(until=DAYS)
def test_on_time_nothing_moves(until):
    opens = until - timedelta(days=60)
    went, day = climbed(until, opens, set(range(200)), 200)
    assert day == until
    assert [(until - night).days for night, _code in went] == [60, 30, 14, 7, 1, -1, -15, -25]


@given(until=DAYS)
def test_a_year_is_a_year(until):
    new = dates.next_until(until, until - timedelta(days=20))
    assert new.year == until.year + 1
    assert new.month == until.month
    assert new.day == until.day or (until.month, until.day, new.day) == (2, 29, 28)


@pytest.mark.parametrize(
    ("until", "new"),
    [
        (date(2028, 2, 29), date(2029, 2, 28)),  # a leap day
        (date(2027, 2, 28), date(2028, 2, 28)),  # into a leap year: nobody gains a day
        (date(2026, 12, 31), date(2027, 12, 31)),
        (date(2027, 3, 28), date(2028, 3, 28)),  # the night of a clock change
        (date(2026, 10, 25), date(2027, 10, 25)),
    ],
)
def test_anniversaries(until, new):
    assert dates.next_until(until, until) == new


@given(until=DAYS, late=st.integers(0, 500))
def test_being_late_costs_nothing_and_gains_nothing_until_the_next_would_open_at_once(until, late):
    today = until + timedelta(days=late)
    new = dates.next_until(until, today)
    assert new > today + timedelta(days=60)
    assert new <= dates.next_until(max(until, today), today)
    if late < 300:
        assert new == dates.next_until(until, until)


@given(reason=st.sampled_from(["illness", "parental_leave", "hardship", "other"]), today=DAYS)
def test_a_deferral_is_so_many_calendar_months(reason, today):
    months = body.rule("renewal.longest_deferral_months", today)[reason]
    longest = dates.longest_deferral(reason, today)
    assert (longest.year - today.year) * 12 + longest.month - today.month == months
    assert longest.day <= today.day
