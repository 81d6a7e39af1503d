"""Real processes, killed for real, at the worst moment: the server has the letter, and nobody has written that down."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.letters import actions, jobs
from careregister.letters.models import Letter
from tests.harness import mail_server
from tests.harness.cluster import Cluster

WHY = Because("test")


class Deadly:
    """Takes the letter, and kills whoever gave it before it can hear so."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.victim: subprocess.Popen | None = None

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(envelope.content.decode())
        if self.victim:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.victim = None
        return "250 OK"


@pytest.fixture
def inbox(settings) -> Iterator[Deadly]:
    handler = Deadly()
    with mail_server.running(handler) as port:
        settings.MAIL_URL = f"smtp://127.0.0.1:{port}/"
        yield handler


@contextmanager
def handing_over(cluster: Cluster, database: str, url: str, letter_id: object) -> Iterator[subprocess.Popen]:
    program = (
        "import sys, django; django.setup(); sys.stdin.readline()\n"
        f"from careregister.letters import jobs; jobs.hand_over('{letter_id}')"
    )
    env = cluster.environment(database) | {"CAREREGISTER_MAIL_URL": url}
    with subprocess.Popen([sys.executable, "-c", program], env=env, stdin=subprocess.PIPE) as process:
        yield process


def test_a_letter_whose_sender_was_killed_before_the_mark_is_uncertain_and_not_repeated(
    own_database, cluster, inbox, settings
):
    context = {"day": "today", "time": "12:00", "device": "Firefox"}
    letter = actions.write("letters.sign_in_notice", to="ada@example.org", context=context, by=CLOCK, because=WHY)
    with handing_over(cluster, own_database, settings.MAIL_URL, letter) as inbox.victim:
        inbox.victim.communicate(b"go\n", timeout=30)
    assert len(inbox.taken) == 1
    assert Letter.objects.get(pk=letter).status == "handing_over"

    jobs.hand_over(str(letter))
    jobs.sweep()
    assert Letter.objects.get(pk=letter).status == "handing_over"
    with clock.at(clock.now() + timedelta(minutes=6)):
        jobs.sweep()
        jobs.sweep()
    assert Letter.objects.get(pk=letter).status == "uncertain"
    assert len(inbox.taken) == 1


def test_a_kind_that_repeats_is_sent_again_under_the_same_message_id(own_database, cluster, inbox, settings):
    letter = actions.write_ready_made(
        "letters.account_mail", to="ada@example.org", subject="Your code", body="K7XQ", by=CLOCK, because=WHY
    )
    with handing_over(cluster, own_database, settings.MAIL_URL, letter) as inbox.victim:
        inbox.victim.communicate(b"go\n", timeout=30)
    with clock.at(clock.now() + timedelta(minutes=6)):
        jobs.sweep()
    assert Letter.objects.get(pk=letter).status == "handed_over"
    first, second = inbox.taken
    assert f"Message-ID: <{letter}@example.org>" in first
    assert f"Message-ID: <{letter}@example.org>" in second


def test_two_processes_at_once_hand_a_letter_over_once(own_database, cluster, inbox, settings):
    letter = actions.write_ready_made(
        "letters.account_mail", to="ada@example.org", subject="Your code", body="K7XQ", by=CLOCK, because=WHY
    )
    with (
        handing_over(cluster, own_database, settings.MAIL_URL, letter) as one,
        handing_over(cluster, own_database, settings.MAIL_URL, letter) as other,
    ):
        for process in (one, other):
            process.communicate(b"go\n", timeout=30)
    assert (one.returncode, other.returncode) == (0, 0)
    assert len(inbox.taken) == 1
