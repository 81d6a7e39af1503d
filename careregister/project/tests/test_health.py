"""What a machine is told about the process: nothing about anybody, and the truth."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.base.ids import new_id
from careregister.history.actions import Line, record_many
from careregister.project import health


def test_to_live_asks_nothing_of_the_database(client):
    assert client.get("/health/live").json() == {"status": "live"}


def test_without_a_database_it_is_not_ready(client, monkeypatch):
    def gone() -> bool:
        raise DatabaseError

    monkeypatch.setattr(health, "_migrations_waiting", gone)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready", "because": "database"})


@pytest.mark.django_db
def test_with_migrations_waiting_it_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(health, "_migrations_waiting", lambda: True)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["because"]) == (503, "migrations")


@pytest.mark.django_db
def test_a_silent_worker_degrades_and_does_not_stop_it(client):
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "degraded", "because": ["worker"]})


@pytest.mark.django_db
def test_with_a_worker_it_is_ready_until_an_alarm(client):
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (%s)", [clock.now()])
    assert client.get("/health/ready").json() == {"status": "ready"}
    line = Line(
        what="history.alarm_raised",
        subject_kind="x",
        subject_id=new_id(),
        by=CLOCK,
        because=Because("x"),
        at=clock.now(),
    )
    record_many([line])
    assert client.get("/health/ready").json() == {"status": "degraded", "because": ["alarm"]}
    with clock.at(clock.now() + timedelta(days=2)):
        assert "alarm" not in client.get("/health/ready").json()["because"]
