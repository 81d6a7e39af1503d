"""Real processes, killed again and again while applicants are admitted and written to: what was acknowledged stays, and
no letter is repeated in silence."""

import random
import re
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller

from careregister.applications.models import Decision
from careregister.applications.tests import world
from careregister.base import clock
from careregister.history.queries import of_subject
from careregister.letters import jobs
from careregister.letters.models import Letter
from careregister.register.models import Act
from tests.harness.cluster import Cluster

ROUNDS = 4
FILES = 24
SENDING = "applications.admitted"

# Decides one file after the other, as a server's process does, and says so only when the commit has returned.
DECIDES = """
import sys, django
django.setup()
from uuid import UUID
from careregister.applications import actions
from careregister.applications.tests import world
print("ready", flush=True)
for line in sys.stdin:
    application = UUID(line.strip())
    actions.admit(application, by=world.ready(application), because=world.BECAUSE)
    print("done", application, flush=True)
"""


class Counting:
    """A mail server that takes every letter, and counts by Message-ID."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    async def handle_DATA(self, server, session, envelope):
        self.taken[message_from_bytes(envelope.content)["Message-ID"]] += 1
        return "250 OK"


@pytest.fixture
def mail_server(settings) -> Iterator[Counting]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    counting = Counting()
    controller = Controller(counting, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAIL_URL = f"smtp://127.0.0.1:{port}/"
    yield counting
    controller.stop()


def test_killing_server_and_worker_loses_no_admission_and_repeats_no_letter(
    own_database: str, cluster: Cluster, mail_server: Counting, settings
):
    files = [world.in_review()[0] for _ in range(FILES)]
    for application in files:
        world.pass_checks(application)
    env = cluster.environment(own_database) | {"CAREREGISTER_MAIL_URL": settings.MAIL_URL}
    chance = random.Random(22)
    acknowledged: list[UUID] = []
    cut_off = 0
    for _ in range(ROUNDS):
        left = [one for one in files if world.state_of(one) == "in_review"]
        worker = subprocess.Popen(
            [sys.executable, "-m", "django", "procrastinate", "worker"], env=env, stderr=subprocess.DEVNULL
        )
        server = subprocess.Popen(
            [sys.executable, "-c", DECIDES], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert server.stdin
        assert server.stdout
        assert any(line == "ready\n" for line in iter(server.stdout.readline, ""))
        killer = threading.Timer(chance.uniform(0.05, 1.5), server.send_signal, [signal.SIGKILL])
        killer.start()
        try:
            server.stdin.write("".join(f"{one}\n" for one in left))
            server.stdin.close()
        except BrokenPipeError:
            pass
        acknowledged += [UUID(line.split()[1]) for line in server.stdout if re.fullmatch(r"done \S{36}\n", line)]
        killer.join()
        cut_off += server.wait(20) == -signal.SIGKILL
        server.stdout.close()
        threading.Event().wait(chance.uniform(0, 1.5))
        worker.send_signal(signal.SIGKILL)
        worker.wait(20)

    assert acknowledged
    assert cut_off, "no process was killed while it decided"
    _whole_or_not_at_all(files, acknowledged)
    _a_later_worker_finishes()
    _no_letter_twice_in_silence(mail_server.taken)


def _whole_or_not_at_all(files: list[UUID], acknowledged: list[UUID]) -> None:
    """What was said to be done is done; what was done is done with its act, its decision and its letter."""
    assert len(acknowledged) == len(set(acknowledged))
    for application in files:
        admitted = world.state_of(application) == "admitted"
        assert admitted or application not in acknowledged
        decisions = Decision.objects.filter(application_id=application)
        letters = Letter.objects.filter(
            cause_id__in=[application, *decisions.values_list("pk", flat=True)], kind=SENDING
        )
        happened = [line.what for line in of_subject("applications.application", application, most=100)]
        assert decisions.count() == letters.count() == happened.count("applications.admitted") == int(admitted)
        assert Act.objects.filter(pk__in=decisions.values("act")).count() == int(admitted)


def _a_later_worker_finishes() -> None:
    for minutes in (0, 6, 12, 18):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            jobs.sweep()
    assert not Letter.objects.filter(status__in=("written", "handing_over")).exists()


def _no_letter_twice_in_silence(taken: Counter[str]) -> None:
    """Every letter went. One went twice only where its kind says so, under one number, and history has it."""
    letters = {letter.message_id: letter for letter in Letter.objects.all()}
    assert set(taken) <= set(letters)
    for message_id, letter in letters.items():
        happened = [line.what for line in of_subject("letters.letter", letter.pk, most=100)]
        assert taken[message_id] >= 1 or letter.status == "uncertain"
        assert taken[message_id] <= 1 + happened.count("letters.sent_again"), (letter.kind, happened)
