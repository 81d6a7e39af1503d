"""Any sequence of lawful and unlawful calls, by anybody, with dates in any order: the register stays what its acts say.

After every call the stored spans equal the replay and the slow oracle, a refused call wrote nothing, and history has
one line for each change. Set TESTS_TIMES to try that many times as many sequences.
"""

import os
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import NotAllowed
from careregister.history.models import Entry
from careregister.people.roles import ROLES
from careregister.register import states
from careregister.register.actions import accept, decline, place_hold, propose, release_hold, take_back
from careregister.register.drafts import Authority, Details
from careregister.register.models import Hold, Proposal
from careregister.register.tests import oracle, world
from careregister.register.tests.judged import DAY, Judged

TIMES = int(os.environ.get("TESTS_TIMES", "1"))
SEQUENCES = settings(max_examples=10 * TIMES, stateful_step_count=12)

steps = st.sampled_from(sorted(states.STEPS))
# Minutes of an offset, or the moment of an act there is, so that things take effect together.
moments = st.one_of(st.none(), st.integers(-400 * 1440, 500 * 1440), st.tuples(st.integers(0, 40)))
days = st.integers(1, 350)
moves = st.tuples(st.integers(0, 999), st.one_of(st.none(), st.none(), moments), days, st.booleans())
# What the policy may say of a proper call, beside what the oracle says of the acts.
ALWAYS_LAWFUL_TO_SAY = {"held", "too_early_to_restore", "not_in_advance", "longer_than_the_rule"}
OF_CORRECTIONS = {"already_replaced", "admission_is_withdrawn", "review_later_than_the_rule"}


class AnySequence(Judged):
    @initialize()
    def admitted(self) -> None:
        self.clock = clock.at(world.NOON)
        self.clock.__enter__()
        self.registrants = [world.admitted(tier="foundation"), world.admitted()]
        self.lines = Entry.objects.count()

    def teardown(self) -> None:
        try:
            for registrant in getattr(self, "registrants", ()):
                self.compare(registrant, every=150)
            connection.check_constraints()
        finally:
            if hasattr(self, "clock"):
                self.clock.__exit__(None, None, None)

    # What happens

    @rule(minutes=st.integers(1, 200 * 1440))
    def time_passes(self, minutes: int) -> None:
        later = clock.now() + timedelta(minutes=minutes)
        self.clock.__exit__(None, None, None)
        self.clock = clock.at(later)
        self.clock.__enter__()

    @rule(
        which=st.integers(0, 1),
        action=steps,
        at=moments,
        length=days,
        which_order=st.integers(0, 5),
        brought=st.booleans(),
    )
    def a_step(self, which, action, at, length, which_order, brought) -> None:
        self.step(self.registrants[which], action, at, length, which_order, brought)

    def step(self, registrant, action, at, length, which_order, brought) -> None:
        details = self.details(registrant, action, at, length, which_order)
        past = details.effective_from and details.effective_from < clock.start_of_day(clock.today())
        head = "head_of_registration" in states.STEPS[action].who.roles
        how = {}
        if brought or (past and not head):
            how = {"by": world.IMPORTER, "authority": Authority("transfer"), "proposed_by": None}
        elif past:
            how = {"by": world.staff("registrar", "head_of_registration")}
        self.try_to(
            registrant,
            lambda: world.do(registrant, action, details, **how),
            self.draft(registrant, action, details),
            ALWAYS_LAWFUL_TO_SAY,
        )

    @rule(which=st.integers(0, 1), moves=st.lists(moves, min_size=3, max_size=8))
    def likely_steps(self, which, moves) -> None:
        for move in moves:
            self.a_likely_step(self.registrants[which], *move)

    def a_likely_step(self, registrant, pick, at, length, brought) -> None:
        moment = self.moment(registrant, at) or clock.now()
        now = oracle.answer(self.acts(registrant), moment, self.stamp(registrant))
        orders = sorted({act.restriction for act in self.acts(registrant) if act.restriction})
        open_now = [action for action, befores in oracle.COMES_FROM.items() if now.base in befores]
        open_now += 3 * [
            action for action in ("pause", "resume", "renew", "restore", "confer_tier") if action in open_now
        ]
        if now.base in {"registered", "paused"}:
            open_now += oracle.IMPOSED_AS
        if now.restrictions:
            open_now += 3 * sorted(oracle.ON_RESTRICTION)
        order = orders.index(min(order for order, *_ in now.restrictions)) if now.restrictions else 0
        action = open_now[pick % len(open_now)] if open_now else "renew"
        self.step(registrant, action, at, length, order, brought)

    @rule(
        which=st.integers(0, 1),
        action=steps,
        role=st.sampled_from(sorted(ROLES)),
        second=st.sampled_from(["", *sorted(ROLES)]),
        oneself=st.booleans(),
    )
    def a_step_by_just_anybody(self, which, action, role, second, oneself) -> None:
        registrant = self.registrants[which]
        who = states.STEPS[action].who
        proper = role in who.roles and not oneself and (second in who.second or not who.needs_two)
        by = world.staff(role, person=registrant.person_id if oneself else None)
        call = {"by": by, "proposed_by": world.staff(second) if second else None}
        details = self.details(registrant, action, None, 90, 0)
        draft = self.draft(registrant, action, details)
        said = self.try_to(registrant, lambda: world.do(registrant, action, details, **call), draft, None)
        assert proper or said in {
            "wrong_role",
            "about_oneself",
            "second_person_missing",
            "second_person_wrong_role",
            "three_different_persons",
        }

    @rule(which=st.integers(0, 1), number=st.integers(0, 40), void=st.booleans(), at=moments, length=days)
    def a_correction(self, which, number, void, at, length) -> None:
        registrant = self.registrants[which]
        acts = self.acts(registrant)
        act = acts[number % len(acts)]
        wanted = None if void else Details(effective_from=self.moment(registrant, at), evidence="Letter")
        if wanted and act.until and length % 2:
            wanted = Details(
                effective_from=wanted.effective_from, evidence="Letter", until=act.until + (length - 175) * DAY
            )
        draft = SimpleNamespace(
            id=uuid4(),
            action="void" if void else act.action,
            effective_from=(wanted and wanted.effective_from) or act.effective_from,
            recorded_at=self.stamp(registrant),
            until=(wanted and wanted.until) or act.until,
            restriction=act.restriction,
            review_by=act.review_by,
            tier=act.tier,
            replaces_id=act.id,
        )
        gone = any(one.replaces_id == act.id for one in acts) or act.action == "void"
        said = self.try_to(registrant, lambda: world.correct(act, wanted), draft, ALWAYS_LAWFUL_TO_SAY | OF_CORRECTIONS)
        assert gone == (said == "already_replaced")

    @rule(which=st.integers(0, 1), reason=st.sampled_from(["concern", "ladder"]))
    def held(self, which, reason) -> None:
        registrant = self.registrants[which]
        there = Hold.objects.filter(registrant=registrant, reason=reason, released_at=None).exists()
        place_hold(registrant, by=CLOCK, because=Because(reason))
        self.lines += not there

    @precondition(lambda self: Hold.objects.filter(released_at=None).exists())
    @rule()
    def released(self) -> None:
        release_hold(
            Hold.objects.filter(released_at=None).order_by("placed_at", "id")[0], by=CLOCK, because=Because("closed")
        )
        self.lines += 1

    @rule(
        which=st.integers(0, 1),
        action=st.sampled_from([a for a in states.TWO_PERSON_ACTIONS if a not in {"lapse", "admit_on_review"}]),
        length=days,
        order=st.integers(0, 5),
    )
    def proposed(self, which, action, length, order) -> None:
        registrant = self.registrants[which]
        details = self.details(registrant, action, None, length, order)
        there = Proposal.objects.filter(subject_person=registrant.person_id, action=action, state="open").exists()
        before = world.counts()
        try:
            propose(
                registrant,
                action,
                details,
                by=world.seconder(action),
                because=world.BECAUSE,
                authority=Authority("error" if action == "withdraw_as_our_error" else "case"),
            )
        except NotAllowed as error:
            said: str | None = error.reason
            assert world.counts() == before
        else:
            said = None
            self.lines += 1
        assert said == ("already_proposed" if there else None)

    @precondition(lambda self: Proposal.objects.filter(state="open").exists())
    @rule(end=st.sampled_from(["accept", "accept", "decline", "take_back"]), by_proposer=st.booleans())
    def a_proposal_is_decided(self, end, by_proposer) -> None:
        proposal = Proposal.objects.filter(state="open").order_by("proposed_at", "id")[0]
        roles = sorted({*states.STEPS[proposal.action].who.roles, proposal.proposed_role})
        by = world.staff(*roles, person=proposal.proposed_person if by_proposer else None)
        if end == "accept":
            details = Details.from_json(proposal.details)
            draft = self.draft(proposal.registrant, proposal.action, details)
            allowed = {"three_different_persons"} if by_proposer else {"too_early_to_restore", "longer_than_the_rule"}
            said = self.try_to(
                proposal.registrant, lambda: accept(proposal, by=by, because=world.BECAUSE), draft, allowed, lines=2
            )
            assert not (by_proposer and said is None)
            return
        before = world.counts()
        try:
            {"decline": decline, "take_back": take_back}[end](proposal, by=by, because=world.BECAUSE)
        except NotAllowed as error:
            said = error.reason
            assert world.counts() == before
        else:
            said = None
            self.lines += 1
        refused = {"decline": "three_different_persons", "take_back": "not_your_proposal"}[end]
        assert said == (None if by_proposer == (end == "take_back") else refused)

    # What must hold

    @invariant()
    def history_has_one_line_for_each_change(self) -> None:
        if hasattr(self, "lines"):
            assert Entry.objects.count() == self.lines


@pytest.mark.django_db
def test_whatever_is_tried_in_whatever_order_the_register_is_what_its_acts_say():
    class RolledBack(AnySequence):
        def __init__(self) -> None:
            self.undo = transaction.atomic()
            self.undo.__enter__()
            super().__init__()

        def teardown(self) -> None:
            try:
                super().teardown()
            finally:
                transaction.set_rollback(True)
                self.undo.__exit__(None, None, None)

    run_state_machine_as_test(RolledBack, settings=SEQUENCES)
