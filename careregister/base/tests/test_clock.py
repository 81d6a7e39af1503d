"""Days are London days, whatever the machine thinks, also when the clocks change."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careregister.base import clock

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "starts", "ends", "hours"),
    [
        (date(2026, 1, 15), datetime(2026, 1, 15, 0, tzinfo=UTC), datetime(2026, 1, 15, 23, 59, 59, 999999, UTC), 24),
        (date(2026, 6, 10), datetime(2026, 6, 9, 23, tzinfo=UTC), datetime(2026, 6, 10, 22, 59, 59, 999999, UTC), 24),
        (date(2026, 3, 29), datetime(2026, 3, 29, 0, tzinfo=UTC), datetime(2026, 3, 29, 22, 59, 59, 999999, UTC), 23),
        (
            date(2026, 10, 25),
            datetime(2026, 10, 24, 23, tzinfo=UTC),
            datetime(2026, 10, 25, 23, 59, 59, 999999, UTC),
            25,
        ),
    ],
)
def test_a_day_starts_and_ends_when_it_does_in_london(day, starts, ends, hours):
    assert (clock.start_of_day(day), clock.end_of_day(day)) == (starts, ends)
    assert ends - starts + clock.MICROSECOND == timedelta(hours=hours)


@given(days)
def test_days_follow_each_other_without_gap_or_overlap(day):
    assert clock.end_of_day(day) + clock.MICROSECOND == clock.start_of_day(day + timedelta(days=1))
    for moment in (clock.start_of_day(day), clock.end_of_day(day)):
        assert clock.london_day(moment) == day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 9, 22, 59, 59, tzinfo=UTC), date(2026, 6, 9)),
        (datetime(2026, 6, 9, 23, 0, tzinfo=UTC), date(2026, 6, 10)),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_today_is_what_somebody_in_england_would_write_on_a_letter(moment, day):
    with clock.at(moment):
        assert (clock.now(), clock.today()) == (moment, day)


def test_the_clock_is_set_for_a_block_also_one_within_another_and_after_a_failure():
    first, second = (datetime(year, 1, 1, tzinfo=UTC) for year in (2030, 2040))

    def fails() -> None:
        with clock.at(first):
            with clock.at(second):
                assert clock.now() == second
            assert clock.now() == first
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    first = clock.now()
    assert first < clock.now() + timedelta(seconds=1)
    assert first.year >= 2026


def test_the_clock_is_set_for_every_thread():
    seen = []
    with clock.at(datetime(2030, 1, 1, tzinfo=UTC)):
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen == [datetime(2030, 1, 1, tzinfo=UTC)]


def test_the_clock_is_never_set_to_a_moment_without_a_zone():
    with pytest.raises(ValueError, match="aware"), clock.at(datetime(2030, 1, 1)):  # noqa: DTZ001
        pass


def test_every_moment_of_the_clock_knows_that_it_is_utc():
    assert clock.now().utcoffset() == clock.start_of_day(date(2026, 6, 10)).utcoffset() == timedelta(0)
