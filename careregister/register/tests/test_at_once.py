"""Several at once, each on a connection of their own: where they conflict one wins, and the other is told."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import Busy
from careregister.history.models import Entry
from careregister.register.actions import accept, add_alias, admit, correct, decline, place_hold, propose, release_hold
from careregister.register.drafts import Authority, Details
from careregister.register.jobs import verify_spans
from careregister.register.models import Act, Hold, Registrant, StandingSpan
from careregister.register.tests import world
from tests.harness.at_once import at_once

ROUNDS = 40


def sound() -> None:
    """Spans as the acts say, one line of history for each act, stamps in order."""
    assert verify_spans().differing == ()
    for registrant in Registrant.objects.all():
        stamps = list(
            Act.objects.filter(registrant=registrant).order_by("recorded_at").values_list("recorded_at", flat=True)
        )
        assert registrant.acts_written == len(stamps) == len(set(stamps))
        assert registrant.last_recorded_at == stamps[-1]


def test_of_two_who_decide_on_what_they_saw_one_wins_and_the_other_is_told(own_database):
    for _ in range(ROUNDS):
        registrant = world.admitted()
        seen = registrant.acts_written
        said = at_once(
            lambda: world.do(registrant, "pause", seen=seen),  # noqa: B023
            lambda: world.do(registrant, "remove_by_decision", seen=seen),  # noqa: B023
        )
        assert said == ["changed_meanwhile", "done"]
        assert registrant.acts.count() == 2
    sound()


def test_of_many_who_take_the_same_step_unseen_one_wins_and_the_rest_contradict_the_record(own_database):
    for _ in range(ROUNDS // 10):
        registrant = world.admitted()
        lapse = lambda: world.do(registrant, "lapse")  # noqa: B023, E731
        assert at_once(*[lapse] * 6) == ["done", *["step_not_lawful"] * 5]
        assert Entry.objects.filter(what="register.lapse", subject_id=registrant.pk).count() == 1
    sound()


def test_what_does_not_conflict_is_all_done_and_stamped_in_order(own_database):
    registrant = world.admitted()
    warn = lambda: world.do(registrant, "agree_warning", world.details_for("agree_warning", on=clock.today()))  # noqa: E731
    assert at_once(*[warn] * 6) == ["done"] * 6
    assert registrant.acts.count() == 7
    sound()


def test_a_hold_and_a_lapse_at_once_leave_nobody_held_and_lapsing(own_database):
    outcomes = Counter()
    for _ in range(ROUNDS // 5):
        registrant = world.admitted()
        said = at_once(
            lambda: world.do(registrant, "lapse"),  # noqa: B023
            lambda: place_hold(registrant, by=CLOCK, because=Because("open_concern")),  # noqa: B023
        )
        outcomes[tuple(said)] += 1
        if said == ["done", "done"]:
            held = Hold.objects.get(registrant=registrant).placed_at
            assert registrant.acts.get(action="lapse").recorded_at <= held
        else:
            assert said == ["done", "held"]
            assert not registrant.acts.filter(action="lapse").exists()
    assert sum(outcomes.values()) == ROUNDS // 5
    sound()


def test_a_proposal_is_decided_once_however_many_decide_it(own_database):
    for _ in range(ROUNDS // 5):
        registrant = world.admitted()
        proposal = propose(
            registrant,
            "remove_by_decision",
            Details(),
            by=world.staff("case_manager"),
            because=world.BECAUSE,
            authority=Authority("case"),
        )
        said = at_once(
            lambda: accept(proposal, by=world.staff("panel_member"), because=world.BECAUSE),  # noqa: B023
            lambda: accept(proposal, by=world.staff("panel_member"), because=world.BECAUSE),  # noqa: B023
            lambda: decline(proposal, by=world.staff("panel_member"), because=world.BECAUSE),  # noqa: B023
        )
        assert said == ["already_decided", "already_decided", "done"]
        proposal.refresh_from_db()
        assert registrant.acts.filter(action="remove_by_decision").count() == (proposal.state == "accepted")
    sound()


def test_an_act_is_corrected_once_however_many_correct_it(own_database):
    registrant = world.admitted()
    pause = world.do(registrant, "pause")
    pair: dict[str, Any] = {"by": world.staff("head_of_registration"), "proposed_by": world.staff("registrar")}
    voids = [lambda: correct(pause, None, because=world.BECAUSE, **pair)] * 4
    assert at_once(*voids) == ["already_replaced", "already_replaced", "already_replaced", "done"]
    sound()


def test_a_person_is_admitted_once_and_a_number_kept_once_however_many_try(own_database):
    person = world.a_person()
    admissions = [
        lambda: admit(
            person,
            Details(until=clock.today()),
            by=world.staff("registrar"),
            because=world.BECAUSE,
            authority=Authority("application"),
        )
    ] * 4
    assert at_once(*admissions) == ["already_registrant", "already_registrant", "already_registrant", "done"]
    others = [world.admitted() for _ in range(4)]
    keeps = [
        lambda one=one: add_alias(one, "PCP-00123", by=world.IMPORTER, because=Because("import")) for one in others
    ]
    assert at_once(*keeps) == ["done", "number_taken", "number_taken", "number_taken"]
    sound()


def test_whoever_waits_three_seconds_is_told_that_somebody_else_is_at_it(own_database, cluster):
    pausing, holding, releasing, person = world.admitted(), world.admitted(), world.admitted(), world.a_person()
    hold = place_hold(releasing, by=CLOCK, because=Because("open_concern"))
    proposal = propose(
        person,
        "admit_on_review",
        world.details_for("admit_on_review", on=clock.today()),
        by=world.staff("registrar"),
        because=world.BECAUSE,
        authority=Authority("application"),
    )
    before = world.counts()
    with psycopg.connect(f"{cluster.owner}/{own_database}") as somebody_else:
        somebody_else.execute("select * from register_registrant, register_proposal for update")
        started = time.monotonic()
        said = at_once(
            lambda: world.do(pausing, "pause"),
            lambda: place_hold(holding, by=CLOCK, because=Because("another")),
            lambda: release_hold(hold, by=CLOCK, because=Because("closed")),
            lambda: accept(proposal, by=world.staff("registrar"), because=world.BECAUSE),
        )
        waited = time.monotonic() - started
        somebody_else.rollback()
    assert said == ["busy"] * 4
    assert 2.5 < waited < 6
    assert world.counts() == before
    world.do(pausing, "pause")


def test_whoever_waits_for_an_admission_that_does_not_end_is_told_so(own_database):
    person = world.a_person()

    def admitted_meanwhile() -> None:
        try:
            world.admitted(person)
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        world.admitted(person)
        with pytest.raises(Busy):
            pool.submit(admitted_meanwhile).result()


KILLED = """
import os, sys, django
django.setup()
from django.db import transaction
from careregister.register.tests import world
from careregister.register.models import Registrant
registrant = Registrant.objects.get()
with transaction.atomic():
    world.do(registrant, "pause")
    print("written, not committed", flush=True)
    sys.stdin.read()
"""


def test_a_process_killed_before_it_commits_leaves_nothing(own_database, cluster):
    registrant = world.admitted()
    before = world.counts()
    env = cluster.environment(own_database) | {"PYTHONPATH": os.getcwd()}
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == "written, not committed\n"
        assert world.counts() == before
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    act = world.do(registrant, "pause")
    assert list(registrant.acts.order_by("recorded_at").values_list("action", flat=True)) == ["admit", "pause"]
    assert (
        StandingSpan.objects.get(registrant=registrant, valid__contains=act.effective_from, known__upper_inf=True).base
        == "paused"
    )
    sound()
