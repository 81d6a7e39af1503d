"""Sessions end: in time, for everybody at once when they must, and without leaving anything behind."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from careregister.base import clock
from careregister.people.queries import demo_people
from careregister.people.seeds import demo_staff
from careregister.people.session_engine import SessionStore
from careregister.people.tests import world
from careregister.project.jobs import clear_sessions
from careregister.web.account.tests.guess import NOON
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
PASSWORD = "seven wet otters juggle"
HERE: dict[str, Any] = {"HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "127.0.0.1"}


def after(client: Client, **later) -> int:
    with clock.at(NOON + timedelta(**later)):
        return client.get("/account/").status_code


@pytest.fixture
def staff():
    with clock.at(NOON):
        return client_for(world.account("editor"))


def test_staff_are_out_after_half_an_hour_without_use(staff):
    assert after(staff, minutes=29) == 200
    assert after(staff, minutes=60) == 302
    assert after(staff, minutes=60) == 302


def test_staff_are_out_after_twelve_hours_whatever_they_do(staff):
    for minutes in range(0, 12 * 60, 25):
        assert after(staff, minutes=minutes) == 200
    assert after(staff, minutes=12 * 60 + 1) == 302


def test_others_may_stay_longer():
    with clock.at(NOON):
        client = client_for(world.account())
    assert after(client, days=13) == 200
    assert after(client, days=28) == 302


def test_what_is_kept_of_a_session_ends_by_the_one_clock():
    with clock.at(NOON):
        client_for(world.account())
    for days, left in ((29, 1), (31, 0)):
        with clock.at(NOON + timedelta(days=days)):
            kept = SessionStore(Session.objects.get().session_key)
            assert bool(kept.load()) == bool(left)
            clear_sessions()
            assert Session.objects.count() == left


def test_who_becomes_staff_is_held_to_the_shorter_time():
    account = world.account()
    assert account.person
    with clock.at(NOON):
        client = client_for(account)
    assert after(client, minutes=20) == 200
    with clock.at(NOON):
        world.RoleGrant.objects.create(
            account=account, person=account.person, role="editor", side="neither", held=world.from_now_on(NOON)
        )
    assert after(client, minutes=55) == 302


def test_an_ended_session_is_told_and_asked_to_forget(staff):
    with clock.at(NOON + timedelta(hours=1)):
        gone = staff.get("/account/")
        assert gone["Location"] == "/account/sign-in/?next=/account/"
        assert gone["Clear-Site-Data"] == '"cache", "storage"'
        assert "some time has passed" in staff.get("/account/sign-in/").content.decode()


def test_signing_out_kills_the_session_and_clears_up(staff):
    with clock.at(NOON):
        cookie = staff.cookies["session"].value
        assert staff.get("/account/sign-out/").status_code == 200, "a link or a picture signs nobody out"
        answer = staff.post("/account/sign-out/")
        assert answer["Clear-Site-Data"] == '"cache", "storage"'
        replay = Client()
        replay.cookies["session"] = cookie
        assert replay.get("/account/").status_code == 302


def test_every_page_of_somebody_signed_in_stays_out_of_caches(staff):
    with clock.at(NOON):
        for path in ("/account/", "/account/keys/", "/account/sessions/", "/staff/", "/health/live"):
            assert "no-store" in staff.get(path)["Cache-Control"], path


def test_signing_in_gives_a_new_session_key():
    world.account(email="grace@example.org", password=PASSWORD)
    client = Client()
    client.get("/account/sign-in/")
    before = client.session.session_key
    client.post("/account/sign-in/", {"login": "grace@example.org", "password": PASSWORD})
    assert client.session.session_key != before


def test_one_signs_out_everywhere_else_and_stays_here():
    account = world.account()
    here, there = client_for(account), client_for(account)
    for client in (here, there):
        assert client.get("/account/").status_code == 200
    here.post("/account/sessions/")
    assert (here.get("/account/").status_code, there.get("/account/").status_code) == (200, 302)


def test_everybody_is_told_what_joining_takes(client):
    page = client.get("/account/join/")
    assert page.status_code == 200
    assert "half an hour" in page.content.decode()


# ---- the demonstration's button ---------------------------------------------------------------------------------


@pytest.fixture
def demo(settings):
    settings.DEMO, settings.HTTPS, settings.TRUSTED_PROXIES = True, False, 0
    demo_staff()


def button(client: Client, role: str = "registrar", **more: Any):
    row = demo_people()[role][0]
    return client.post("/account/demo/", {"account": str(row.account_id)}, **{**HERE, **more})


def test_without_demo_mode_there_is_no_button(settings):
    settings.DEMO = False
    demo_staff()
    assert Client().get("/account/demo/", **HERE).status_code == 404
    assert button(Client()).status_code == 404


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("more", [{"REMOTE_ADDR": "10.0.0.3"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}], ids=str)
def test_from_elsewhere_it_is_refused(more):
    client = Client()
    assert button(client, **more).status_code == 403
    assert client.get("/staff/", **HERE).status_code == 302


@pytest.mark.usefixtures("demo")
def test_a_link_signs_nobody_in():
    client = Client()
    row = demo_people()["registrar"][0]
    client.get("/account/demo/", {"account": str(row.account_id)}, **HERE)
    assert client.get("/staff/", **HERE).status_code == 302


@pytest.mark.usefixtures("demo")
def test_it_signs_in_nobody_but_the_invented():
    real = world.account("registrar")
    for wanted in (str(real.pk), "", "nonsense"):
        assert Client().post("/account/demo/", {"account": wanted}, **HERE).status_code == 404


@pytest.mark.usefixtures("demo")
def test_one_click_opens_the_staff_pages():
    client = Client()
    assert button(client)["Location"] == "/staff/"
    assert client.get("/staff/", **HERE).status_code == 200
    assert client.get("/account/demo/", **HERE).status_code == 200


@pytest.mark.usefixtures("demo")
def test_such_a_session_dies_with_demo_mode_and_elsewhere(settings):
    client, carried_off = Client(), Client()
    button(client)
    carried_off.cookies["session"] = client.cookies["session"].value
    assert carried_off.get("/staff/", **{**HERE, "REMOTE_ADDR": "10.0.0.3"}).status_code == 302
    button(client)
    settings.DEMO = False
    assert client.get("/staff/", **HERE).status_code == 302
    settings.DEMO = True
    assert client.get("/staff/", **HERE).status_code == 302, "it does not come back to life"


def test_from_where_somebody_was_signed_in_is_forgotten_with_the_session():
    ended, kept = (client_for(world.account("editor")) for _ in range(2))
    for client in (ended, kept):
        client.get("/account/")
    assert UserSession.objects.count() == 2
    Session.objects.filter(session_key=ended.session.session_key).update(expire_date=clock.now() - timedelta(days=1))
    clear_sessions()
    assert UserSession.objects.get().session_key == kept.session.session_key


def test_another_address_or_browser_is_noted_at_once_and_otherwise_each_minute():
    client, noon = client_for(world.account()), clock.now()
    whence: dict[str, Any] = {"REMOTE_ADDR": "192.0.2.7", "HTTP_USER_AGENT": "Hers"}

    def kept(seconds: int, **changed: Any):
        with clock.at(noon + timedelta(seconds=seconds)):
            assert client.get("/account/keys/", **whence | changed).status_code == 200
        row = UserSession.objects.get()
        return row.ip, row.user_agent, row.last_seen_at

    first = kept(0)
    assert first[:2] == ("192.0.2.7", "Hers")
    assert kept(59) == first
    later = kept(61)
    assert later[2] > first[2]
    assert kept(62, REMOTE_ADDR="192.0.2.8")[0] == "192.0.2.8"
    assert kept(63, REMOTE_ADDR="192.0.2.8", HTTP_USER_AGENT="Another")[1] == "Another"
