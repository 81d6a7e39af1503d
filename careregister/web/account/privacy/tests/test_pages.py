"""The pages of one's own data: who proved who they are gets them, and nobody else's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.people.tests import world
from careregister.privacy import actions
from careregister.privacy.models import Copy, DataRequest
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
WHY = Because("own_wish")


def test_who_signed_in_long_ago_confirms_first():
    account = world.account()
    client = client_for(account)
    with clock.at(clock.now() + timedelta(hours=3)):
        for address in ("/account/privacy/held/", "/account/privacy/held/data.json"):
            response = client.get(address)
            assert response.status_code == 302, address
            assert "next=" in response["Location"]
        client.post("/account/privacy/file/")
    assert not Copy.objects.exists()


def test_a_session_without_any_proof_confirms_first():
    client = Client()
    client.force_login(world.account())
    assert client.get("/account/privacy/held/").status_code == 302


def test_everything_is_shown_and_taken_as_json_and_kept_by_no_cache():
    account = world.account(name="Grace Okafor")
    client = client_for(account)
    page = client.get("/account/privacy/held/")
    assert "Grace Okafor" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    data = client.get("/account/privacy/held/data.json").json()
    assert {"people.PersonName", "people.Account", "history.Entry"} <= {part["table"] for part in data["parts"]}


def test_another_persons_file_and_request_are_not_there():
    grace = world.owner_of(world.account())
    other = client_for(world.account(name="Hope Other"))
    copy = actions.ask_copy(grace.person_id, by=grace, because=WHY)
    actions.make_copy(copy, by=CLOCK, because=WHY)
    request = actions.ask(grace.person_id, "correction", "My name.", by=grace, because=WHY)
    assert other.get(f"/account/privacy/file/{copy}/").status_code == 403
    assert other.get(f"/account/privacy/file/{uuid4()}/").status_code == 403
    assert other.get(f"/account/privacy/requests/{request}/").status_code == 404
    assert other.get(f"/account/privacy/requests/{request}/again/").status_code == 404
    assert other.post(f"/account/privacy/requests/{request}/withdrawal/").status_code == 403
    assert DataRequest.objects.get(pk=request).state == "received"


def test_a_request_without_words_is_asked_for_them_and_an_unknown_kind_is_no_page():
    client = client_for(world.account())
    page = client.post("/account/privacy/ask/complaint/", {"words": " "})
    assert page.status_code == 200
    assert client.get("/account/privacy/ask/anything/").status_code == 404
    assert client.post("/account/privacy/ask/complaint/", {"words": "You wrote twice."}).status_code == 302
    again = client.post("/account/privacy/ask/complaint/", {"words": "And again."})
    assert "asked this already" in again.content.decode()


def test_an_account_of_nobody_has_a_page_and_nothing_on_it():
    account = world.account()
    type(account).objects.filter(pk=account.pk).update(person=None)
    account.refresh_from_db()
    client = Client()
    client.force_login(account)
    assert client.get("/account/privacy/").status_code == 200
    assert client.get("/account/privacy/ask/erasure/").status_code == 404
