"""Letters of an account go through the outbox: with what they tell of, or not at all, and no page waits for them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careregister.letters import actions as letters
from careregister.letters.kinds import kind
from careregister.letters.models import Letter, Words
from careregister.people.models import Account
from careregister.people.tests import world
from careregister.web.account import words

PASSWORD, NEW = "seven wet otters juggle", "eight dry herons whistle"


@pytest.fixture
def account(db) -> Account:
    return world.account(email="grace@example.org", password=PASSWORD)


def ask(client: Client, email: str) -> None:
    assert client.post("/account/password/reset/", {"email": email}).status_code == 302


def form_in(body: str, client: Client) -> str:
    link = next(word for word in body.split() if "/account/password/reset/" in word)
    address: str = client.get(link.partition("testserver")[2], follow=True).redirect_chain[-1][0]
    return address


def test_a_password_is_not_changed_when_its_owner_cannot_be_told(account, client, letterbox, monkeypatch):
    ask(client, account.email)
    form = form_in(letterbox.opened()[-1].body, client)
    monkeypatch.setattr(letters, "write_ready_made", lambda *_, **__: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        client.post(form, {"password1": NEW, "password2": NEW})
    assert Account.objects.get(pk=account.pk).check_password(PASSWORD)


def test_the_page_hands_nothing_over_though_the_mail_server_is_away(account, client, settings, letterbox):
    there, settings.MAIL_URL = settings.MAIL_URL, "smtp://127.0.0.1:1/"
    ask(client, account.email)
    letter = Letter.objects.get()
    assert (letter.status, letter.attempts, letter.kind) == ("written", 0, "letters.account_mail")
    assert letter.person_id == account.person_id
    assert b"/account/password/reset/" not in bytes(Words.objects.get().body)
    with connection.cursor() as cursor:
        cursor.execute("select args ->> 'letter_id' from procrastinate_jobs where task_name = 'letters.hand_over'")
        assert cursor.fetchall() == [(str(letter.pk),)]

    settings.MAIL_URL = there
    (received,) = letterbox.opened()
    assert (received.to, received.subject) == (account.email, "Choose a new password")


def test_an_address_we_do_not_know_costs_the_same_writing_as_one_we_know(account, client):
    def written_for(email: str) -> list[str]:
        with CaptureQueriesContext(connection) as said:
            ask(client, email)
        return [" ".join(query["sql"].split()[:3]) for query in said if query["sql"].upper().startswith("INSERT")]

    known, unknown = written_for(account.email), written_for("nobody@example.org")
    assert known == unknown
    assert any("letters_letter" in sql for sql in known)
    assert Letter.objects.values("kind").distinct().count() == 1


def test_links_are_secret_and_warnings_are_kept_trying(account):
    link, warning = (
        kind(words.kind(name)) for name in ("account/email/password_reset_key", "mfa/email/totp_activated")
    )
    assert (link.secret, warning.secret) == (True, False)
    assert link.keep_trying < warning.keep_trying
    assert words.kind("account/email/email_confirmation_signup") == link.code
