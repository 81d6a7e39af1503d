"""Every step says no, with its reason, to whoever may not take it or not now; and nothing is written then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from careregister.applications import actions, states
from careregister.applications.models import Application, Match
from careregister.applications.tests import world
from careregister.applications.tests.world import BECAUSE, REASON
from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK, Because
from careregister.base.refusals import NotAllowed
from careregister.people.models import Person
from careregister.register.tests import world as register

pytestmark = pytest.mark.django_db
Step = Callable[..., Any]

# Each step as whoever it is for takes it, and a state from which it is lawful.
BY_THE_PERSON: dict[str, tuple[Step, str]] = {
    "send": (actions.send, states.DRAFT),
    "withdraw": (actions.withdraw, states.SUBMITTED),
    "answer": (lambda one, **how: actions.answer(one, "Yes.", **how), states.INFORMATION_REQUESTED),
    "reply": (lambda one, **how: actions.reply(one, "No.", **how), states.BEING_HEARD),
    "appeal": (lambda one, **how: actions.appeal(one, "Look again.", **how), states.REFUSED),
    "withdraw_appeal": (actions.withdraw_appeal, states.APPEALED),
}
BY_REGISTRARS: dict[str, tuple[Step, str]] = {
    "give_notice": (lambda one, **how: actions.give_notice(one, [REASON], **how), states.IN_REVIEW),
    "admit": (actions.admit, states.IN_REVIEW),
    "recommend": (lambda one, **how: actions.recommend(one, states.ADMIT, **how), states.IN_REVIEW),
    "send_back": (actions.send_back, states.RECOMMENDED),
    "accept_recommendation": (actions.accept_recommendation, states.RECOMMENDED),
    "lead_back": (actions.lead_back, states.IN_REVIEW),
    "recommend_on_appeal": (
        lambda one, **how: actions.recommend_on_appeal(one, states.DISMISS, reasons=[REASON], **how),
        states.APPEALED,
    ),
    "decide_appeal": (actions.decide_appeal, states.APPEALED),
}
BY_WORKERS: dict[str, tuple[Step, str]] = {
    "take_up": (actions.take_up, states.SUBMITTED),
    "ask": (actions.ask, states.IN_REVIEW),
    "stop_waiting": (actions.stop_waiting, states.INFORMATION_REQUESTED),
}
BY_STAFF = BY_REGISTRARS | BY_WORKERS


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


def refused(reason: str, step: Step, *args: Any, **how: Any) -> NotAllowed:
    """The step is refused with this reason, and left no trace."""
    before = _rows()
    with pytest.raises(NotAllowed) as caught:
        step(*args, because=how.pop("because", BECAUSE), **how)
    assert caught.value.reason == reason
    assert _rows() == before
    return caught.value


def _rows() -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from applications_passage), (select count(*) from applications_decision),"
            " (select count(*) from applications_recommendation), (select sum(steps_taken) from applications_application),"
            " (select count(*) from history_entry), (select count(*) from letters_letter)"
        )
        return cursor.fetchone()


@pytest.mark.parametrize("state", sorted({state for _step, state in (BY_THE_PERSON | BY_STAFF).values()}))
def test_a_step_is_refused_to_whom_it_is_not_for(state, subtests):
    application_id, by = world.in_state(state)
    for steps, promise in (
        (BY_THE_PERSON, the_persons_own_steps_are_nobody_elses),
        (BY_STAFF, steps_of_staff_need_the_role_and_a_word_about_knowing_the_person),
        (BY_REGISTRARS, a_checks_officer_decides_nothing),
        (BY_STAFF, of_two_who_saw_the_same_page_the_second_is_told),
    ):
        for name, (step, lawful_from) in steps.items():
            if lawful_from == state:
                with subtests.test(promise.__name__, step=name):
                    promise(step, application_id, by)


def the_persons_own_steps_are_nobody_elses(step, application_id, _by):
    refused("not_yours", step, application_id, by=world.an_applicant())
    refused("wrong_role", step, application_id, by=world.ready(application_id))
    refused("wrong_role", step, application_id, by=CLOCK)
    refused("wrong_role", step, application_id, by=ANONYMOUS)


def steps_of_staff_need_the_role_and_a_word_about_knowing_the_person(step, application_id, by):
    refused("wrong_role", step, application_id, by=by)
    for role in ("auditor", "case_manager", "administrator", "membership_officer"):
        refused("wrong_role", step, application_id, by=world.staff(role))
    refused("interest_not_declared", step, application_id, by=world.staff())
    refused("own_record", step, application_id, by=world.staff(person=by.person_id))
    knows = world.staff()
    actions.declare_interest(application_id, conflict=True, by=knows, because=Because("knows", "My cousin."))
    refused("conflict_declared", step, application_id, by=knows)


def a_checks_officer_decides_nothing(step, application_id, _by):
    refused("wrong_role", step, application_id, by=world.staff("checks_officer"))


def of_two_who_saw_the_same_page_the_second_is_told(step, application_id, _by):
    seen = Application.objects.get(pk=application_id).steps_taken
    other = world.ready(application_id)
    actions.note(application_id, by=other, because=BECAUSE)
    refused("changed_meanwhile", step, application_id, by=other, seen=seen)


def test_nobody_takes_a_step_that_the_table_does_not_have_from_here():
    for state in (states.DRAFT, states.SUBMITTED, states.ADMITTED, states.WITHDRAWN):
        application_id, by = world.in_state(state)
        registrar = world.ready(application_id)
        for name, (step, lawful_from) in BY_STAFF.items():
            if lawful_from != state and not (name == "lead_back" and state == states.SUBMITTED):
                reason = "nothing_recommended" if name == "accept_recommendation" else "not_lawful_now"
                refused(reason, step, application_id, by=registrar)
        for step, lawful_from in BY_THE_PERSON.values():
            if lawful_from != state and not (step is actions.withdraw and state == states.DRAFT):
                refused("not_lawful_now", step, application_id, by=by)


def test_while_the_applicant_is_asked_nothing_is_decided():
    application_id, _by = world.in_state(states.INFORMATION_REQUESTED)
    registrar = world.ready(application_id)
    for name in ("admit", "recommend", "give_notice", "ask"):
        refused("information_outstanding", BY_STAFF[name][0], application_id, by=registrar)


def test_a_file_that_is_not_clean_is_admitted_by_nobody_alone():
    application_id, _by = world.in_review()
    said = refused("not_clean", actions.admit, application_id, by=world.ready(application_id))
    assert "check:identity" in said.detail["parts"]  # type: ignore[operator]


def test_a_declaration_makes_a_file_one_for_two():
    worse = world.ANSWERS["health_and_character"] | {"unspent": "yes"}
    application_id, _by = world.in_review(health_and_character=worse)
    world.pass_checks(application_id)
    said = refused("not_clean", actions.admit, application_id, by=world.ready(application_id))
    assert said.detail["parts"] == ["declared:unspent"]
    actions.recommend(application_id, states.ADMIT, by=world.ready(application_id), because=BECAUSE)
    actions.accept_recommendation(application_id, by=world.ready(application_id), because=BECAUSE)
    assert world.state_of(application_id) == states.ADMITTED


def test_not_even_two_admit_without_identity_and_criminal_record():
    application_id, _by = world.in_review()
    recommend = BY_REGISTRARS["recommend"][0]
    said = refused("not_clean", recommend, application_id, by=world.ready(application_id))
    assert set(said.detail["parts"]) == {"check:identity", "check:criminal_record"}  # type: ignore[call-overload]


def test_nobody_is_refused_unheard_nor_for_a_reason_they_never_heard():
    application_id, _by = world.in_review()
    registrar = world.ready(application_id)
    refused("heard_first", actions.recommend, application_id, states.REFUSE, reasons=[REASON], by=registrar)
    actions.give_notice(application_id, [REASON], by=registrar, because=BECAUSE)
    refused("information_outstanding", actions.recommend, application_id, states.REFUSE, reasons=[REASON], by=registrar)
    actions.reply(application_id, "No.", by=_by, because=BECAUSE)
    refused("heard_first", actions.recommend, application_id, states.REFUSE, reasons=["barred"], by=registrar)
    refused("unknown_reason", actions.recommend, application_id, states.REFUSE, reasons=["dislike"], by=registrar)
    refused("reasons_missing", actions.recommend, application_id, states.REFUSE, by=registrar)
    refused("unknown_outcome", actions.recommend, application_id, states.DISMISS, by=registrar)
    wordless = {"reasons": [REASON], "by": registrar, "because": Because("x")}
    refused("words_missing", actions.recommend, application_id, states.REFUSE, **wordless)


def test_whoever_recommended_does_not_decide():
    application_id, _by = world.heard()
    registrar = world.ready(application_id)
    actions.recommend(application_id, states.REFUSE, reasons=[REASON], by=registrar, because=BECAUSE)
    refused("needs_second_person", actions.accept_recommendation, application_id, by=registrar)
    # The same human under another account is the same human.
    again = replace(registrar, account_id=uuid4())
    refused("needs_second_person", actions.accept_recommendation, application_id, by=again)


def test_an_appeal_is_for_people_who_had_no_part():
    application_id, by = world.heard()
    first, second = world.ready(application_id), world.ready(application_id)
    actions.recommend(application_id, states.REFUSE, reasons=[REASON], by=first, because=BECAUSE)
    actions.accept_recommendation(application_id, by=second, because=BECAUSE)
    actions.appeal(application_id, "Look again.", by=by, because=BECAUSE)
    recommend = BY_REGISTRARS["recommend_on_appeal"][0]
    for one in (first, second):
        refused("decided_before", recommend, application_id, by=one)
    third = world.ready(application_id)
    refused("nothing_recommended", actions.decide_appeal, application_id, by=third)
    recommend(application_id, by=third, because=BECAUSE)
    refused("already_recommended", recommend, application_id, by=world.ready(application_id))
    refused("needs_second_person", actions.decide_appeal, application_id, by=third)
    for one in (first, second):
        refused("decided_before", actions.decide_appeal, application_id, by=one)
        refused("decided_before", actions.send_back, application_id, by=one)


def test_an_appeal_has_its_days():
    application_id, by = world.refused()
    with clock.at(world.NOON + timedelta(days=29)):
        refused("too_late_to_appeal", actions.appeal, application_id, "Look.", by=by)
    with clock.at(world.NOON + timedelta(days=28)):
        actions.appeal(application_id, "Look.", by=by, because=BECAUSE)


def _match(application_id: UUID, other: Person | None = None) -> Match:
    return Match.objects.create(
        application_id=application_id,
        other=other or Person.objects.create(),
        weight=12.0,
        probability=0.99,
        reasons=[],
        model_edition="test",
        found_at=clock.now(),
    )


def test_nothing_is_decided_while_it_may_be_somebody_we_know():
    application_id, _by = world.in_review()
    world.pass_checks(application_id)
    match = _match(application_id)
    registrar = world.ready(application_id)
    for name in ("admit", "recommend", "give_notice", "lead_back"):
        refused("match_undecided", BY_STAFF[name][0], application_id, by=registrar)
    refused("no_match", actions.say_same, application_id, uuid4(), by=registrar)
    refused("wrong_role", actions.say_same, application_id, match.pk, by=world.staff("checks_officer"))
    refused("own_record", actions.say_same, application_id, match.pk, by=world.staff(person=match.other_id))
    refused("words_missing", actions.say_same, application_id, match.pk, by=registrar, because=Because("x"))
    actions.say_different(application_id, match.pk, by=registrar, because=BECAUSE)
    refused("no_earlier_record", actions.lead_back, application_id, by=registrar)
    actions.say_same(application_id, match.pk, by=registrar, because=BECAUSE)
    refused("not_clean", actions.admit, application_id, by=registrar)
    actions.lead_back(application_id, by=registrar, because=BECAUSE)
    assert world.state_of(application_id) == states.LED_BACK
    refused("not_lawful_now", actions.say_different, application_id, match.pk, by=registrar)


def test_somebody_whom_a_panel_removed_is_put_before_two_and_not_led_back():
    with clock.at(world.NOON - timedelta(days=400)):
        removed = register.in_standing("removed_by_decision")
    application_id, _by = world.in_review()
    match = _match(application_id, removed.person)
    registrar = world.ready(application_id)
    actions.say_same(application_id, match.pk, by=registrar, because=BECAUSE)
    refused("removed_before", actions.lead_back, application_id, by=registrar)
    world.pass_checks(application_id)
    refused("not_clean", actions.admit, application_id, by=registrar)
    refused("already_registrant", actions.recommend, application_id, states.ADMIT, by=registrar)  # restored, if at all
    actions.give_notice(application_id, [world.REASON], by=registrar, because=BECAUSE)


def test_a_file_is_handed_only_to_somebody_who_works_on_files():
    application_id, _by = world.in_review()
    refused("owner_wrong_role", actions.hand_to, application_id, uuid4(), by=world.staff())


def test_the_second_look_is_by_another():
    application_id, _by = world.in_review()
    application = Application.objects.get(pk=application_id)
    assert application.criteria
    application.criteria["admission.second_look_share"]["value"] = 1.0
    application.save()
    world.pass_checks(application_id)
    registrar = world.ready(application_id)
    refused("no_second_look", actions.look_again, application_id, True, by=registrar)
    actions.admit(application_id, by=registrar, because=BECAUSE)
    refused("needs_second_person", actions.look_again, application_id, True, by=registrar)
    other = world.ready(application_id)
    refused("words_missing", actions.look_again, application_id, False, by=other, because=Because("x"))
    actions.look_again(application_id, True, by=other, because=BECAUSE)
    refused("already_looked", actions.look_again, application_id, True, by=other)


def test_nobody_begins_for_another_nor_twice_nor_as_a_registrant():
    applicant = world.an_applicant()
    refused("not_yours", actions.begin, applicant.person_id, by=world.an_applicant())
    actions.begin(applicant.person_id, by=applicant, because=BECAUSE)
    refused("application_open", actions.begin, applicant.person_id, by=applicant)
    _id, admitted = world.in_state(states.ADMITTED)
    refused("already_registrant", actions.begin, admitted.person_id, by=admitted)
