"""Another mobile number: proved by a code, told to the old one, and taken from nobody."""

from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from careregister.base import clock
from careregister.people.models import Account
from careregister.people.queries import phone_of
from careregister.people.tests import world
from careregister.web.account.tests.mailed import code_in
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
OLD, NEW = "+447700900123", "+447700900456"


@pytest.fixture
def account() -> Any:
    account = world.account(name="Grace Okafor")
    account.phone = OLD
    account.save()
    return account


@pytest.fixture
def grace(account) -> Client:
    return lately(account)


def lately(account: Any) -> Client:
    """A browser that signed in by a code a moment ago."""
    browser = client_for(account, second_step=False)
    session = browser.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "code", "at": clock.now().timestamp()}]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return browser


def wanted(grace: Client, letterbox, number: str = "07700 900 456") -> str:
    """The code that came to the new number."""
    answer = grace.post("/account/phone/", {"phone": number})
    assert answer["Location"] == "/account/phone/code/", answer.content.decode()
    return code_in(letterbox.opened()[-1])


def test_the_code_proves_the_number_and_the_old_one_is_told(grace, account, letterbox):
    code = wanted(grace, letterbox)
    assert letterbox.opened()[-1].to == NEW
    wrong = "111111" if code != "111111" else "222222"
    assert "That code is not right" in grace.post("/account/phone/code/", {"code": wrong}).content.decode()
    account.refresh_from_db()
    assert account.phone == OLD
    assert grace.post("/account/phone/code/", {"code": code})["Location"] == "/account/"
    account.refresh_from_db()
    assert (account.phone, phone_of(account.person_id)) == (NEW, NEW)
    told = letterbox.opened()[-1]
    assert told.to == OLD
    assert "no longer signs in" in told.body
    assert grace.get("/account/phone/code/")["Location"] == "/account/phone/"  # used up


def test_a_number_of_somebody_else_is_not_taken(grace, account, letterbox):
    other = world.account(name="Ann Other")
    other.phone = NEW
    other.save()
    code = wanted(grace, letterbox)
    assert "Another account has this number" in grace.post("/account/phone/code/", {"code": code}).content.decode()
    assert Account.objects.get(phone=NEW).pk == other.pk


@pytest.mark.parametrize("typed", ["", "020 7946 0000", "07700 900 123", "grace@example.org"])
def test_what_is_no_new_mobile_number_is_said(grace, typed):
    answer = grace.post("/account/phone/", {"phone": typed})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


def test_its_code_signs_nobody_in_and_a_code_that_signs_in_changes_nothing(grace, account, letterbox):
    code = wanted(grace, letterbox)
    assert grace.get("/account/code/enter/")["Location"] == "/account/code/"
    other = Client()
    other.post("/account/code/", {"address": OLD})
    assert "That code is not right" in other.post("/account/code/enter/", {"code": code}).content.decode()
    assert Client().get("/account/phone/").status_code == 302


def test_who_signed_in_long_ago_asks_for_a_code_first(account):
    answer = client_for(account, second_step=False).get("/account/phone/")
    assert answer["Location"].startswith("/account/code/?next=")


def test_who_signs_in_by_email_has_no_number_to_change(letterbox):
    someone = lately(world.account(name="Ann Other"))
    assert someone.get("/account/phone/")["Location"] == "/account/"
