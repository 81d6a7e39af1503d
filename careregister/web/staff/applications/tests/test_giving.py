"""A checks officer records a certificate they were told of."""

from typing import Any

import pytest
from django.urls import reverse

from careregister.applications import actions
from careregister.applications.models import Application
from careregister.applications.tests import world as applications
from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.checks import actions as checks
from careregister.checks.models import Certificate, StatusCheck
from careregister.history.models import Entry
from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import client_for
from tests.harness.database import undone

pytestmark = pytest.mark.django_db
TOLD = {
    "mode": "umbrella", "number": "0012 3456 7890", "surname": "Okafor", "issued_on-day": "3", "issued_on-month": "3",
    "issued_on-year": "2026", "level": "enhanced_barred", "workforce": "adult",
}  # fmt: skip


@pytest.fixture
def file() -> Application:
    return Application.objects.get(pk=applications.in_review()[0])


def at(file: Application, page: str = "application_certificate_give") -> str:
    return reverse(f"staff:{page}", args=[file.reference])


def staff(file: Application, role: str = "checks_officer", *, conflict: bool | None = False):
    account = world.account(role, name="Somebody of Staff")
    if conflict is not None:
        by = world.actor_for(account)
        actions.declare_interest(file.pk, conflict=conflict, by=by, because=applications.BECAUSE)
    return client_for(account)


def test_told_and_recorded_without_a_word_of_what_it_says(file):
    client = staff(file)
    assert at(file) in client.get(at(file, "application_certificate")).content.decode()
    assert client.post(at(file), TOLD).status_code == 302
    kept = Certificate.objects.get(application_id=file.pk, replaced_at=None)
    assert (kept.mode, kept.opened("number"), kept.opened("surname")) == ("umbrella", "001234567890", "Okafor")
    told = Entry.objects.get(what="checks.certificate_given")
    assert (told.because, told.by_kind, hasattr(told, "words")) == ("told_to_officer", "staff", False)
    assert client.post(at(file), TOLD | {"mode": "employer", "number": "", "surname": ""}).status_code == 302
    assert Certificate.objects.get(application_id=file.pk, replaced_at=None).mode == "employer"


def test_what_will_not_do_is_said_and_nothing_is_kept(file):
    client = staff(file)
    for wrong in (
        {"number": "12"},
        {"mode": "register"},
        {"level": ""},
        {"issued_on-year": "2999"},
        {"issued_on-day": ""},
    ):
        assert client.post(at(file), TOLD | wrong).status_code == 200, wrong
    assert not Certificate.objects.exists()


def test_not_before_saying_whether_one_knows_them_and_not_by_a_registrar(file, subtests):
    for conflict, reason in ((None, "interest_not_declared"), (True, "conflict_declared")):
        answer = staff(file, conflict=conflict).post(at(file), TOLD)
        assert (answer.status_code, answer["X-Refused"]) == (403, reason)
    for role in ("registrar", "head_of_registration"):
        with subtests.test(role):
            no_registrar(file, role)
    assert not Certificate.objects.exists()


def no_registrar(file, role):
    assert staff(file, role).post(at(file), TOLD).status_code == 403
    said: dict[str, Any] = {
        "mode": "umbrella",
        "number": "001234567890",
        "surname": "",
        "issued_on": None,
        "level": "enhanced",
    }
    with pytest.raises(NotAllowed, match="wrong_role"):
        checks.give_certificate(
            file.person_id, **said, workforce="adult", application_id=file.pk, by=applications.staff(role),
            because=applications.BECAUSE,
        )  # fmt: skip


def test_not_once_it_is_decided(file):
    applications.pass_checks(file.pk)
    assert staff(file).get(at(file))["X-Refused"] == "check_cannot"


def test_the_kind_of_check_is_read_in_words(file):
    client = staff(file)
    client.post(at(file), TOLD)
    page = client.get(at(file, "application_certificate")).content.decode()
    assert "enhanced_barred" not in page
    assert "Enhanced with barred lists" in page
    assert "Adult workforce" in page


def test_an_answer_waits_for_nobody_without_new_information_and_else_is_taken_up_on_its_page(file, subtests):
    client = staff(file)
    client.post(at(file), TOLD)
    for code in ("BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO"):
        with subtests.test(code), undone():
            assert "Take this answer up" not in answered(file, client, code)[0]
    for code in ("NEW_INFO", "NO_MATCH_FOUND"):
        with subtests.test(code), undone():
            it_is_taken_up(file, client, code)


def it_is_taken_up(file, client, code):
    page, question = answered(file, client, code)
    assert "Take this answer up" in page
    where = at(file, "application_certificate")
    assert client.post(where, {"do": "take_up", "question": question.pk}).status_code == 302
    question.refresh_from_db()
    assert question.looked_at
    assert "Take this answer up" not in client.get(where).content.decode()


def answered(file, client, code):
    certificate = Certificate.objects.get(application_id=file.pk, replaced_at=None)
    question = StatusCheck.objects.create(
        certificate=certificate, due_on=clock.today(), code=code, answered_at=clock.now(), attempts=1
    )
    return client.get(at(file, "application_certificate")).content.decode(), question
