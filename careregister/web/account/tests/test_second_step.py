"""Passkeys, apps and recovery codes: what is kept of them, what changing them asks, and what they look like."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from careregister.history.models import Entry
from careregister.people.models import Account
from careregister.people.seals import unseal_factor
from careregister.people.tests import world
from careregister.project import settings as product
from careregister.web.account import qr

PASSWORD = "seven wet otters juggle"


@pytest.fixture
def account(own_database):
    """In a database of its own: the library says what was done once it is committed."""
    return world.account("editor", email="grace@example.org", password=PASSWORD)


@pytest.fixture
def client(account) -> Client:
    client = Client()
    client.post("/account/sign-in/", {"login": account.email, "password": PASSWORD})
    return client


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def codes_of(account: Account) -> list[str]:
    codes: list[str] = Authenticator.objects.get(user=account, type="recovery_codes").wrap().get_unused_codes()
    return codes


def set_up_app(client: Client) -> str:
    page = client.get("/account/keys/app/")
    assert page.status_code == 200, page.get("Location")
    secret = client.session["mfa.totp.secret"]
    answer = client.post("/account/keys/app/", {"code": code_for(secret)})
    assert answer["Location"] == "/account/keys/codes/"
    return secret


def test_nothing_of_staff_shows_before_the_second_step_is_set_up(client):
    for path in ("/staff/", "/staff/accounts/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/account/two-steps/")


def test_to_set_up_the_first_one_it_is_enough_to_have_just_signed_in_and_then_staff_pages_open(client):
    set_up_app(client)
    assert client.get("/staff/").status_code == 200


def test_a_second_one_asks_again_who_it_is(client, account):
    set_up_app(client)
    another = Client()
    another.post("/account/sign-in/", {"login": account.email, "password": PASSWORD})
    another.post("/account/sign-in/second-step/", {"code": codes_of(account)[0]})
    for path in ("/account/keys/passkeys/new/", "/account/keys/app/removal/", "/account/keys/codes/new/"):
        answer = another.get(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/account/confirm/"), path


def test_the_stored_secret_is_sealed(client, account):
    secret = set_up_app(client)
    factor = Authenticator.objects.get(user=account, type="totp")
    assert secret not in json.dumps(factor.data)
    assert unseal_factor(factor.data["secret"]) == secret
    codes = Authenticator.objects.get(user=account, type="recovery_codes")
    assert len(unseal_factor(codes.data["seed"])) == 80
    assert unseal_factor(codes.data["seed"]) not in json.dumps(codes.data)


def test_recovery_codes_are_shown_once(client, account):
    set_up_app(client)
    codes = codes_of(account)
    first = client.get("/account/keys/codes/").content.decode()
    again = client.get("/account/keys/codes/").content.decode()
    shown = [f"{code[:5]} {code[5:]}" for code in codes]
    assert len(codes) == 10
    assert all(code in first for code in shown)
    assert not any(code in again for code in shown)
    assert 'download="recovery-codes.txt"' in first


def test_a_recovery_code_lets_in_once(client, account):
    set_up_app(client)
    code = codes_of(account)[0]
    for expected in (200, 302):
        another = Client()
        another.post("/account/sign-in/", {"login": account.email, "password": PASSWORD})
        another.post("/account/sign-in/second-step/", {"code": f"{code[:5]} {code[5:]}"})
        assert another.get("/staff/").status_code == expected


def test_a_new_password_by_e_mail_does_not_pass_the_second_step(client, account, letterbox):
    set_up_app(client)
    stranger = Client()
    stranger.post("/account/password/reset/", {"email": account.email})
    link = next(word for word in letterbox.opened()[-1].body.split() if "/account/password/reset/" in word)
    form = stranger.get(link.partition("testserver")[2], follow=True).redirect_chain[-1][0]
    new = "eight dry herons whistle"
    stranger.post(form, {"password1": new, "password2": new})
    answer = stranger.post("/account/sign-in/", {"login": account.email, "password": new})
    assert answer["Location"] == "/account/sign-in/second-step/"
    assert stranger.get("/account/").status_code == 302


def test_a_session_without_the_second_step_is_led_to_it(account):
    world.app_factor(account)
    client = Client()
    client.force_login(account)
    answer = client.get("/staff/")
    assert answer["Location"] == "/account/confirm/code/?next=%2Fstaff%2F"


def test_what_was_done_at_the_door_is_in_history_and_told_by_letter(client, account, letterbox):
    set_up_app(client)
    done = list(Entry.objects.filter(subject_id=account.pk).order_by("sequence").values_list("what", flat=True))
    assert done == ["people.signed_in", "people.factor_added", "people.recovery_codes_made"]
    assert any("authenticator app was added" in letter.subject for letter in letterbox.opened())


def test_no_template_of_the_library_is_shown(client, account):
    """Each page that can be reached is ours: it has the mark of the register and no word of the library's."""
    set_up_app(client)
    client.post("/account/confirm/", {"password": PASSWORD})
    paths = (
        "/account/keys/", "/account/keys/passkeys/", "/account/keys/passkeys/new/", "/account/keys/app/removal/",
        "/account/keys/codes/", "/account/keys/codes/new/", "/account/sessions/", "/account/email/", "/account/password/",
        "/account/confirm/", "/account/confirm/code/", "/account/sign-out/",
    )  # fmt: skip
    for path in paths:
        page = client.get(path)
        assert page.status_code == 200, (path, page.get("Location"))
        assert 'class="cr-mark"' in page.content.decode(), path


def test_a_qr_code_is_plain_svg():
    drawn = qr.svg("otpauth://totp/x?secret=ABC")
    assert drawn.startswith("<svg ")
    assert "style" not in drawn


@pytest.mark.parametrize(
    "password",
    ["careregister1", "NACAS-register", "password1234", "123456789012", "short words", "x" * 129, "grace@example.org"],
)
def test_a_password_that_others_would_guess_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, Account(email="grace@example.org"))


@pytest.mark.parametrize(
    "password", ["seven wet otters juggle", "ẞ ünïcödé wörds — and   spaces", "y" * 3 + " plain long words " * 6]
)
def test_a_long_one_is_taken_as_it_is_written(password):
    account = Account(email="grace@example.org")
    validate_password(password, account)
    account.set_password(password)
    assert account.check_password(password)
    assert not account.check_password(password + " ")


def test_where_the_product_runs_it_costs_much_to_try_a_password(settings):
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    account = Account(email="grace@example.org")
    account.set_password(PASSWORD)
    assert account.password.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")
    assert account.check_password(PASSWORD)
