"""A tab that was open while its owner signed in again: the words come back with a button, and nothing is taken unasked."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from careregister.applications import actions, queries
from careregister.people.tests import world
from careregister.web.parts import stale

pytestmark = pytest.mark.django_db
NAME = "/account/application/about_you/name/"
FIELD = re.compile(r'<input type="hidden" name="(\w+)"[^>]*? value="([^"]*)"')
OURS: dict[str, Any] = {"HTTP_ORIGIN": "http://testserver"}
SAID = {
    "legal_name": "Adebose <b>Quillfeather</b>",
    "family_name": "Quillfeather",
    "had_other_names": "no",
    "csrfmiddlewaretoken": "x" * 64,
}


@pytest.fixture
def account():
    account = world.account(name="Ada Quill")
    assert account.person_id
    actions.begin(account.person_id, by=world.owner_of(account), because=world.OWN_WISH)
    return account


@pytest.fixture
def browser(account) -> Client:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account)
    browser.get(NAME)  # a cookie of its own, which the old tab's token does not fit
    return browser


def said(account) -> str:
    mine = queries.mine(account.person_id)
    assert mine is not None
    return str(queries.section_for(mine.id, "about_you", world.owner_of(account)).data.get("legal_name", ""))


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_what_another_site_sends_is_neither_taken_nor_shown(browser, account, origin):
    more: dict[str, Any] = {"HTTP_ORIGIN": origin} if origin else {}
    answer = browser.post(NAME, SAID, **more)
    assert answer.status_code == 403
    assert "Quillfeather" not in answer.content.decode()
    assert said(account) == ""


@pytest.mark.parametrize("field", ["password", "oldpassword", "password1", "code", "credential"])
def test_a_secret_is_never_sent_back(browser, field):
    answer = browser.post("/account/sign-in/", {"login": "ada quill", field: "seven wet otters"}, **OURS)
    assert answer.status_code == 403
    assert "otters" not in answer.content.decode()
    assert "open for too long" in answer.content.decode()


def test_more_than_a_page_of_ours_can_hold_is_not_sent_back(browser):
    answer = browser.post(NAME, {"legal_name": "a b" * stale.LONGEST}, **OURS)
    assert "open for too long" in answer.content.decode()


def test_the_words_come_back_and_are_taken_at_the_press_of_a_button(browser, account):
    hidden = dict(FIELD.findall(browser.get(NAME).content.decode()))
    old = {**hidden, **SAID}
    answer = browser.post(NAME, old, **OURS)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Nothing you wrote is lost" in page
    assert "Adebose &lt;b&gt;Quillfeather&lt;/b&gt;" in page
    assert said(account) == ""
    again = {name: unescape(value) for name, value in FIELD.findall(page)}
    assert again.items() >= {name: value for name, value in old.items() if name != stale.TOKEN}.items()
    assert browser.post(NAME, again, **OURS).status_code == 302
    assert said(account) == "Adebose <b>Quillfeather</b>"


def test_staff_lose_no_words_either():
    account = world.account("registrar", name="Somebody of Staff")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account)
    answer = browser.post("/staff/applications/", {"words": "Seen her marriage certificate."}, **OURS)
    assert "Seen her marriage certificate." in answer.content.decode()
