"""Real processes, killed for real, at the worst moment: the server has the letter, and nobody has written that down."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.letters import actions, jobs
from careregister.letters.models import Letter
from tests.harness import mail_server

WHY = Because("test")
_FORKING = multiprocessing.get_context("fork")


class Deadly:
    """Takes the letter, and kills whoever gave it before it can hear so."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.victim: Sender | None = None

    def kill(self, sender: Sender) -> None:
        self.victim = sender
        sender.go()
        assert sender.ended_with() == -signal.SIGKILL

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


class Sender:
    """A process of its own that hands a letter over when it is told to go."""

    def __init__(self, letter_id: object) -> None:
        self._may_go = _FORKING.Event()
        self._process = _FORKING.Process(target=self._hand_over, args=(str(letter_id),))
        self._process.start()

    def _hand_over(self, letter_id: str) -> None:
        connection.connection = None  # that one is the test's; the process opens its own
        self._may_go.wait(30)
        jobs.hand_over(letter_id)

    @property
    def pid(self) -> int:
        assert self._process.pid
        return self._process.pid

    def go(self) -> None:
        self._may_go.set()

    def ended_with(self) -> int | None:
        self._process.join(30)
        return self._process.exitcode


def test_a_letter_whose_sender_was_killed_before_the_mark_is_uncertain_and_not_repeated(own_database, inbox):
    context = {"day": "today", "time": "12:00", "device": "Firefox"}
    letter = actions.write("letters.sign_in_notice", to="ada@example.org", context=context, by=CLOCK, because=WHY)
    inbox.kill(Sender(letter))
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


def test_a_kind_that_repeats_is_sent_again_under_the_same_message_id(own_database, inbox):
    letter = actions.write_ready_made(
        "letters.account_mail", to="ada@example.org", subject="Your code", body="K7XQ", by=CLOCK, because=WHY
    )
    inbox.kill(Sender(letter))
    with clock.at(clock.now() + timedelta(minutes=6)):
        jobs.sweep()
    assert Letter.objects.get(pk=letter).status == "handed_over"
    first, second = inbox.taken
    assert f"Message-ID: <{letter}@example.org>" in first
    assert f"Message-ID: <{letter}@example.org>" in second


def test_two_processes_at_once_hand_a_letter_over_once(own_database, inbox):
    letter = actions.write_ready_made(
        "letters.account_mail", to="ada@example.org", subject="Your code", body="K7XQ", by=CLOCK, because=WHY
    )
    one, other = Sender(letter), Sender(letter)
    one.go()
    other.go()
    assert (one.ended_with(), other.ended_with()) == (0, 0)
    assert len(inbox.taken) == 1
