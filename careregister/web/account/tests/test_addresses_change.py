"""A new e-mail address: letters follow it, also for whoever had only a telephone."""

import pytest

from careregister.people import queries as people
from careregister.people.models import Account
from careregister.web.account.tests.mailed import code_in, link_in

pytestmark = pytest.mark.django_db


def joined(client, letterbox, address: str) -> Account:
    client.post("/account/join/address/", {"address": address})
    client.post("/account/code/enter/", {"code": code_in(letterbox.opened()[-1])})
    return Account.objects.get()


def confirm(client, letterbox, email: str) -> None:
    assert client.post("/account/email/", {"action_add": "", "email": email}).status_code == 302
    link = link_in(letterbox.opened()[-1], "/account/email/confirm/")
    assert client.post(link).status_code == 302


@pytest.mark.parametrize("first", ["ada@work.example", "07700 900123"])
def test_letters_follow_the_new_address(client, letterbox, first):
    account = joined(client, letterbox, first)
    confirm(client, letterbox, "ada@example.org")
    account.refresh_from_db()
    assert account.email == "ada@example.org"
    assert account.person_id
    assert people.email_of(account.person_id) == "ada@example.org"
    page = client.get("/account/").content.decode()
    assert "ada@example.org" in page
