"""Words sent when the session had ended, on pages that do not take them back into their form: kept, and shown to be sent."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from careregister.base import clock
from careregister.membership import actions
from careregister.membership.models import WaiverRequest
from careregister.membership.tests import world as membership
from careregister.people.tests import world
from careregister.web.parts import holding
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
KEPT = "/account/kept/"
FIELD = re.compile(r'<input type="hidden" name="(\w+)"[^>]*? value="([^"]*)"')
SAID = "We could not follow what you wrote."


@pytest.fixture
def waiver() -> WaiverRequest:
    subscription, by = membership.member()
    asked = actions.ask_waiver(subscription, "I lost my job", by=by, because=membership.WHY)
    return WaiverRequest.objects.get(pk=asked)


@pytest.fixture
def officer() -> Any:
    return world.account("membership_officer")


def page_of(waiver: WaiverRequest) -> str:
    return f"/staff/members/waivers/{waiver.pk}/"


def signed_out(officer: Any, waiver: WaiverRequest, **more: str) -> Client:
    """A browser whose session ended while the officer wrote, and in which the form was then sent."""
    page = client_for(officer).get(page_of(waiver)).content.decode()
    browser = Client()
    hidden = {name: unescape(value) for name, value in FIELD.findall(page)}
    answer = browser.post(page_of(waiver), {**hidden, "words": SAID, "months": "3", "decline": "1", **more})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in/")
    return browser


def signs_in(browser: Client, account: Any, *, second_step: bool = True) -> Client:
    browser.force_login(account)
    if second_step:
        session, like = browser.session, client_for(account).session
        session.update({key: value for key, value in like.items() if key.startswith("account_authentication")})
        session.save()
        assert session[AUTHENTICATION_METHODS_SESSION_KEY]
    return browser


def test_what_staff_wrote_is_there_after_signing_in_again_and_is_sent_by_them(officer, waiver):
    browser = signs_in(signed_out(officer, waiver), officer)
    page = browser.get(KEPT)
    text = page.content.decode()
    assert SAID in text
    assert f'action="{page_of(waiver)}"' in text
    assert "no-store" in page["Cache-Control"]
    waiver.refresh_from_db()
    assert waiver.state == "waiting", "nothing is taken unasked"
    browser.post(page_of(waiver), {name: unescape(value) for name, value in FIELD.findall(text)})
    waiver.refresh_from_db()
    assert waiver.state == "declined"


def test_it_leads_there_from_the_sign_in_page(officer, waiver):
    browser = Client()
    page = client_for(officer).get(page_of(waiver)).content.decode()
    hidden = {name: unescape(value) for name, value in FIELD.findall(page)}
    answer = browser.post(page_of(waiver), {**hidden, "words": SAID})
    assert answer["Location"] == f"/account/sign-in/?next={KEPT}"
    assert "kept for an hour" in browser.get(answer["Location"]).content.decode()


def test_nobody_else_and_nobody_without_their_second_step_sees_it(officer, waiver):
    other = signs_in(signed_out(officer, waiver), world.account("membership_officer"))
    assert other.get(KEPT)["Location"] == "/account/"
    half = signs_in(signed_out(officer, waiver), officer, second_step=False)
    assert KEPT not in half.get(KEPT).content.decode()
    assert half.get(KEPT).status_code == 302
    assert Client().get(KEPT)["Location"].startswith("/account/sign-in/")


def test_it_is_kept_for_an_hour_and_only_from_a_page_of_ours(officer, waiver):
    kept = signed_out(officer, waiver).session[holding.HELD]
    with clock.at(clock.now() + timedelta(minutes=61)):
        late = client_for(officer)
        session = late.session
        session[holding.HELD] = kept
        session.save()
        assert late.get(KEPT)["Location"] == "/account/"
        assert holding.HELD not in late.session
    forger = Client()
    forger.post(page_of(waiver), {"words": SAID, "whose": "somebody:else"})
    assert holding.HELD not in forger.session


@pytest.mark.parametrize(
    ("staff", "field", "kept"),
    [(True, "password", False), (False, "code", False), (False, "secret", False), (True, "code", True)],
)
def test_no_secret_is_kept_and_a_reason_is_none(officer, waiver, staff, field, kept):
    person_id = world.owner_of(officer).person_id
    assert person_id
    browser = Client()
    sent = {"whose": holding.whose(person_id), field: "goodwill", "words": SAID}
    browser.post(page_of(waiver) if staff else "/account/email/", sent)
    assert (holding.HELD in browser.session) == kept


def test_what_was_sent_is_forgotten_and_the_session_lasts_as_any_other(officer, waiver):
    browser = signs_in(signed_out(officer, waiver), officer)
    assert browser.session.get_expiry_age() > holding.SECONDS
    browser.post(page_of(waiver), {"words": SAID, "months": "3", "decline": "1"})
    assert holding.HELD not in browser.session


def test_nobody_fills_the_table_of_sessions_with_what_they_send(officer, waiver):
    for _time in range(holding.MOST_PER_PERSON):
        assert holding.HELD in signed_out(officer, waiver).session
    assert holding.HELD not in signed_out(officer, waiver).session


def test_public_pages_say_of_nobody_whose_they_are(officer):
    assert 'name="whose"' not in client_for(officer).get("/register/verify/").content.decode()
