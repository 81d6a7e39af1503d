"""What somebody tries who would rather not be judged by two, or who is curious about somebody they know."""

import pytest

from careregister.applications import actions, states
from careregister.applications.linkage import queries as linkage
from careregister.applications.models import Application, Match, Section
from careregister.applications.tests import world
from careregister.applications.tests.world import BECAUSE
from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.history.models import Entry
from careregister.people.models import LEGAL, Person, PersonName
from careregister.register.actions.admission import issue_number
from careregister.register.models import ActWords, Registrant

pytestmark = pytest.mark.django_db
PART = "health_and_character"
NO = world.ANSWERS[PART]
YES = NO | {"unspent": "yes", "character_words": "A caution in Hull."}


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


def _row(application_id) -> Application:
    return Application.objects.get(pk=application_id)


def _asked_about_it(**changed):
    application_id, by = world.in_review(**changed)
    actions.ask(application_id, sections=[PART], by=world.ready(application_id), because=BECAUSE)
    return application_id, by


def _answer_of(whole, code):
    section = next(one for one in whole.sections if one.code == PART)
    return next(one for one in section.items[0] if one.code == code)


def test_a_yes_that_becomes_a_no_when_asked_is_still_for_two():
    application_id, by = _asked_about_it(health_and_character=YES)
    actions.save(application_id, PART, NO, seen=1, by=by)
    actions.save(application_id, PART, NO | {"_before": []}, seen=2, by=by)
    actions.answer(application_id, "", by=by, because=BECAUSE)
    world.pass_checks(application_id)
    registrar = world.ready(application_id)
    with pytest.raises(NotAllowed, match="not_clean") as caught:
        actions.admit(application_id, by=registrar, because=BECAUSE)
    assert caught.value.detail["parts"] == ["declared:unspent"]
    whole = world.whole(_row(application_id).reference, registrar)
    assert (_answer_of(whole, "unspent").words, _answer_of(whole, "unspent").before) == ("No", ("Yes",))
    assert _answer_of(whole, "character_words").before == ("A caution in Hull.",)
    assert "Hull" not in str(world.whole(_row(application_id).reference, world.staff("checks_officer")))
    assert b"Hull" not in bytes(Section.objects.get(application=application_id, code=PART).sealed)


def test_what_was_changed_and_never_sent_does_not_count():
    application_id, by = _asked_about_it(health_and_character=YES)
    actions.save(application_id, PART, NO, seen=1, by=by)
    actions.stop_waiting(application_id, by=world.ready(application_id), because=BECAUSE)
    assert Section.objects.get(application=application_id, code=PART).data == YES


@pytest.mark.parametrize("way", [states.BEING_HEARD, states.REFUSED])
def test_who_begins_anew_is_not_rid_of_what_was_before(way):
    before, by = world.in_state(way)
    if way == states.BEING_HEARD:
        actions.withdraw(before, by=by, because=BECAUSE)
    application_id, _by = world.draft(by)
    actions.send(application_id, by=by, because=BECAUSE)
    world.met_nobody(application_id)
    whole = world.whole(_row(application_id).reference, world.staff())
    assert "earlier" in whole.unclean
    assert [(one.reference, one.weighs) for one in whole.earlier] == [(_row(before).reference, True)]


def test_nor_of_a_yes_that_was_withdrawn():
    before, by = world.sent(health_and_character=YES)
    actions.withdraw(before, by=by, because=BECAUSE)
    application_id, _by = world.draft(by)
    actions.send(application_id, by=by, because=BECAUSE)
    assert "earlier" in world.whole(_row(application_id).reference, world.staff()).unclean


def test_but_whoever_only_thought_better_of_it_is_treated_as_new():
    before, by = world.sent()
    actions.withdraw(before, by=by, because=BECAUSE)
    application_id, _by = world.draft(by)
    actions.send(application_id, by=by, because=BECAUSE)
    whole = world.whole(_row(application_id).reference, world.staff())
    assert "earlier" not in whole.unclean
    assert [one.weighs for one in whole.earlier] == [False]


def _met(application_id) -> Match:
    other = Person.objects.create(names_open=True)
    PersonName.written(person=other, kind=LEGAL, full="Beatrix Quenby", family="Quenby", since=clock.now()).save()
    return Match.objects.create(
        application_id=application_id, other=other, weight=9, probability=0.9, reasons=[], model_edition="test",
        found_at=clock.now(),
    )  # fmt: skip


@pytest.mark.parametrize("role", ["registrar", "head_of_registration", "checks_officer", "auditor"])
def test_a_file_does_not_say_whom_we_may_have_met(role):
    application_id, _by = world.in_review()
    match = _met(application_id)
    whole = world.whole(_row(application_id).reference, world.staff(role))
    assert len(whole.matches) == 1
    assert "Quenby" not in str(whole)
    assert str(match.other_id) not in str(whole)
    assert not Entry.objects.filter(what="applications.match_looked_at").exists()


def test_who_knows_the_applicant_reads_neither_health_nor_whom_we_met():
    application_id, _by = world.in_review(health_and_character=YES)
    _met(application_id)
    friend = world.staff()
    actions.declare_interest(application_id, conflict=True, by=friend, because=BECAUSE)
    whole = world.whole(_row(application_id).reference, friend)
    assert "Hull" not in str(whole)
    assert not any(part.startswith("declared:") for part in whole.unclean)
    with pytest.raises(NotAllowed, match="conflict_declared"):
        linkage.matches(application_id, friend)


def test_who_said_that_they_know_somebody_cannot_take_it_back_to_decide():
    application_id, _by = world.in_review()
    friend = world.staff()
    actions.declare_interest(application_id, conflict=True, by=friend, because=BECAUSE)
    with pytest.raises(NotAllowed, match="conflict_declared"):
        actions.declare_interest(application_id, conflict=False, by=friend, because=BECAUSE)
    with pytest.raises(NotAllowed, match="conflict_declared"):
        actions.recommend(application_id, states.ADMIT, by=friend, because=BECAUSE)
    assert world.whole(_row(application_id).reference, friend).interest == "conflict"


def test_whoever_had_an_entry_is_not_admitted_a_second_time():
    application_id, _by = world.in_review()
    match = _met(application_id)
    Registrant.objects.create(person=match.other, number_id=issue_number())
    registrar = world.ready(application_id)
    actions.say_same(application_id, match.pk, by=registrar, because=BECAUSE)
    world.pass_checks(application_id)
    with pytest.raises(NotAllowed, match="already_registrant"):
        actions.recommend(application_id, states.ADMIT, by=registrar, because=BECAUSE)


def test_each_look_at_health_and_character_is_in_history_whatever_was_said():
    for changed in ({}, {"health_and_character": YES}):
        application_id, by = world.in_review(**changed)
        registrar = world.staff()
        for asker in (registrar, registrar, world.staff("auditor"), world.staff("checks_officer")):
            world.whole(_row(application_id).reference, asker)
        looks = Entry.objects.filter(what="applications.declarations_read", person_id=by.person_id)
        assert [(one.by_account, one.by_role, one.refs) for one in looks] == [(registrar.account_id, "registrar", {})]


def test_what_was_considered_is_not_copied_into_the_register():
    application_id, _by = world.recommended(states.ADMIT)
    actions.accept_recommendation(application_id, by=world.ready(application_id), because=BECAUSE)
    assert not ActWords.objects.filter(explanation__contains=BECAUSE.words).exists()
