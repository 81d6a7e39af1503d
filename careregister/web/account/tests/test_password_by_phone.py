"""Whoever joined by telephone and chose a password signs in with the number: same limits, same words, same costs."""

import pytest
from django.test import Client

from careregister.base import clock
from careregister.people.tests import world
from careregister.web.account import guesses
from careregister.web.account.tests.guess import NOON
from careregister.web.account.tests.test_telephone import lately

pytestmark = pytest.mark.django_db
PASSWORD = "seven wet otters juggle"
NUMBER = "+447700900123"


@pytest.fixture
def amara():
    """Signs in by telephone, and has no e-mail address."""
    account = world.account(name="Amara Okafor", password=PASSWORD)
    account.email, account.phone = "", NUMBER
    account.save()
    return account


def sign_in(client: Client, login: str, password: str = PASSWORD):
    return client.post("/account/sign-in/", {"login": login, "password": password})


@pytest.mark.parametrize("typed", ["020 7946 0000", "07700", "amara", "amara@"])
def test_what_is_neither_an_address_nor_a_mobile_number_is_said(amara, client, typed):
    answer = sign_in(client, typed)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


def test_a_wrong_password_and_an_unknown_number_read_the_same(amara, client):
    pages = []
    for number in ("07700 900123", "07700 900999"):
        page = sign_in(client, number, "wrong").content.decode().replace(number, "")
        pages.append([line for line in page.splitlines() if "csrfmiddlewaretoken" not in line])
    assert pages[0] == pages[1]
    assert "is not right" in "\n".join(pages[0])


def test_guesses_are_counted_whichever_way_the_number_is_written(amara, client):
    ways = ["07700 900123", "+44 7700 900123", "0044 7700 900 123", "(07700) 900-123", "07700900123"]
    with clock.at(NOON):
        for number in ways[: guesses.PASSWORDS_PER_EMAIL]:
            sign_in(client, number, "wrong")
        assert "tried too often" in sign_in(client, ways[0]).content.decode()


def test_an_account_without_a_password_is_not_opened_by_any(client):
    account = world.account(name="Ann Other")
    account.email, account.phone = "", NUMBER
    account.set_unusable_password()
    account.save()
    for password in ("", "!", PASSWORD):
        assert sign_in(client, "07700 900123", password).status_code == 200


@pytest.mark.parametrize("typed", ["07700 900123", "+447700900123", " 07700-900 123 "])
def test_the_number_and_the_password_let_them_in(amara, client, typed):
    answer = sign_in(client, typed)
    assert answer.status_code == 302, answer.content.decode()
    assert client.get("/account/").status_code == 200


def test_they_confirm_with_it_and_change_it_and_are_told_by_text(amara, client, letterbox):
    sign_in(client, "07700 900123")
    assert "/account/password/" in client.get("/account/").content.decode()
    assert client.post("/account/confirm/", {"password": "wrong"}).status_code == 200
    assert client.post("/account/confirm/", {"password": PASSWORD}).status_code == 302
    new = "eight dry herons whistle"
    said = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/account/password/", said).status_code == 302
    told = letterbox.opened()[-1]
    assert told.to == NUMBER
    assert "Your password was changed" in told.body
    assert sign_in(Client(), "07700 900123", new).status_code == 302


def test_the_first_password_is_chosen_where_one_signed_in_by_a_code(client, letterbox):
    account = world.account(name="Ann Other")
    account.email, account.phone = "", NUMBER
    account.set_unusable_password()
    account.save()
    browser = lately(account)
    said = {"password1": PASSWORD, "password2": PASSWORD}
    assert browser.post("/account/password/first/", said).status_code == 302
    assert letterbox.opened()[-1].to == NUMBER
    assert sign_in(client, "07700 900123").status_code == 302
