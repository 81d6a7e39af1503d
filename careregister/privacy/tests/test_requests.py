"""Who may see, ask and answer: the refusals first."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK, Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history import queries as history
from careregister.letters.models import Letter
from careregister.people.tests import world
from careregister.privacy import actions, queries, states
from careregister.privacy.models import Copy, DataRequest

pytestmark = pytest.mark.django_db
WHY = Because("own_wish")


def owner(name: str = "Grace Okafor") -> Actor:
    return world.owner_of(world.account(name=name))


def the_person(by: Actor) -> UUID:
    assert by.person_id
    return by.person_id


def asked(by: Actor, kind: str = states.CORRECTION):
    return actions.ask(by.person_id, kind, "My name has two f.", by=by, because=WHY)


def refused(do, *args, **said) -> str:
    with pytest.raises(NotAllowed) as refusal:
        do(*args, **said)
    return refusal.value.reason


@pytest.mark.parametrize("role", ["auditor", "head_of_registration", "administrator", "registrar", "checks_officer"])
def test_no_role_reads_all_that_is_held_about_another(role: str):
    grace, staff = owner(), world.actor(role)
    assert refused(queries.held_about, grace.person_id, staff) == "not_your_data"
    assert refused(actions.ask_copy, grace.person_id, by=staff, because=WHY) == "not_your_data"


@pytest.mark.parametrize("by", [ANONYMOUS, CLOCK, Actor(kind=Kind.LINK)])
def test_nobody_without_a_person_reads_anything(by: Actor):
    assert refused(queries.held_about, owner().person_id, by) == "not_your_data"
    assert refused(queries.held_about, None, by) == "not_your_data"


def test_another_persons_file_is_not_fetched():
    grace, other = owner(), owner("Hope Other")
    made = actions.ask_copy(grace.person_id, by=grace, because=WHY)
    actions.make_copy(made, by=CLOCK, because=WHY)
    assert refused(actions.fetch_copy, made, by=other, because=WHY) == "not_your_data"
    assert refused(actions.fetch_copy, uuid4(), by=other, because=WHY) == "not_your_data"
    assert queries.copy_of(other.person_id, other) is None


@pytest.mark.parametrize("role", sorted({"auditor", "registrar", "checks_officer", "case_officer", "administrator"}))
def test_a_role_without_the_duty_answers_nothing(role: str):
    request, staff = asked(owner()), world.actor(role)
    assert refused(actions.answer, request, "Done.", by=staff, because=WHY) == "wrong_role"
    assert refused(actions.refuse, request, "must_stay", "No.", by=staff, because=WHY) == "wrong_role"
    assert refused(actions.erase_on_request, request, "Done.", by=staff, because=WHY) == "wrong_role"


def test_a_membership_officer_answers_complaints_and_sees_nothing_else():
    grace, officer = owner(), world.actor("membership_officer")
    correction, complaint = asked(grace), asked(grace, states.COMPLAINT)
    assert [one.id for one in queries.queue(officer)] == [complaint]
    assert refused(queries.read, correction, officer) == "wrong_role"
    assert refused(actions.answer, correction, "Done.", by=officer, because=WHY) == "wrong_role"
    actions.answer(complaint, "We are sorry.", by=officer, because=WHY)


def test_nobody_answers_their_own_request():
    account = world.account("head_of_registration")
    head = world.actor("head_of_registration")
    own = replace(head, person_id=account.person_id)
    request = actions.ask(own.person_id, states.ERASURE, "All of it.", by=own, because=WHY)
    assert refused(actions.answer, request, "Done.", by=own, because=WHY) == "own_record"
    assert refused(queries.read, request, own) == "own_record"
    assert request not in {one.id for one in queries.queue(own)}


def test_a_request_is_asked_once_and_has_words():
    grace = owner()
    assert refused(actions.ask, grace.person_id, states.ACCESS, "  ", by=grace, because=WHY) == "words_missing"
    asked(grace)
    assert refused(actions.ask, grace.person_id, states.CORRECTION, "Again", by=grace, because=WHY) == "request_waits"
    assert refused(actions.ask, grace.person_id, states.ACCESS, "Mine", by=owner("B"), because=WHY) == "not_your_data"


def test_after_an_answer_somebody_else_looks_again_and_then_the_commissioner():
    grace, first, second = owner(), world.actor("head_of_registration"), world.actor("head_of_registration")
    request = asked(grace)
    assert refused(actions.escalate, request, "Still wrong", by=grace, because=WHY) == "not_lawful_now"
    actions.refuse(request, "correct_already", "It is right.", by=first, because=WHY)
    assert refused(actions.answer, request, "Yes.", by=second, because=WHY) == "not_lawful_now"
    actions.escalate(request, "Still wrong", by=grace, because=WHY)
    assert refused(actions.answer, request, "No.", by=first, because=WHY) == "answered_before"
    actions.answer(request, "Now it has two f.", by=second, because=WHY)
    assert refused(actions.escalate, request, "And again", by=grace, because=WHY) == "not_lawful_now"
    shown = queries.one_of_mine(request, grace)
    assert shown
    assert shown.answer == "Now it has two f."
    assert "Still wrong" in shown.words


def test_the_clocks_are_a_calendar_month_and_thirty_days():
    grace = owner()
    correction = DataRequest.objects.get(pk=asked(grace))
    complaint = DataRequest.objects.get(pk=asked(grace, states.COMPLAINT))
    assert complaint.acknowledge_by - clock.today() == timedelta(days=30)
    assert correction.answer_by.month != clock.today().month


def test_every_step_is_written_to_history_and_to_the_person():
    grace, head = owner(), world.actor("head_of_registration")
    request = asked(grace)
    actions.acknowledge(request, by=head, because=WHY)
    actions.answer(request, "It is put right.", by=head, because=WHY)
    assert [one.what for one in history.of_subject("privacy.datarequest", request)] == [
        "privacy.answered",
        "privacy.acknowledged",
        "privacy.asked",
    ]
    kinds = Letter.objects.filter(person=grace.person_id).values_list("kind", flat=True)
    assert sorted(kinds) == ["privacy.answered", "privacy.received"]


def test_a_withdrawn_request_is_answered_by_nobody():
    grace, head = owner(), world.actor("head_of_registration")
    request = asked(grace)
    assert refused(actions.withdraw, request, by=owner("B"), because=WHY) == "not_your_data"
    actions.withdraw(request, by=grace, because=WHY)
    assert refused(actions.answer, request, "Done.", by=head, because=WHY) == "not_lawful_now"


def test_a_file_is_made_once_fetched_and_gone_after_three_days():
    grace = owner()
    made = actions.ask_copy(grace.person_id, by=grace, because=WHY)
    assert refused(actions.fetch_copy, made, by=grace, because=WHY) == "copy_being_made"
    assert refused(actions.ask_copy, grace.person_id, by=grace, because=WHY) == "copy_being_made"
    assert actions.make_copy(made, by=CLOCK, because=WHY) is True
    assert actions.make_copy(made, by=CLOCK, because=WHY) is False
    assert actions.fetch_copy(made, by=grace, because=WHY).startswith(b"PK")
    assert actions.copy_gone(made, by=CLOCK, because=WHY) is False
    with clock.at(clock.now() + timedelta(days=4)):
        assert refused(actions.fetch_copy, made, by=grace, because=WHY) == "copy_gone"
        assert actions.copy_gone(made, by=CLOCK, because=WHY) is True
    assert not Copy.objects.get(pk=made).pieces.exists()
    assert "privacy.copy_fetched" in {one.what for one in history.of_person(the_person(grace))}
