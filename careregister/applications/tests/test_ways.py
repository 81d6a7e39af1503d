"""The ways through an application, from a draft to the register, to a refusal and to an appeal."""

import pytest

from careregister.applications import actions, clean, queries, states
from careregister.applications.models import Application, Decision, Passage, Recommendation
from careregister.applications.tests import world
from careregister.applications.tests.world import BECAUSE, REASON
from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.letters.models import Letter
from careregister.people import queries as people
from careregister.register.models import Registrant

pytestmark = pytest.mark.django_db

REACHED = tuple(state for state in states.APPLICATION.states if state not in (states.LED_BACK, states.DISCARDED))


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


@pytest.mark.parametrize("state", REACHED)
def test_every_state_is_reached_by_lawful_steps_and_the_file_is_read_whole(state):
    application_id, by = world.in_state(state)
    application = Application.objects.get(pk=application_id)
    assert application.state == state
    opened = Passage.objects.filter(application=application, until=None).values_list("state", flat=True)
    assert list(opened) == ([state] if state in states.OPEN else [])
    mine = world.mine(by)
    assert mine is not None
    assert mine.state == state
    a_file_is_read_whole(application, by)


def test_a_clean_file_is_admitted_by_one_and_shows_what_the_person_chose():
    application_id, by = world.in_review()
    world.pass_checks(application_id)
    registrar = world.ready(application_id)
    decision = Decision.objects.get(pk=actions.admit(application_id, by=registrar, because=BECAUSE))
    registrant = Registrant.objects.get(person=by.person_id)
    assert decision.act == registrant.acts.order_by("recorded_at")[0].pk
    assert registrant.acts.get(pk=decision.act).authority_ref == application_id
    assert registrant.public_facts.name_shown == "known_as"
    assert registrant.public_facts.town == "Sale"
    assert registrant.person.names.get(kind="former").findable
    assert not registrant.person.names_open
    assert registrant.tier_spans.get().tier == "foundation"


def test_sending_lodges_the_answers_and_opens_the_checks():
    application_id, by = world.sent()
    assert people.names_for(by.person_id).legal == "Amara Okafor"
    assert {one.kind for one in people.contacts_of(by.person_id)} >= {"address", "email"}
    whole = world.whole(Application.objects.get(pk=application_id).reference, world.staff())
    assert {one.kind for one in whole.checks} == {
        "identity", "criminal_record", "employment", "references", "training", "character",
    }  # fmt: skip
    assert sorted(one.kind for one in whole.asks) == ["employer_dbs", "reference", "reference"]


def test_sending_again_after_a_question_doubles_nothing():
    application_id, by = world.in_review()
    actions.ask(application_id, sections=["references", "employment"], by=world.ready(application_id), because=BECAUSE)
    actions.save(application_id, "references", world.ANSWERS["references"], seen=1, by=by)
    actions.answer(application_id, "Done.", by=by, because=BECAUSE)
    whole = world.whole(Application.objects.get(pk=application_id).reference, world.staff())
    assert len(whole.asks) == 3
    assert whole.state == states.IN_REVIEW


def test_a_refusal_tells_its_reasons_and_until_when_it_may_be_appealed():
    application_id, by = world.refused()
    letter = Letter.objects.filter(kind="applications.refused").get()
    body = letter.words.opened("body")
    assert "Nobody who knows your work could speak for you." in body
    assert "8 July 2026" in body
    mine = world.mine(by)
    assert mine.may_appeal
    assert mine.decision.appeal_by.isoformat() == "2026-07-08"
    assert application_id == mine.id


def test_an_appeal_is_allowed_by_two_others():
    application_id, by = world.appealed()
    world.pass_checks(application_id)
    actions.recommend_on_appeal(application_id, states.ALLOW, by=world.ready(application_id), because=BECAUSE)
    actions.decide_appeal(application_id, by=world.ready(application_id), because=BECAUSE)
    assert world.state_of(application_id) == states.ADMITTED
    act = Registrant.objects.get(person=by.person_id).acts.order_by("recorded_at")[0]
    assert act.action == "admit_on_review"
    assert act.proposed_person != act.decided_person


def test_the_rules_are_those_of_the_day_it_was_sent(monkeypatch):
    application_id, _by = world.heard()
    application = Application.objects.get(pk=application_id)
    assert application.criteria
    application.criteria["refusal.reasons"]["value"] = [{"code": "another", "words": "Another."}]
    application.save()
    with pytest.raises(NotAllowed, match="unknown_reason"):
        actions.recommend(
            application_id, states.REFUSE, reasons=[REASON], by=world.ready(application_id), because=BECAUSE
        )


def test_an_appeal_is_withdrawn_once_and_the_refusal_stands():
    application_id, by = world.appealed()
    put = actions.recommend_on_appeal(
        application_id, states.DISMISS, reasons=[REASON], by=world.ready(application_id), because=BECAUSE
    )
    actions.withdraw_appeal(application_id, by=by, because=BECAUSE)
    assert world.state_of(application_id) == states.APPEAL_WITHDRAWN
    assert Recommendation.objects.get(pk=put).state == states.DROPPED
    assert Letter.objects.filter(kind="applications.appeal_withdrawn").count() == 1
    mine = world.mine(by)
    assert (mine.may_appeal, mine.may_withdraw_appeal, mine.decision.outcome) == (False, False, states.REFUSE)
    with pytest.raises(NotAllowed, match="not_lawful_now"):
        actions.appeal(application_id, "Again.", by=by, because=BECAUSE)
    with pytest.raises(NotAllowed, match="not_lawful_now"):
        actions.decide_appeal(application_id, by=world.ready(application_id), because=BECAUSE)
    again, _by = world.draft(by)
    actions.send(again, by=by, because=BECAUSE)
    assert [one.pk for one in clean.earlier(Application.objects.get(pk=again)) if clean.weighs(one)] == [application_id]


def a_file_is_read_whole(application, by):
    if application.sent_at is None:
        assert world.whole(application.reference, world.staff()) is None
        return
    whole = world.whole(application.reference, world.staff())
    assert whole.sections[0].code == "about_you"
    assert all(opening.closed in {"interest_not_declared", ""} for opening in whole.openings)
    assert queries.queue(world.staff(), queries.Filters(show="ended" if application.ended_at else "open")).total == 1
    assert by.person_id == whole.person_id
