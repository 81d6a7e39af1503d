"""Joining, and signing in by a code: what is refused first, and what a stranger learns, which is nothing."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careregister.base import clock
from careregister.organisations.models import Location
from careregister.people import queries as people
from careregister.people.models import Account, Person, SignInCode
from careregister.people.tests import world
from careregister.web.account import guesses
from careregister.web.account.tests.guess import NOON
from careregister.web.account.tests.mailed import code_in, link_in

pytestmark = pytest.mark.django_db
NUMBER = "+447700900123"


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def ask(client: Client, address: str, page: str = "join/address", **more):
    return client.post(f"/account/{page}/", {"address": address, **more})


def enter(client: Client, code: str):
    return client.post("/account/code/enter/", {"code": code})


def signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def plain(answer) -> list[str]:
    return [line for line in answer.content.decode().splitlines() if "csrfmiddlewaretoken" not in line]


def wrong(code: str) -> str:
    return "000000" if code != "000000" else "111111"


# ---- what a stranger learns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["join/address", "code"])
def test_known_unknown_staff_and_suspended_addresses_read_the_same(client, page):
    world.account(email="qknown@example.org")
    world.account("registrar", email="qstaff@example.org")
    suspended = world.account(email="qended@example.org")
    Account.objects.filter(pk=suspended.pk).update(is_active=False)
    pages = []
    for name in ("qknown", "qnew", "qstaff", "qended"):
        answer = ask(client, f"{name}@example.org", page)
        assert (answer.status_code, answer["Location"]) == (302, "/account/code/enter/")
        shown = client.get("/account/code/enter/")
        wrong_one = enter(client, "nothex")
        pages.append([line.replace(name, "") for line in plain(shown) + plain(wrong_one)])
    assert all(page == pages[0] for page in pages)


def test_every_address_costs_the_same_questions(client):
    world.account(email="known@example.org")
    world.account("registrar", email="staff@example.org")
    counts = set()
    for name in ("new", "known", "staff"):
        client.get("/account/join/address/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ask(Client(), f"{name}@example.org")
        counts.add(len(asked))
    assert len(counts) == 1


def test_nothing_is_opened_before_the_address_is_proved(client):
    ask(client, "new@example.org")
    assert not Account.objects.exists()
    assert not Person.objects.exists()
    assert b"new@example.org" not in bytes(SignInCode.objects.get().sealed_address)


# ---- codes ---------------------------------------------------------------------------------------------------------


def test_a_wrong_code_five_times_and_then_the_right_one_is_not_looked_at(client, letterbox):
    ask(client, "new@example.org")
    code = code_in(letterbox.opened()[-1])
    for _ in range(5):
        assert "not right" in enter(client, wrong(code)).content.decode()
    assert "does not work any more" in enter(client, code).content.decode()
    assert not signed_in(client)


def test_but_the_link_in_the_same_letter_still_lets_its_reader_in(client, letterbox):
    ask(client, "new@example.org")
    letter = letterbox.opened()[-1]
    for _ in range(5):
        enter(client, wrong(code_in(letter)))
    reader = Client()
    assert reader.get(link_in(letter)).status_code == 200
    assert not signed_in(reader), "opening it does nothing"
    assert reader.post(link_in(letter)).status_code == 302
    assert signed_in(reader)
    assert Client().post(link_in(letter)).status_code == 410


def test_a_code_ends_after_twenty_minutes(client, letterbox):
    ask(client, "new@example.org")
    letter = letterbox.opened()[-1]
    with clock.at(NOON + timedelta(minutes=20)):
        assert "does not work any more" in enter(client, code_in(letter)).content.decode()
        assert Client().post(link_in(letter)).status_code == 410


def test_a_code_works_once_and_in_the_browser_that_asked(client, letterbox):
    ask(client, "new@example.org")
    code = code_in(letterbox.opened()[-1])
    other = Client()
    assert enter(other, code)["Location"] == "/account/code/"
    assert enter(client, f"{code[:3]} {code[3:]}").status_code == 302
    assert not SignInCode.objects.filter(used_at=None).exists()


def test_letters_are_few_for_one_address_and_for_one_place(client, letterbox, monkeypatch):
    for _ in range(guesses.SENT_PER_CONTACT):
        assert ask(client, "New@example.org").status_code == 302
    assert "several codes" in ask(client, "new@example.org").content.decode()
    monkeypatch.setattr(guesses, "SENT_PER_ADDRESS", 6)
    assert "several codes" in ask(client, "other@example.org").content.decode()


def test_staff_get_no_code_and_none_lets_them_in(client, letterbox):
    staff = world.account("registrar", email="staff@example.org")
    for page in ("join/address", "code"):
        ask(client, "staff@example.org", page)
        letter = letterbox.opened()[-1]
        assert "password or passkey" in letter.subject
        assert not re.search(r"\b\d{6}\b", letter.body)
    # Who became staff after the code was sent is staff.
    late = world.account(email="late@example.org")
    ask(client, "late@example.org", "code")
    code = code_in(letterbox.opened()[-1])
    staff.role_grants.update(account=late, person=late.person)
    assert "not right" in enter(client, code).content.decode()
    assert not signed_in(client)


def test_to_sign_in_with_an_unknown_address_opens_nothing(client, letterbox):
    ask(client, "nobody@example.org", "code")
    letter = letterbox.opened()[-1]
    assert "No account" in letter.subject
    assert "/account/join/" in letter.body
    assert not re.search(r"\b\d{6}\b", letter.body)


def test_a_suspended_account_stays_outside(client, letterbox):
    account = world.account(email="ended@example.org")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    ask(client, "ended@example.org", "code")
    assert enter(client, code_in(letterbox.opened()[-1]))["Location"] == "/account/suspended/"
    assert not signed_in(client)


def test_whoever_set_up_an_app_is_still_asked_for_it(client, letterbox):
    account = world.account(email="careful@example.org")
    world.app_factor(account)
    ask(client, "careful@example.org", "code")
    assert enter(client, code_in(letterbox.opened()[-1]))["Location"] == "/account/sign-in/second-step/"
    assert not signed_in(client)


def test_a_members_passkey_is_another_way_in_and_no_second_step(client, letterbox):
    account = world.account(email="ada@example.org")
    Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={})
    ask(client, "ada@example.org", "code")
    assert enter(client, code_in(letterbox.opened()[-1])).status_code == 302
    assert signed_in(client)


# ---- joining -------------------------------------------------------------------------------------------------------


def test_joining_makes_one_account_and_one_person(client, letterbox):
    wishes = {"codes": ["more_time", "advocate"], "words": "My sister Ife"}
    assert client.post("/account/join/adjustments/", wishes).status_code == 302
    ask(client, "Ada.Obi@Example.org")
    assert enter(client, code_in(letterbox.opened()[-1]))["Location"] == "/account/join/keys/"
    account = Account.objects.get()
    assert (account.email, account.has_usable_password()) == ("Ada.Obi@example.org", False)
    assert account.person_id
    assert people.email_of(account.person_id) == "Ada.Obi@example.org"
    assert {row.code for row in people.adjustments_of(account.person_id)} == {"more_time", "advocate"}
    page = client.get("/account/").content.decode()
    assert "Somebody who helps me" in page
    # Joining again signs in.
    again = Client()
    ask(again, "ada.obi@example.org")
    letter = letterbox.opened()[-1]
    assert "You have an account" in letter.body
    assert enter(again, code_in(letter))["Location"] == "/account/"
    assert Account.objects.count() == 1


def test_two_codes_for_one_address_make_one_account(client, letterbox):
    other = Client()
    ask(client, "ada@example.org")
    first = letterbox.opened()[-1]
    ask(other, "ada@example.org")
    second = letterbox.opened()[-1]
    assert enter(client, code_in(first)).status_code == 302
    assert enter(other, code_in(second)).status_code == 302
    assert Account.objects.count() == 1


def test_by_telephone_without_any_email(client, letterbox):
    ask(client, "07700 900123")
    (text,) = letterbox.opened()
    assert text.to == NUMBER
    assert len(text.body.strip()) <= 160
    assert "http" not in text.body
    assert enter(client, code_in(text)).status_code == 302
    assert "07700 900123" in client.get("/account/").content.decode()
    again = Client()
    ask(again, "+44 7700 900123", "code")
    assert enter(again, code_in(letterbox.opened()[-1]))["Location"] == "/account/"
    assert Account.objects.get().email == ""


def test_an_address_of_work_is_warned_of_and_never_refused(client):
    Location.objects.create(
        location_id="1-1",
        name="Sunrise",
        website="www.sunrise-care.example",
        first_listed="2026-01-01",
        last_listed="2026-01-01",
    )
    page = ask(client, "ada@sunrise-care.example").content.decode()
    assert "If you leave, you lose this" in page
    assert not SignInCode.objects.exists()
    assert ask(client, "ada@sunrise-care.example", seen="ada@sunrise-care.example").status_code == 302
    assert ask(client, "ada@example.org").status_code == 302


@pytest.mark.parametrize("address", ["", "ada", "ada@", "020 7946 0000", "@example.org", "a" * 300 + "@example.org"])
def test_what_is_no_address_is_said_beside_the_field(client, address):
    answer = ask(client, address)
    assert answer.status_code == 200
    assert "govuk-error-message" in answer.content.decode()


# ---- once inside ---------------------------------------------------------------------------------------------------


def test_without_password_a_change_of_keys_asks_for_a_new_code(client, letterbox):
    ask(client, "ada@example.org")
    enter(client, code_in(letterbox.opened()[-1]))
    for page in ("email", "password/first", "keys/passkeys/new", "keys/app"):
        assert client.get(f"/account/{page}/").status_code == 200, page
    records = client.session["account_authentication_methods"]
    session = client.session
    session["account_authentication_methods"] = [{**record, "at": record["at"] - 100_000_000} for record in records]
    session.save()
    for page in ("email", "password/first", "keys/passkeys/new", "keys/app"):
        answer = client.get(f"/account/{page}/")
        assert answer["Location"] == f"/account/code/?next=%2Faccount%2F{page.replace('/', '%2F')}%2F", page


def test_who_joins_on_the_way_somewhere_comes_there(client, letterbox):
    offer = "/account/membership/join/"
    sign_in = client.get(f"/account/sign-in/?next={offer}").content.decode()
    assert "/account/join/address/?next=/account/membership/join/" in sign_in.replace("%2F", "/")
    assert f'name="next" value="{offer}"' in client.get(f"/account/join/address/?next={offer}").content.decode()
    ask(client, "ada@example.org", next=offer)
    assert enter(client, code_in(letterbox.opened()[-1]))["Location"] == offer


def test_next_leads_nowhere_else(client, letterbox):
    world.account(email="ada@example.org")
    ask(client, "ada@example.org", "code", next="https://evil.example/")
    assert enter(client, code_in(letterbox.opened()[-1]))["Location"] == "/account/"
