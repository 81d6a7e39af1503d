"""Counting across all processes: exact however many come at once, and keeping no address."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from careregister.base import clock, limits
from careregister.base.models import Counter

MOMENT = datetime(2026, 6, 10, 11, 0, 5, tzinfo=UTC)
AT_ONCE = 8


def try_once(key: str = "ada@example.org", **how) -> limits.Counted:
    return limits.count("sign_in", key, **{"limit": 5, "seconds": 60, **how})


def test_however_many_guess_at_once_exactly_the_limit_gets_through(own_database):
    gate = Barrier(AT_ONCE)

    def guesses(_) -> list[limits.Counted]:
        connection.ensure_connection()
        gate.wait(timeout=20)
        try:
            return [try_once() for _ in range(10)]
        finally:
            connection.close()

    with clock.at(MOMENT), ThreadPoolExecutor(AT_ONCE) as pool:
        counted = [one for some in pool.map(guesses, range(AT_ONCE)) for one in some]
    assert sorted(one.used for one in counted) == list(range(1, 10 * AT_ONCE + 1))
    assert sum(not one.over for one in counted) == 5


@pytest.mark.django_db
def test_the_limit_itself_is_allowed_and_one_more_is_over():
    with clock.at(MOMENT):
        assert [try_once().over for _ in range(7)] == [False] * 5 + [True] * 2


@pytest.mark.django_db
def test_a_new_window_starts_afresh_and_says_when_it_ends():
    with clock.at(MOMENT):
        counted = [try_once() for _ in range(6)][-1]
        assert (counted.until, counted.seconds_left) == (datetime(2026, 6, 10, 11, 1, tzinfo=UTC), 55)
    with clock.at(counted.until - clock.MICROSECOND):
        assert try_once().over
        assert try_once().seconds_left == 1
    with clock.at(counted.until):
        assert not try_once().over


@pytest.mark.django_db
def test_keys_and_names_are_counted_apart():
    with clock.at(MOMENT):
        for _ in range(6):
            try_once()
        assert try_once().over
        assert not try_once("eve@example.org").over
        assert not limits.count("search", "ada@example.org", limit=5, seconds=60).over


@pytest.mark.django_db
def test_looking_counts_nothing_and_a_heavy_try_counts_for_more():
    with clock.at(MOMENT):
        assert try_once(weight=0).used == 0
        assert try_once(weight=4).used == 4
        assert try_once(weight=0).used == 4
        assert try_once(weight=2).over


@pytest.mark.django_db
def test_after_a_success_the_key_starts_afresh_and_no_other_does():
    with clock.at(MOMENT):
        for _ in range(5):
            try_once(), try_once("eve@example.org")
        limits.forget("sign_in", "ada@example.org")
        assert try_once().used == 1
        assert try_once("eve@example.org").over


@pytest.mark.django_db
def test_no_address_is_kept():
    try_once()
    row = Counter.objects.values().get()
    assert b"ada" not in bytes(row["key"])
    assert len(bytes(row["key"])) == 16


@pytest.mark.django_db
def test_windows_that_ended_more_than_a_day_ago_are_swept_away():
    for hours in (0, 30):
        with clock.at(MOMENT - timedelta(hours=hours)):
            try_once()
    with clock.at(MOMENT):
        assert limits.sweep() == 1
        assert limits.sweep() == 0
        assert try_once().used == 2
