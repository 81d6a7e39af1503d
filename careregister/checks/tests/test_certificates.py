"""Certificates, and what the Update Service says of them."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK
from careregister.base.refusals import NotAllowed
from careregister.checks import actions, jobs, queries
from careregister.checks.models import Certificate, Check, CheckDocument, StatusCheck
from careregister.checks.tests.world import BECAUSE, asked_about, certificate, opened, rules, themselves, worker
from careregister.evidence.models import Document
from careregister.history.models import Entry
from careregister.letters.models import Letter
from careregister.people.models import Contact, Person
from careregister.people.roles import ROLES
from careregister.people.tests.world import actor

pytestmark = pytest.mark.django_db


def answered(first: str, person: Person | None = None) -> tuple[Check, StatusCheck]:
    """A criminal record check whose certificate was asked about once."""
    check = Check.objects.get(pk=opened(person := person or worker(), "criminal_record"))
    given = certificate(person, check.application_id, first)
    question = actions.ask_update_service(given, by=actor("checks_officer", name="Ada Minister"), because=BECAUSE)
    jobs.ask_update_service(str(question))
    check.refresh_from_db()
    return check, StatusCheck.objects.get(pk=question)


@pytest.mark.parametrize(
    "modes", ['register = true, register_legal_basis = " "', 'register = false, register_legal_basis = "Agreed"']
)
def test_the_register_asks_nobody_without_a_recorded_basis(settings, update_service: str, tmp_path: Path, modes: str):
    _check, question = answered("1")
    settings.BODY_FILE = rules(tmp_path, modes)
    with pytest.raises(NotAllowed, match="mode_not_open"):
        certificate(worker(), uuid4())
    with pytest.raises(NotAllowed, match="mode_not_open"):
        actions.ask_update_service(question.certificate_id, by=actor("checks_officer"), because=BECAUSE)
    assert jobs.recheck_due(wait=print) == 0


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"checks_officer"}))
def test_only_a_checks_officer_asks(update_service: str, role: str):
    given = certificate(worker(), uuid4())
    with pytest.raises(NotAllowed, match="wrong_role"):
        actions.ask_update_service(given, by=actor(role), because=BECAUSE)


def test_nobody_asks_about_their_own_certificate(update_service: str):
    officer = actor("checks_officer")
    given = certificate(worker(), uuid4())
    Certificate.objects.filter(pk=given).update(person_id=officer.person_id)
    with pytest.raises(NotAllowed, match="own_record"):
        actions.ask_update_service(given, by=officer, because=BECAUSE)
    assert queries.officer_tasks(officer) == ()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"number": "12345678901"}, "certificate_number"),
        ({"number": "12345678901x"}, "certificate_number"),
        ({"number": "١٢٣٤٥٦٧٨٩٠١٢"}, "certificate_number"),
        ({"number": ""}, "certificate_number"),
        ({"surname": " "}, "certificate_surname"),
        ({"issued_on": None}, "certificate_date"),
        ({"issued_on": date(2999, 1, 1)}, "certificate_date"),
        ({"level": "basic"}, "certificate_kind"),
        ({"workforce": "animals"}, "certificate_kind"),
        ({"mode": "guess"}, "mode_not_open"),
    ],
)
def test_a_certificate_that_cannot_be_right_is_not_taken(update_service: str, wrong: dict, reason: str):
    with pytest.raises(NotAllowed, match=reason):
        certificate(worker(), uuid4(), **wrong)


def test_number_and_surname_are_sealed_and_a_corrected_one_replaces(update_service: str):
    person, application = worker(), uuid4()
    first, second = certificate(person, application), certificate(person, application, "2", mode="update_service")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from checks_certificate where number like %s", [b"%3456%"])
        assert cursor.fetchone() == (0,)
    rows = {row.pk: row for row in Certificate.objects.filter(application_id=application)}
    assert rows[first].replaced_at is not None
    assert (rows[second].opened("number"), rows[second].opened("surname")) == ("201234567890", "Okafor")
    with pytest.raises(NotAllowed, match="certificate_replaced"):
        actions.ask_update_service(first, by=actor("checks_officer"), because=BECAUSE)


@pytest.mark.parametrize(
    ("first", "trouble"), [("5", "not_xml"), ("6", "no_result"), ("7", "not_xml"), ("8", "slow"), ("9", "status_500")]
)
def test_no_answer_is_unknown_and_asked_again(update_service: str, first: str, trouble: str):
    check, question = answered(first)
    assert (check.state, question.code, question.trouble) == ("open", "", trouble)
    assert not Letter.objects.exists()
    assert jobs.recheck_due(wait=lambda _seconds: None) == 0
    question.refresh_from_db()
    assert question.attempts == 2
    assert [task.what for task in queries.officer_tasks(actor("checks_officer"))] == ["no_answer"]


def test_new_information_is_a_private_task_and_changes_nothing_else(update_service: str):
    check, question = answered("3")
    officer = actor("checks_officer")
    assert check.state == "open"
    assert not Letter.objects.exists()
    (task,) = queries.officer_tasks(officer)
    assert (task.what, task.question_id) == ("new_information", question.pk)
    for role in ("registrar", "head_of_registration", "auditor"):
        with pytest.raises(NotAllowed, match="wrong_role"):
            queries.officer_tasks(actor(role))
        with pytest.raises(NotAllowed, match="wrong_role"):
            actions.take_up(question.pk, by=actor(role), because=BECAUSE)
    actions.take_up(question.pk, by=officer, because=BECAUSE)
    assert queries.officer_tasks(officer) == ()
    with pytest.raises(NotAllowed, match="already_taken_up"):
        actions.take_up(question.pk, by=officer, because=BECAUSE)


def test_new_information_about_somebody_registered_changes_no_word(update_service: str):
    check, question = answered("1")
    actions.accept(check.pk, by=actor("checks_officer"), because=BECAUSE)
    before = queries.check(check.pk, actor("registrar"))
    person = Person.objects.get(pk=check.person_id)
    Certificate.objects.filter(pk=question.certificate_id).update(replaced_at=clock.now())
    again = actions.ask_update_service(
        certificate(person, check.application_id, "3"), by=actor("checks_officer"), because=BECAUSE
    )
    jobs.ask_update_service(str(again))
    assert queries.check(check.pk, actor("registrar")) == before
    assert not Letter.objects.exists()


def test_not_found_asks_the_worker_to_look_again_and_is_not_adverse(update_service: str):
    person = worker()
    Contact.sealed_for(person, "email", "grace@example.org").save()
    check, question = answered("4", person)
    assert check.state == "waiting"
    letter = Letter.objects.get(person=person)
    assert (letter.kind, letter.cause_id) == ("checks.certificate_not_found", question.certificate_id)
    assert "could not find it" in letter.words.opened("body")
    assert queries.wants_correcting(check.application_id, person.pk)
    assert [task.what for task in queries.officer_tasks(actor("checks_officer"))] == ["not_found"]
    facts = queries.check(check.pk, actor("registrar"))
    assert facts is not None
    assert facts.state == "open"
    certificate(person, check.application_id, "1")
    check.refresh_from_db()
    assert check.state == "open"
    assert not queries.wants_correcting(check.application_id, person.pk)
    assert queries.officer_tasks(actor("checks_officer")) == ()


def test_asking_twice_is_one_question(update_service: str):
    _check, question = answered("1")
    officer = actor("checks_officer")
    assert actions.ask_update_service(question.certificate_id, by=officer, because=BECAUSE) == question.pk
    assert jobs.ask_update_service(str(question.pk)) == ""
    jobs.recheck_due(wait=lambda _seconds: None)
    assert StatusCheck.objects.filter(certificate_id=question.certificate_id).count() == 1


def test_a_question_in_hand_is_not_put_by_another(update_service: str):
    _check, question = answered("9")
    assert actions.begin_question(question.pk, by=CLOCK, because=BECAUSE) is not None
    assert actions.begin_question(question.pk, by=CLOCK, because=BECAUSE) is None
    with clock.at(clock.now() + timedelta(minutes=6)):  # its process died
        assert actions.begin_question(question.pk, by=CLOCK, because=BECAUSE) is not None
    with pytest.raises(NotAllowed, match="not_the_clock"):
        actions.settle_question(question.pk, "NEW_INFO", by=ANONYMOUS, because=BECAUSE)


def test_a_late_second_answer_changes_nothing(update_service: str):
    _check, question = answered("1")
    actions.settle_question(question.pk, "NEW_INFO", by=CLOCK, because=BECAUSE)
    actions.leave_question(question.pk, "slow", by=CLOCK, because=BECAUSE)
    question.refresh_from_db()
    assert (question.code, question.trouble) == ("BLANK_NO_NEW_INFO", "")


def test_current_certificates_are_asked_about_again_when_due_once_and_politely(update_service: str):
    check, question = answered("1")
    actions.accept(check.pk, by=actor("checks_officer"), because=BECAUSE)
    number = question.certificate.opened("number")
    before = asked_about(update_service, number)
    due = clock.today() + relativedelta(months=6)
    pauses: list[float] = []
    with clock.at(clock.end_of_day(due - timedelta(days=1))):
        assert jobs.recheck_due(wait=pauses.append) == 0
    with clock.at(clock.start_of_day(due + timedelta(days=3))):  # nights that were missed are made up for
        assert jobs.recheck_due(wait=pauses.append) == 1
        assert jobs.recheck_due(wait=pauses.append) == 0
        check.refresh_from_db()
        assert check.expires_on == clock.today() + relativedelta(months=12, days=-1)
    assert asked_about(update_service, number) == before + 1
    assert pauses == [3.0]
    assert set(StatusCheck.objects.values_list("due_on", flat=True)) == {question.due_on, due}


def test_nobody_is_asked_about_for_ever(update_service: str):
    check, question = answered("1")
    actions.do_not_accept(check.pk, by=actor("checks_officer"), because=BECAUSE)
    with clock.at(clock.now() + timedelta(days=400)):
        assert jobs.recheck_due(wait=lambda _seconds: None) == 0
    assert StatusCheck.objects.get() == question


def test_of_somebody_whose_application_ended_nobody_asks_until_an_appeal_is_allowed(update_service: str):
    check, question = answered("1")
    officer = actor("checks_officer")
    actions.accept(check.pk, by=officer, because=BECAUSE)
    actions.stop_asking(check.application_id, by=officer, because=BECAUSE)
    with pytest.raises(NotAllowed, match="check_is_closed"):
        actions.ask_update_service(question.certificate_id, by=officer, because=BECAUSE)
    with clock.at(clock.now() + timedelta(days=200)):
        actions.make_due(question.certificate_id, clock.today(), by=CLOCK, because=BECAUSE)  # asked before it ended
        assert jobs.recheck_due(wait=lambda _seconds: None) == 0
        assert queries.officer_tasks(officer) == ()
        actions.admitted(check.application_id, by=officer, because=BECAUSE)
        assert jobs.recheck_due(wait=lambda _seconds: None) == 1


def pictured(person: Person) -> UUID:
    """A document that somebody gave, without its bytes."""
    return Document.objects.create(person=person, purpose="certificate", by_kind="person").pk


def test_pictures_go_within_six_months_of_the_first_decision_or_of_the_end():
    officer, person = actor("checks_officer"), worker()
    check, other, ended = (opened(person, kind) for kind in ("criminal_record", "insurance", "criminal_record"))
    picture, paper, second = (pictured(person) for _ in range(3))
    began, decided = clock.now(), clock.today()
    with clock.at(began):
        actions.accept(check, documents=[picture], by=officer, because=BECAUSE)
        actions.accept(other, documents=[paper], by=officer, because=BECAUSE)
        CheckDocument.objects.create(of_check_id=ended, document_id=second)
        actions.close_all(Check.objects.get(pk=ended).application_id, by=CLOCK, because=BECAUSE)
    with clock.at(began + timedelta(days=90)):
        actions.reopen(check, by=officer, because=BECAUSE)
    gone_already = CheckDocument.objects.create(of_check_id=check, document_id=uuid4())  # no such document any more
    last = decided + relativedelta(months=6)
    with clock.at(clock.start_of_day(last - timedelta(days=3))):
        assert jobs.destroy_images() == 0
    with clock.at(clock.start_of_day(last - timedelta(days=1))):
        assert (jobs.destroy_images(), jobs.destroy_images()) == (2, 0)
    kept = Document.objects.filter(destroyed_at=None)
    assert [one.pk for one in kept] == [paper]
    gone_already.refresh_from_db()
    assert gone_already.destroyed_at is None
    assert Entry.objects.filter(what="checks.image_destroyed").count() == 2


def test_an_employers_word_decides_nothing_and_is_walled():
    person = worker()
    check = opened(person, "criminal_record")
    actions.wait(check, by=CLOCK, because=BECAUSE)
    said: dict[str, Any] = {
        "seen_on": clock.today(),
        "level": "enhanced",
        "workforce": "adult",
        "content_with_it": False,
    }
    with pytest.raises(NotAllowed, match="wrong_role"):
        actions.attest(check, ask_id=uuid4(), by=themselves(person), because=BECAUSE, **said)
    with pytest.raises(NotAllowed, match="certificate_date"):
        actions.attest(check, ask_id=uuid4(), by=CLOCK, because=BECAUSE, **(said | {"seen_on": date(2999, 1, 1)}))
    ask = uuid4()
    actions.attest(check, ask_id=ask, by=CLOCK, because=BECAUSE, **said)
    with pytest.raises(NotAllowed, match="already_answered"):
        actions.attest(check, ask_id=ask, by=CLOCK, because=BECAUSE, **said)
    assert Check.objects.get(pk=check).state == "open"
    known, walled = queries.check(check, actor("checks_officer")), queries.check(check, actor("registrar"))
    assert known is not None
    assert walled is not None
    assert known.for_officer["attestations"][0]["content_with_it"] is False
    assert walled.for_officer == {}


def test_a_due_date_has_one_question(update_service: str):
    check, question = answered("1")
    actions.accept(check.pk, by=actor("checks_officer"), because=BECAUSE)
    due = clock.today() + relativedelta(months=6)
    ids = {actions.make_due(question.certificate_id, due, by=CLOCK, because=BECAUSE) for _ in range(2)}
    assert len(ids) == 1
