"""Open figures say the same all day, whoever asks which process."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from careregister.base import clock
from careregister.register.drafts import Facts
from careregister.register.models import OpenFigures, Registrant
from careregister.register.queries import open_data

from . import world

TEN_SECONDS = 10.0


@pytest.fixture(autouse=True)
def fresh_process():
    open_data.forget()
    yield
    open_data.forget()


def lives_in(registrant: Registrant, county: str) -> None:
    world.do(registrant, "amend_facts", world.details_for("amend_facts", facts=Facts(county=county)))


def six_people() -> list[Registrant]:
    registrants = [world.admitted() for _ in range(6)]
    for registrant in registrants:
        lives_in(registrant, "Kent")
    return registrants


def counties(found: open_data.Figures) -> dict[str, int | None]:
    return {row.code: row.count for row in found.by_county if row.code not in ("", "other")}


def another_process() -> open_data.Figures:
    """What a process answers that keeps nothing yet and has a connection of its own."""

    def ask() -> open_data.Figures:
        try:
            return open_data.figures()
        finally:
            connection.close()

    open_data.forget()
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(ask).result()


def test_no_process_tells_of_a_move_before_the_next_day(own_database):
    registrants = six_people()
    tomorrow = clock.start_of_day(clock.today() + timedelta(days=1))
    with clock.at(tomorrow):
        first = open_data.figures()
        assert counties(first) == {"Kent": 5}
        lives_in(registrants[0], "Devon")
        lives_in(registrants[1], "Devon")
        assert another_process() == first
    with clock.at(tomorrow + timedelta(days=1)):
        assert counties(another_process()) == {}
    assert OpenFigures.objects.count() == 2


def test_of_two_that_count_at_once_the_first_to_write_speaks_for_both(own_database):
    six_people()
    # Not those of the register, so that it shows whose they are.
    theirs = {"on_register": 95, "by_standing": [], "by_tier": [], "by_county": [["Surrey", 95]], "by_month": []}
    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            OpenFigures.objects.create(day=clock.today(), figures=theirs)
            second = thread.submit(another_process)
            wait_until_somebody_waits()
        assert counties(second.result()) == {"Surrey": 95}
    assert OpenFigures.objects.get().figures == theirs


def wait_until_somebody_waits() -> None:
    given_up = time.monotonic() + TEN_SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < given_up:
            cursor.execute("select count(*) from pg_locks where not granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("the second never came to wait for the first")


@pytest.mark.django_db
def test_what_is_written_down_reads_as_what_was_counted():
    six_people()
    day = clock.today() + timedelta(days=1)
    with clock.at(clock.start_of_day(day)):
        counted = open_data._counted(day)
        assert open_data.figures() == counted
        open_data.forget()
        assert open_data.figures() == counted
