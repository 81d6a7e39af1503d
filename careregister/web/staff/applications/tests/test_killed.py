"""The real web server and the real worker, killed again and again while registrars admit applicants and letters go out:
what was answered as done stays, and no letter is repeated in silence."""

import os
import random
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from uuid import UUID

import httpx

from careregister.applications import actions
from careregister.applications.models import Application, Decision
from careregister.applications.tests import world
from careregister.base import clock
from careregister.history.queries import of_subject
from careregister.letters import jobs
from careregister.letters.models import Letter
from careregister.letters.queries import trouble
from careregister.people.queries import actor_for
from careregister.people.tests.world import account
from careregister.register.models import Act
from careregister.web.parts.tests.signing_in import client_for
from tests.harness import mail_server
from tests.harness.cluster import Cluster
from tools import processes, serving
from tools.ports import free_port

DESKS = 2
FILES_EACH = 4
WORKER = [sys.executable, "-m", "django", "procrastinate", "--skip-checks", "worker"]  # not politely: we wait
SENDING = "applications.admitted"
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|seen)" value="([^"]+)"')


class Inbox:
    """Takes every letter, and counts by Message-ID. A `victim` is killed when it has given one and was not yet thanked."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.victim: processes.Child | None = None

    async def handle_DATA(self, server, session, envelope):
        self.taken[message_from_bytes(envelope.content)["Message-ID"]] += 1
        if self.victim:
            _kill(self.victim)
            self.victim = None
        return "250 OK"


class Desk:
    """A registrar at a browser, signed in, with files that are ready to be admitted."""

    def __init__(self, address: str, files: list[UUID]) -> None:
        registrar = account("registrar")
        for one in files:
            actions.declare_interest(one, conflict=False, by=actor_for(registrar), because=world.BECAUSE)
        # Theirs already: the clock hands to somebody what nobody has, and the page they decide on would be an old one.
        Application.objects.filter(pk__in=files).update(owner_person=registrar.person_id, owner_account=registrar.pk)
        session = client_for(registrar).cookies["session"].value
        self.browser = httpx.Client(base_url=address, cookies={"session": session}, timeout=30)
        self.files = files
        self.references = dict(Application.objects.filter(pk__in=files).values_list("pk", "reference"))
        self.sent: list[UUID] = []
        self.acknowledged: list[UUID] = []
        self.found_done: list[UUID] = []
        self.waits = False  # for an answer to what was sent
        self.shortest = 1.0  # seconds in which such an answer came

    def work(self) -> None:
        """Admit one after the other, until all are or the server no longer answers."""
        try:
            for one in self.files:
                if one not in self.acknowledged:
                    self._admit(one)
        except httpx.TransportError:
            self.waits = False

    def _admit(self, application: UUID) -> None:
        """By the page and its form. Where it is closed already, it was done although no answer came."""
        where = f"/staff/applications/{self.references[application]}/steps/admit/"
        page = self.browser.get(where)
        if page.status_code == 403:
            assert page.headers["X-Refused"] == "not_lawful_now"
            assert application in self.sent
            self.found_done.append(application)
            return
        self.sent.append(application)
        self.waits, began = True, time.monotonic()
        answer = self.browser.post(where, data={**dict(HIDDEN.findall(page.text)), "words": "", "confirmed": "1"})
        assert answer.status_code == 302, answer.text
        self.waits, self.shortest = False, min(self.shortest, time.monotonic() - began)
        self.acknowledged.append(application)

    def is_told_of_what_it_did(self) -> None:
        """The server that came after the killed one says of the last admission that it was made."""
        if self.acknowledged:
            page = self.browser.get(f"/staff/applications/{self.references[self.acknowledged[-1]]}/steps/admit/")
            assert (page.status_code, page.headers.get("X-Refused")) == (403, "not_lawful_now")


def test_killing_server_and_worker_loses_no_admission_and_repeats_no_letter(
    own_database: str, cluster: Cluster, settings, tmp_path: Path
):
    chance, inbox, port = random.Random(22), Inbox(), free_port()
    with mail_server.running(inbox) as mail:
        settings.MAIL_URL = f"smtp://127.0.0.1:{mail}/"
        env = cluster.environment(own_database) | {"CAREREGISTER_MAIL_URL": settings.MAIL_URL, "PORT": str(port)}
        server = serving.web_server(env, port, tmp_path / "web.log", workers=1)
        worker = processes.Child("worker", WORKER, env, tmp_path / "worker.log")
        try:
            server.start()
            worker.start()
            desks = [_desk(f"http://127.0.0.1:{port}") for _ in range(DESKS)]
            inbox.victim = worker
            _kill_while_they_decide(desks, server, port, chance)
            server.start()
            _wait_for(lambda: inbox.victim is None)
            worker.start()
            _kill_while_they_decide(desks, server, port, chance)
            time.sleep(chance.uniform(0, 0.2))
            _kill(worker)
        finally:
            processes.stop([server, worker])
        assert _acknowledged(desks)
        assert _acknowledged(desks) < sum(len(desk.sent) for desk in desks), "no server was killed while it decided"
        for desk in desks:
            _whole_or_not_at_all(desk)
        _a_later_worker_finishes()
    _no_letter_twice_in_silence(inbox.taken)


def _desk(address: str) -> Desk:
    files = [world.in_review()[0] for _ in range(FILES_EACH)]
    for application in files:
        world.pass_checks(application)
    return Desk(address, files)


def _kill_while_they_decide(desks: list[Desk], server: processes.Child, port: int, chance: random.Random) -> None:
    """When one more was admitted, and the next is being admitted."""
    serving.wait_until_ready(server, port)
    before = _acknowledged(desks)
    with ThreadPoolExecutor(len(desks)) as at_once:
        for told in [at_once.submit(desk.is_told_of_what_it_did) for desk in desks]:
            told.result()
        working = [at_once.submit(desk.work) for desk in desks]
        _wait_for(
            lambda: (
                (_acknowledged(desks) > before and any(desk.waits for desk in desks))
                or all(one.done() for one in working)
            )
        )
        time.sleep(chance.uniform(0, min(desk.shortest for desk in desks)))
        _kill(server)
        for one in working:
            one.result()


def _acknowledged(desks: list[Desk]) -> int:
    return sum(len(desk.acknowledged) for desk in desks)


def _wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.01)


def _kill(child: processes.Child) -> None:
    assert child.process
    os.killpg(child.process.pid, signal.SIGKILL)
    assert child.process.wait(20) == -signal.SIGKILL


def _whole_or_not_at_all(desk: Desk) -> None:
    """What was said to be done is done; what was done is done with its act, its decision and its letter."""
    assert len(desk.acknowledged) == len(set(desk.acknowledged))
    for application in desk.files:
        admitted = world.state_of(application) == "admitted"
        assert admitted or application not in {*desk.acknowledged, *desk.found_done}
        assert application in desk.sent or not admitted
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
    """Every letter went, or is shown to staff. One went twice only where its kind says so, under one number, and history
    has it."""
    letters = {letter.message_id: letter for letter in Letter.objects.all()}
    assert set(taken) <= set(letters)
    shown = {one.id for one in trouble(by=world.staff("head_of_registration"))}
    for message_id, letter in letters.items():
        happened = [line.what for line in of_subject("letters.letter", letter.pk, most=100)]
        assert taken[message_id] >= 1 or letter.status == "uncertain"
        assert letter.status != "uncertain" or letter.pk in shown
        assert taken[message_id] <= 1 + happened.count("letters.sent_again"), (letter.kind, happened)
