"""Work that waits: what becomes of it when a worker is killed, and whether anybody is working."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import cast
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from careregister.base import queue
from careregister.base.actors import CLOCK, Because
from careregister.letters import actions
from careregister.letters.models import Letter
from careregister.project.jobs import MOST_ATTEMPTS, WORK, worker_state
from tests.harness import mail_server


class Deadly:
    """Kills the worker that talks to it, as often as it is told."""

    def __init__(self) -> None:
        self.victims: list[subprocess.Popen] = []

    async def handle_MAIL(self, server, session, envelope, address, options):
        while self.victims:
            os.kill(self.victims.pop().pid, signal.SIGKILL)
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        return "250 OK"


@pytest.fixture
def inbox(settings) -> Iterator[Deadly]:
    handler = Deadly()
    with mail_server.running(handler) as port:
        settings.MAIL_URL = f"smtp://127.0.0.1:{port}/"
        yield handler


@pytest.fixture
def start_worker(own_database, cluster, settings) -> Iterator[Callable[[], subprocess.Popen]]:
    started: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        env = cluster.environment(own_database) | {"CAREREGISTER_MAIL_URL": settings.MAIL_URL}
        process = subprocess.Popen([sys.executable, "manage.py", "procrastinate", "--skip-checks", "worker"], env=env)
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.wait(20)


def jobs(name: str) -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("select status::text, attempts from procrastinate_jobs where task_name = %s order by id", [name])
        return cursor.fetchall()


@contextmanager
def within(seconds: float) -> Iterator[Callable[[Callable[[], bool]], None]]:
    """Wait for other processes; their time is real."""
    until = time.monotonic() + seconds

    def wait_for(holds: Callable[[], bool]) -> None:
        while not holds():
            assert time.monotonic() < until, "it did not happen in time"
            time.sleep(0.05)

    yield wait_for


def make_older(seconds: int) -> None:
    """As if the last sign of life of every worker were so much longer ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_workers set last_heartbeat = last_heartbeat - make_interval(secs => %s)", [seconds]
        )


def write_a_letter() -> UUID:
    return actions.write_ready_made(
        "letters.account_mail", to="ada@example.org", subject="Hello", body="Hello", by=CLOCK, because=Because("test")
    )


@pytest.mark.parametrize("work", WORK, ids=lambda work: work.name)
def test_all_work_can_be_found_when_its_time_comes(work):
    assert callable(import_string(work.does))
    assert work.name in app.tasks


def test_a_missed_night_is_made_up_for_within_a_day():
    assert app.periodic_defaults["max_delay"] == 24 * 3600


def test_where_nobody_works_nobody_is_alive(own_database):
    assert worker_state().seconds_silent is None
    assert not worker_state().alive


def test_the_job_of_a_killed_worker_is_taken_up_by_another(start_worker, inbox):
    killed = start_worker()
    with within(60) as wait_for:  # the sweep of a fresh worker could take the letter before its own job does
        wait_for(lambda: {status for status, _attempts in jobs("letters.sweep")} == {"succeeded"})
    inbox.victims = [killed]
    letter = write_a_letter()
    assert killed.wait(30) == -signal.SIGKILL
    assert jobs("letters.hand_over") == [("doing", 0)]

    make_older(60)
    assert not worker_state().alive
    start_worker()
    queue.enqueue("project.rescue", timestamp=0)
    with within(30) as wait_for:
        wait_for(lambda: jobs("letters.hand_over") == [("succeeded", 2)])
    assert worker_state().alive
    # It was killed before the letter went, but nobody can know that: the job does not hand it over again.
    assert Letter.objects.get(pk=letter).status == "handing_over"


def test_a_job_that_kills_every_worker_is_given_up(own_database):
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, status, attempts, args) "
            "values ('default', 'letters.sweep', 'doing', %s, '{}')",
            [MOST_ATTEMPTS - 1],
        )
    rescue()
    assert jobs("letters.sweep")[0] == ("failed", MOST_ATTEMPTS)


def test_the_killed_one_of_two_sweeps_makes_way_for_the_next(own_database):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into procrastinate_jobs (queue_name, task_name, status, args, lock, queueing_lock) values
                ('default', 'letters.sweep', 'doing', '{}', 'letters.sweep', 'letters.sweep'),
                ('default', 'letters.sweep', 'todo', '{}', 'letters.sweep', 'letters.sweep')
            """
        )
    rescue()
    assert [status for status, _attempts in jobs("letters.sweep")] == ["aborted", "todo"]


def test_a_worker_that_is_alive_keeps_its_job(own_database):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            with worker as (insert into procrastinate_workers default values returning id)
            insert into procrastinate_jobs (queue_name, task_name, status, args, worker_id)
            select 'default', 'letters.sweep', 'doing', '{}', id from worker
            """
        )
    rescue()
    assert jobs("letters.sweep")[0] == ("doing", 0)


def rescue() -> None:
    """One round of it, by a worker that does what waits in its own queue and goes. (It also defers this minute's.)"""
    app.configure_task("project.rescue", queue="rescue").defer(timestamp=0)
    connector = cast(DjangoConnector, app.connector).get_worker_connector()
    work = partial(app.run_worker, queues=["rescue"], wait=False, install_signal_handlers=False, listen_notify=False)
    # In a thread of its own: a browser story in this process may have left an event loop running in the main one.
    with app.replace_connector(connector), ThreadPoolExecutor(1) as thread:
        thread.submit(work).result()


def test_long_work_that_many_ask_for_waits_once_and_leaves_a_place_for_letters(own_database):
    for _ in range(3):
        with transaction.atomic():
            queue.enqueue_once("register.fill_private_check")
    queue.enqueue("letters.hand_over", letter_id="1")
    with connection.cursor() as cursor:
        cursor.execute("select task_name, lock, queueing_lock from procrastinate_jobs order by id")
        assert cursor.fetchall() == [
            ("register.fill_private_check", "register.fill_private_check", "register.fill_private_check"),
            ("letters.hand_over", None, None),
        ]


def test_what_is_rolled_back_asks_for_nothing(own_database):
    with transaction.atomic():
        queue.enqueue_once("register.fill_private_check")
        transaction.set_rollback(True)
    assert jobs("register.fill_private_check") == []


def test_while_one_runs_another_may_wait(own_database):
    queue.enqueue_once("register.fill_private_check")
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing'")
    queue.enqueue_once("register.fill_private_check")
    assert [status for status, _attempts in jobs("register.fill_private_check")] == ["doing", "todo"]
