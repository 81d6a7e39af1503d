"""What the database itself refuses, whatever the code says."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from careregister.applications import actions, states
from careregister.applications.models import Application, Decision, InformationRequest, Recommendation, SecondLook
from careregister.applications.tests import world
from careregister.applications.tests.world import BECAUSE
from careregister.base import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


def decision(application: Application, **said: Any) -> Decision:
    fields = {
        "application": application,
        "subject_person": application.person_id,
        "outcome": states.ADMIT,
        "criteria_since": world.TODAY,
        "decided_person": uuid4(),
        "decided_account": uuid4(),
        "decided_role": "registrar",
        "decided_at": clock.now(),
    }
    return Decision(**(fields | said))


def violates(name: str, write: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def test_three_persons_decide_recommend_and_are_decided_about():
    application = Application.objects.get(pk=world.sent()[0])
    same = uuid4()
    for said in (
        {"decided_person": application.person_id},
        {"decided_person": same, "recommended_person": same},
        {"recommended_person": application.person_id},
    ):
        violates("decision_three_persons", decision(application, **said).save)


@pytest.mark.parametrize("outcome", [states.REFUSE, states.ALLOW, states.DISMISS])
def test_all_but_a_clean_admission_takes_two(outcome):
    application = Application.objects.get(pk=world.sent()[0])
    violates("decision_by_two", decision(application, outcome=outcome, reasons=["x"]).save)
    violates("decision_by_two", decision(application, equivalence=True).save)


def test_nobody_is_refused_without_a_reason():
    application = Application.objects.get(pk=world.sent()[0])
    violates("decision_reasoned", decision(application, outcome=states.REFUSE, recommended_person=uuid4()).save)


def test_the_recommender_is_neither_the_applicant_nor_the_one_who_accepts():
    application_id, by = world.recommended()
    row = Recommendation.objects.filter(application=application_id)
    violates("recommendation_not_about_oneself", lambda: row.update(recommended_person=by.person_id))
    same = row.get().recommended_person
    closed = {"state": states.ACCEPTED, "closed_at": clock.now()}
    violates("recommendation_three_persons", lambda: row.update(closed_person=same, **closed))
    violates("recommendation_three_persons", lambda: row.update(closed_person=by.person_id, **closed))
    violates("recommendation_closed_by_somebody", lambda: row.update(state=states.SENT_BACK))


def test_the_second_look_is_by_another_person():
    application = Application.objects.get(pk=world.sent()[0])
    made = decision(application)
    made.save()
    first = made.decided_person
    look = SecondLook(decision=made, first_person=first, drawn_at=clock.now(), draw=0.01)
    look.looked_person, look.looked_at, look.agreed = first, clock.now(), True
    violates("second_look_by_another", look.save)


def test_a_person_has_one_open_application_and_one_open_question():
    application_id, by = world.in_state(states.INFORMATION_REQUESTED)
    violates("application_one_open", lambda: Application.objects.create(reference="BBBB-CCCC", person_id=by.person_id))
    first = InformationRequest.objects.get(application=application_id)
    violates(
        "request_one_open",
        lambda: InformationRequest.objects.create(
            application_id=application_id,
            question="?",
            asked_person=first.asked_person,
            asked_account=first.asked_account,
            answer_by=world.TODAY,
        ),
    )


def test_what_was_sent_has_its_rules_and_what_is_over_its_day():
    row = Application.objects.filter(pk=world.sent()[0])
    violates("application_criteria_frozen", lambda: row.update(criteria=None))
    violates("application_ended_when", lambda: row.update(state=states.ADMITTED))
    violates("application_state", lambda: row.update(state="forgotten"))
    draft = Application.objects.filter(pk=world.draft()[0])
    violates("application_sent_before_review", lambda: draft.update(state=states.IN_REVIEW))


@pytest.mark.parametrize("statement", ["update", "delete"])
def test_decisions_appeals_and_notes_are_never_altered(statement):
    application_id, _by = world.appealed()
    actions.note(application_id, by=world.staff(), because=BECAUSE)
    application = Application.objects.get(pk=application_id)
    for rows in (application.decisions, application.appeals, application.notes):
        change = rows.all()._raw_delete if statement == "delete" else _changed(rows)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change("default")


def _changed(rows: Any) -> Any:
    return lambda _database: rows.update(application=rows.get().application)
