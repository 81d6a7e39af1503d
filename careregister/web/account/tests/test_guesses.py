"""Guesses reach the check exactly as often as the limit says, however many come at once, from however many processes."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, Because
from careregister.people.actions import codes, make_code
from careregister.people.tests import world
from careregister.web.account import guesses
from careregister.web.account.tests.guess import NOON

PASSWORD = "seven wet otters juggle"
PROCESSES, THREADS, ROUNDS = 2, 20, 2


def guess_in_processes(database: str, *attacks: str) -> list[int]:
    """80 guesses from two processes in each attack; how many reached the check in each."""
    settings = connection.settings_dict
    url = f"postgresql://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}/{database}"
    env = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "careregister.project.settings"}
    command = [sys.executable, "-m", "careregister.web.account.tests.guess", str(ROUNDS), str(THREADS), *attacks]
    running = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert all(process.returncode == 0 for process in running), said
    lines = [[line.split() for line in out.strip().splitlines()[-len(attacks) :]] for out, _ in said]
    assert {status for process in lines for _, *statuses in process for status in statuses} == {"200"}, "none an error"
    return [sum(int(process[number][0]) for process in lines) for number in range(len(attacks))]


def test_of_eighty_guesses_at_once_as_many_reach_the_check_as_the_limit_says(own_database):
    """At one account, from one address at many accounts, and at one code that was sent."""
    world.account("editor", email="victim@example.org", password=PASSWORD)
    world.account(email="another@example.org")
    many = ",".join(f"person{number}@example.org" for number in range(80))
    with clock.at(NOON):
        made = make_code("email", "another@example.org", opens=False, by=ANONYMOUS, because=Because("by_its_owner"))
    reached = guess_in_processes(own_database, "victim@example.org", many, f"code:{made.id}")
    assert reached == [guesses.PASSWORDS_PER_EMAIL, guesses.PASSWORDS_PER_ADDRESS, codes.GUESSES] == [5, 20, 5]


@pytest.fixture
def victim(db):
    return world.account(email="victim@example.org", password=PASSWORD)


def sign_in(client: Client, password: str, email: str = "victim@example.org", **more):
    return client.post("/account/sign-in/", {"login": email, "password": password}, **more)


def exhaust(client: Client, email: str = "victim@example.org") -> None:
    for _ in range(guesses.PASSWORDS_PER_EMAIL):
        sign_in(client, "wrong", email)


def test_after_five_wrong_ones_the_right_password_is_not_looked_at(victim, client):
    with clock.at(NOON):
        exhaust(client)
        answer = sign_in(client, PASSWORD)
    assert answer.status_code == 200
    assert "tried too often" in answer.content.decode()


def test_another_spelling_of_the_address_is_the_same_account(victim, client):
    with clock.at(NOON):
        exhaust(client, "VICTIM@example.org")
        assert "tried too often" in sign_in(client, PASSWORD, " victim@EXAMPLE.org ").content.decode()


def test_after_a_quarter_of_an_hour_the_owner_gets_in_again(victim, client):
    with clock.at(NOON):
        exhaust(client)
    with clock.at(NOON + timedelta(minutes=15)):
        assert sign_in(client, PASSWORD).status_code == 302


def test_a_victim_is_never_shut_out_for_good(victim, client, letterbox):
    """Whoever reads the mailbox chooses a new password and is in, though a stranger goes on guessing."""
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    with clock.at(NOON):
        exhaust(stranger)
        client.post("/account/password/reset/", {"email": "victim@example.org"})
        link = next(word for word in letterbox.opened()[-1].body.split() if "/account/password/reset/" in word)
        form = client.get(link.partition("testserver")[2], follow=True).redirect_chain[-1][0]
        new = {"password1": "eight dry herons whistle", "password2": "eight dry herons whistle"}
        assert client.post(form, new).status_code == 302
        assert sign_in(client, "eight dry herons whistle").status_code == 302


def test_a_stranger_at_another_address_does_not_use_up_the_passkey_route(victim, client):
    with clock.at(NOON):
        exhaust(client)
        options = client.get("/account/sign-in/passkey/", HTTP_ACCEPT="application/json")
    assert options.status_code == 200
    assert options.json()["request_options"]["publicKey"]["userVerification"] == "required"


def test_a_busy_office_is_no_burglar(db, monkeypatch):
    monkeypatch.setattr(guesses, "PASSWORDS_PER_ADDRESS", 2)
    with clock.at(NOON):
        for number in range(4):
            world.account(email=f"staff{number}@example.org", password=PASSWORD)
            assert sign_in(Client(), PASSWORD, f"staff{number}@example.org").status_code == 302


def test_known_and_unknown_addresses_read_the_same(victim, client):
    with clock.at(NOON):
        known = sign_in(client, "wrong").content.decode()
        unknown = sign_in(client, "wrong", "nobody@example.org").content.decode()
    strip = lambda page, email: page.replace(email, "")  # noqa: E731
    drop_token = lambda page: [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]  # noqa: E731
    assert drop_token(strip(known, "victim@example.org")) == drop_token(strip(unknown, "nobody@example.org"))


def test_a_forgotten_password_says_the_same_to_everyone_and_only_three_times_an_hour(victim, client, letterbox):
    with clock.at(NOON):
        for email in ("victim@example.org", "nobody@example.org"):
            for _ in range(guesses.RESETS_PER_EMAIL):
                answer = client.post("/account/password/reset/", {"email": email})
                assert (answer.status_code, answer["Location"]) == (302, "/account/password/reset/sent/")
            assert client.post("/account/password/reset/", {"email": email}).status_code == 200
        assert len(letterbox.opened()) == 2 * guesses.RESETS_PER_EMAIL


# ---- codes ------------------------------------------------------------------------------------------------------

SECRET = "JBSWY3DPEHPK3PXP"


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, list(yield_hotp_counters_from_time())[1]))


@pytest.fixture
def half_in(victim, client) -> Client:
    """The password was right; the second step is asked."""
    world.app_factor(victim, SECRET)
    answer = sign_in(client, PASSWORD)
    assert answer["Location"] == "/account/sign-in/second-step/"
    return client


def test_a_code_is_guessed_five_times_and_then_not_looked_at(half_in):
    with clock.at(NOON):
        for _ in range(guesses.CODES_PER_ACCOUNT):
            page = half_in.post("/account/sign-in/second-step/", {"code": "000000"})
            assert "not right" in page.content.decode()
        page = half_in.post("/account/sign-in/second-step/", {"code": code_now()})
    assert "tried too often" in page.content.decode()
    assert half_in.get("/account/").status_code == 302


def test_a_code_works_once(half_in, victim):
    code = code_now()
    assert half_in.post("/account/sign-in/second-step/", {"code": f"{code[:3]} {code[3:]}"}).status_code == 302
    assert half_in.get("/account/").status_code == 200
    another = Client()
    sign_in(another, PASSWORD)
    assert another.post("/account/sign-in/second-step/", {"code": code}).status_code == 200
    assert another.get("/account/").status_code == 302


def test_to_confirm_who_one_is_passes_the_same_counter(victim, client):
    with clock.at(NOON):
        client.force_login(victim)
        for _ in range(guesses.PASSWORDS_PER_EMAIL):
            client.post("/account/confirm/", {"password": "wrong"})
        assert "tried too often" in client.post("/account/confirm/", {"password": PASSWORD}).content.decode()


def test_to_change_a_password_passes_the_same_counter(victim, client):
    new = {"password1": "eight dry herons whistle", "password2": "eight dry herons whistle"}
    with clock.at(NOON):
        client.force_login(victim)
        for _ in range(guesses.PASSWORDS_PER_EMAIL):
            client.post("/account/password/", {"oldpassword": "wrong", **new})
        page = client.post("/account/password/", {"oldpassword": PASSWORD, **new})
    assert "tried too often" in page.content.decode()
    assert get_user_model().objects.get(pk=victim.pk).check_password(PASSWORD)
