"""The Update Service, against a process that answers as it does."""

import logging
from collections.abc import Iterator
from datetime import date

import httpx
import pytest

from careregister.outside import dbs, lines
from careregister.outside.tests.processes import service


@pytest.fixture(scope="module")
def update_service() -> Iterator[str]:
    with service("dbs", "--late", "30") as address:
        yield address


@pytest.fixture
def told(settings, update_service: str) -> str:
    settings.DBS_URL = update_service
    settings.DBS_ORGANISATION = "Care Register"
    settings.DBS_TIMEOUT = 5
    return update_service


def question(first: str, *, surname: str = "O’Brien & Sons <x>") -> dbs.Question:
    return dbs.Question(first + "01234567890", surname, date(1990, 5, 7), "Ada", "Minister")


@pytest.mark.parametrize(
    ("first", "reason"),
    [("5", "not_xml"), ("6", "no_result"), ("7", "not_xml"), ("9", "status_500")],
)
def test_what_is_no_plain_success_is_no_answer(told: str, first: str, reason: str):
    with pytest.raises(dbs.NoAnswer) as no:
        dbs.ask(question(first))
    assert no.value.reason == reason


def test_an_answer_that_takes_too_long_is_none(told: str, settings):
    settings.DBS_TIMEOUT = 1
    with pytest.raises(dbs.NoAnswer) as no:
        dbs.ask(question("8"))
    assert no.value.reason == "slow"


def test_nobody_there_is_no_answer(settings, told: str):
    settings.DBS_URL = "http://127.0.0.1:1/crsc/api/status"
    with pytest.raises(dbs.NoAnswer) as no:
        dbs.ask(question("1"))
    assert no.value.reason == "unreachable"
    assert no.value.__cause__ is None
    assert no.value.__suppress_context__  # the address would name a person


def test_without_an_officers_name_the_service_refuses(told: str, settings):
    settings.DBS_ORGANISATION = ""
    with pytest.raises(dbs.NoAnswer) as no:
        dbs.ask(question("1"))
    assert no.value.reason == "status_400"


@pytest.mark.parametrize(
    ("first", "code"),
    [("1", "BLANK_NO_NEW_INFO"), ("2", "NON_BLANK_NO_NEW_INFO"), ("3", "NEW_INFO"), ("4", "NO_MATCH_FOUND")],
)
def test_the_four_answers(told: str, first: str, code: str):
    assert dbs.ask(question(first)) == code


def test_the_officer_is_named_and_not_the_worker(told: str):
    dbs.ask(question("1", surname="Okafor"))
    asked = httpx.get(told.removesuffix("/crsc/api/status") + "/asked", verify=lines.trusted()).json()[-1]
    assert asked == {
        "number": "101234567890",
        "dateOfBirth": "07/05/1990",
        "surname": "Okafor",
        "hasAgreedTermsAndConditions": "true",
        "organisationName": "Care Register",
        "employeeForename": "Ada",
        "employeeSurname": "Minister",
    }


def test_no_log_and_no_text_of_a_question_names_anybody(told: str, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO):
        dbs.ask(question("1", surname="Okafor"))
    assert logging.getLogger("httpx").getEffectiveLevel() >= logging.WARNING
    assert "Okafor" not in caplog.text
    assert "101234567890" not in caplog.text
    assert "Okafor" not in repr(question("1", surname="Okafor"))
