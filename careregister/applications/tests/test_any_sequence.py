"""Random actors take random steps: whatever they try, the file stays one that the table, the rules and the register know."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from careregister.applications import actions, states
from careregister.applications.models import Application, Decision, InformationRequest, Passage, Recommendation
from careregister.applications.tests import world
from careregister.applications.tests.world import BECAUSE, REASON
from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.base.refusals import NotAllowed
from careregister.checks.models import Check
from careregister.history.models import Entry
from careregister.register.models import Registrant

STAFF = st.integers(0, 5)
FROM = (states.SUBMITTED, states.IN_REVIEW, states.BEING_HEARD, states.RECOMMENDED, states.REFUSED, states.APPEALED)
STEPS: dict[str, Any] = {
    "take_up": actions.take_up,
    "ask": actions.ask,
    "stop_waiting": actions.stop_waiting,
    "give_notice": lambda one, **how: actions.give_notice(one, [REASON], **how),
    "admit": actions.admit,
    "recommend_admit": lambda one, **how: actions.recommend(one, states.ADMIT, **how),
    "recommend_refuse": lambda one, **how: actions.recommend(one, states.REFUSE, reasons=[REASON], **how),
    "send_back": actions.send_back,
    "accept": actions.accept_recommendation,
    "recommend_allow": lambda one, **how: actions.recommend_on_appeal(one, states.ALLOW, **how),
    "recommend_dismiss": lambda one, **how: actions.recommend_on_appeal(one, states.DISMISS, reasons=[REASON], **how),
    "decide_appeal": actions.decide_appeal,
    "lead_back": actions.lead_back,
}
OWN: dict[str, Any] = {
    "withdraw": actions.withdraw,
    "answer": lambda one, **how: actions.answer(one, "Yes.", **how),
    "reply": lambda one, **how: actions.reply(one, "No.", **how),
    "appeal": lambda one, **how: actions.appeal(one, "Look again.", **how),
    "withdraw_appeal": actions.withdraw_appeal,
    "send": actions.send,
}


class AnySequence(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.moment = world.NOON

    @initialize(state=st.sampled_from(FROM))
    def somebody_applied(self, state: str) -> None:
        with clock.at(self.moment):
            self.id, self.by = world.in_state(state)
            roles = ("registrar", "registrar", "registrar", "registrar", "head_of_registration", "checks_officer")
            self.staff = [world.ready(self.id, role) for role in roles]
            self.stranger = world.an_applicant()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def attempt(self, step: Any, by: Any) -> None:
        """A step is taken whole, or refused and leaves no trace."""
        self.moment += timedelta(hours=1)
        before = self.told()
        with clock.at(self.moment):
            try:
                step(self.id, by=by, because=BECAUSE)
            except NotAllowed:
                assert self.told() == before
                return
        lawful = {row.result(before[0]) for row in states.APPLICATION.open_from(before[0])}
        assert world.state_of(self.id) in lawful

    def told(self) -> tuple[str, int, int]:
        state, steps = Application.objects.values_list("state", "steps_taken").get(pk=self.id)
        return state, steps, Entry.objects.filter(person_id=self.by.person_id).count()

    @rule(who=STAFF, step=st.sampled_from(sorted(STEPS)))
    def staff_try(self, who: int, step: str) -> None:
        self.attempt(STEPS[step], self.staff[who])

    @rule(step=st.sampled_from(sorted(OWN)))
    def the_applicant_tries(self, step: str) -> None:
        self.attempt(OWN[step], self.by)

    @rule(step=st.sampled_from(sorted(STEPS)))
    def the_applicant_tries_what_is_not_theirs(self, step: str) -> None:
        state = world.state_of(self.id)
        self.attempt(STEPS[step], self.by)
        assert world.state_of(self.id) == state

    @rule(step=st.sampled_from(sorted(STEPS | OWN)))
    def a_stranger_tries(self, step: str) -> None:
        state = world.state_of(self.id)
        self.attempt((STEPS | OWN)[step], self.stranger)
        assert world.state_of(self.id) == state

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.moment += timedelta(days=days)
        self.attempt(actions.stop_waiting, CLOCK)
        self.attempt(actions.stop_hearing, CLOCK)

    @precondition(lambda self: Check.objects.filter(application_id=self.id, state="open").exists())
    @rule()
    def checks_pass(self) -> None:
        with clock.at(self.moment):
            world.pass_checks(self.id)

    @invariant()
    def the_file_is_lawful(self) -> None:
        state = world.state_of(self.id)
        decisions = list(Decision.objects.filter(application=self.id))
        self.there_is_one_passage_of_an_open_file_and_none_of_another(state)
        self.nobody_is_on_the_register_but_by_a_decision(state, decisions)
        self.whoever_is_refused_was_heard(decisions)
        self.four_people_at_an_appeal(decisions)
        self.a_recommendation_waits_only_where_one_may(state)

    def there_is_one_passage_of_an_open_file_and_none_of_another(self, state: str) -> None:
        opened = list(Passage.objects.filter(application=self.id, until=None).values_list("state", flat=True))
        assert opened == ([state] if state in states.OPEN else [])

    def nobody_is_on_the_register_but_by_a_decision(self, state: str, decisions: list[Decision]) -> None:
        admitted = state == states.ADMITTED
        assert Registrant.objects.filter(person=self.by.person_id).exists() == admitted
        outcomes = {one.outcome for one in decisions}
        assert bool(outcomes & {states.ADMIT, states.ALLOW}) == admitted

    def whoever_is_refused_was_heard(self, decisions: list[Decision]) -> None:
        for decision in (one for one in decisions if one.outcome in (states.REFUSE, states.DISMISS)):
            notices = InformationRequest.objects.filter(application=self.id, hearing=True, closed_at__isnull=False)
            assert notices.filter(closed_at__lte=decision.decided_at).exists()

    def four_people_at_an_appeal(self, decisions: list[Decision]) -> None:
        persons = [one for row in decisions for one in (row.decided_person, row.recommended_person) if one]
        assert len(persons) == len(set(persons))

    def a_recommendation_waits_only_where_one_may(self, state: str) -> None:
        waits = Recommendation.objects.filter(application=self.id, state=states.PENDING).exists()
        assert waits if state == states.RECOMMENDED else not waits or state == states.APPEALED


@pytest.mark.django_db
def test_whatever_is_tried_the_file_stays_lawful():
    run_state_machine_as_test(
        AnySequence,
        settings=settings(
            max_examples=8,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
