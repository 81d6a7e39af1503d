"""The pages of one's own application: who sees them, what two tabs do, what is left of words when the session ends."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from careregister.applications import actions, queries, states
from careregister.applications.tests import world as applications
from careregister.base import clock
from careregister.people.tests import world
from careregister.web.parts import holding
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
NAME = "/account/application/about_you/name/"
ADDRESS = "/account/application/about_you/address/"


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def account():
    return world.account(name="Grace Okafor")


@pytest.fixture
def grace(account) -> Client:
    browser = client_for(account, second_step=False)
    assert browser.post("/account/application/begin/").status_code == 302
    return browser


def hidden(page) -> dict[str, str]:
    """What the form carries without being seen."""
    found = re.findall(r'<input type="hidden" name="(base|tab|whose)" value="([^"]*)">', page.content.decode())
    return dict(found)


def mine_of(person_id) -> Any:
    return queries.mine(person_id)


def kept(account, code: str = "about_you"):
    mine = mine_of(account.person_id)
    return queries.section_for(mine.id, code, world.owner_of(account)).data


def test_nobody_else_is_let_in(grace):
    for where in ("/account/application/", NAME, "/account/application/check/", "/account/application/question/"):
        answer = Client().get(where)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/sign-in/")


def test_another_person_sees_their_own_and_nothing_of_this(grace):
    page = grace.get(NAME)
    grace.post(NAME, {"legal_name": "Grace Okafor-Secret", **hidden(page)})
    other = client_for(world.account(name="Ann Other"), second_step=False)
    assert other.get(NAME)["Location"] == "/account/application/"
    other.post("/account/application/begin/")
    assert b"Okafor-Secret" not in other.get(NAME).content


def test_what_does_not_exist_is_not_found(grace):
    for where in ("nothing/", "about_you/nothing/", "about_you/1/name/", "employment/job/"):
        assert grace.get(f"/account/application/{where}").status_code in (404, 302), where
    assert grace.get("/account/application/nothing/").status_code == 404


def test_a_part_that_waits_for_another_leads_back_and_says_why(grace):
    answer = grace.get("/account/application/gaps/", follow=True)
    assert answer.redirect_chain[0][0] == "/account/application/"
    assert "First finish the part" in answer.content.decode()


def test_a_mistake_keeps_what_was_typed(grace):
    answer = grace.post(NAME, {"legal_name": "x" * 121, "known_as": "Bose", **hidden(grace.get(NAME))})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "x" * 121 in text
    assert 'value="Bose"' in text
    assert "You wrote 121." in text


def test_of_two_tabs_the_second_is_told_and_loses_nothing(grace, account):
    first, second = grace.get(NAME), grace.get(NAME)
    assert grace.post(NAME, {"legal_name": "Grace First", **hidden(first)}).status_code == 302
    told = grace.post(NAME, {"legal_name": "Grace Second", "known_as": "Gigi", **hidden(second)})
    text = told.content.decode()
    assert "changed in another window" in text
    assert "Grace First" in text
    assert 'value="Grace Second"' in text
    assert 'value="Gigi"' in text
    assert kept(account)["legal_name"] == "Grace First"
    again = {"legal_name": "Grace Second", "known_as": "Gigi", **hidden(told)}
    assert grace.post(NAME, again).status_code == 302
    assert kept(account)["legal_name"] == "Grace Second"


def test_two_tabs_on_two_pages_of_one_part_do_not_meet(grace, account):
    name, born = grace.get(NAME), grace.get("/account/application/about_you/born/")
    grace.post(NAME, {"legal_name": "Grace", **hidden(name)})
    day = {"date_of_birth-day": "4", "date_of_birth-month": "5", "date_of_birth-year": "1990"}
    assert grace.post("/account/application/about_you/born/", {**day, **hidden(born)}).status_code == 302
    assert kept(account)["legal_name"] == "Grace"
    assert kept(account)["date_of_birth"] == "1990-05-04"


def test_saving_by_itself_keeps_what_is_right_and_never_what_is_newer_elsewhere(grace, account):
    page = grace.get(ADDRESS)
    by_itself = {"headers": {"X-Autosave": "1"}}
    answer = grace.post(ADDRESS, {"address": "1 High Street", "postcode": "M3", **hidden(page)}, **by_itself)
    assert answer.json()["words"] == "Saved at 11:00am"
    assert kept(account)["address"] == "1 High Street"
    assert "postcode" not in kept(account)
    other = grace.get(ADDRESS)
    grace.post(ADDRESS, {"address": "2 Low Road", "postcode": "M33 7ZF", "moved": "no", **hidden(other)})
    stale = {**hidden(page), "base": answer.json()["base"], "address": "1 High Street, Sale"}
    late = grace.post(ADDRESS, stale, **by_itself)
    assert late.status_code == 409
    assert kept(account)["address"] == "2 Low Road"


def test_a_lost_answer_to_saving_by_itself_is_no_conflict_with_oneself(grace, account):
    page = grace.get(NAME)
    grace.post(NAME, {"legal_name": "Gra", **hidden(page)}, headers={"X-Autosave": "1"})
    assert grace.post(NAME, {"legal_name": "Grace", **hidden(page)}).status_code == 302
    assert kept(account)["legal_name"] == "Grace"


def test_words_sent_after_the_session_ended_are_there_after_sign_in(grace, account):
    page = grace.get(NAME)
    stranger = Client()
    answer = stranger.post(NAME, {"legal_name": "Grace after the break", **hidden(page)})
    assert answer.status_code == 302
    assert answer["Location"] == f"/account/sign-in/?next={NAME}"
    assert "Grace after" not in str(dict(stranger.session.items()))
    stranger.force_login(account)
    back = stranger.get(NAME).content.decode()
    assert "You were signed out while writing" in back
    assert 'value="Grace after the break"' in back
    assert "after the break" not in stranger.get(NAME).content.decode()
    assert kept(account) == {}


def test_words_that_were_held_are_shown_to_nobody_else(grace):
    page = grace.get(NAME)
    stranger = Client()
    stranger.post(NAME, {"legal_name": "Grace after the break", **hidden(page)})
    other: Any = world.account(name="Ann Other")
    applications_by = world.owner_of(other)
    actions.begin(other.person_id, by=applications_by, because=world.OWN_WISH)
    stranger.force_login(other)
    assert "after the break" not in stranger.get(NAME).content.decode()


def test_words_are_held_for_an_hour_and_only_for_a_page_of_ours(grace, account):
    page = grace.get(NAME)
    stranger = Client()
    stranger.post(NAME, {"legal_name": "Too late", **hidden(page)})
    stranger.force_login(account)
    with clock.at(TODAY.replace(hour=13)):
        assert "Too late" not in stranger.get(NAME).content.decode()
    forger = Client()
    forger.post(NAME, {"legal_name": "Forged", "whose": "x:y"})
    assert holding.HELD not in forger.session


def test_several_things_are_added_changed_and_taken_away(grace, account):
    mine = mine_of(account.person_id)
    actions.save(mine.id, "about_you", applications.ANSWERS["about_you"], seen=0, by=world.owner_of(account))
    new = "/account/application/employment/new/job/"
    job = {"role": "Carer", "employer": "Sunny", "care": "yes", "started-month": "7", "started-year": "2020"}
    answer = grace.post(new, {**job, "still": "yes", **hidden(grace.get(new))})
    assert answer["Location"] == "/account/application/employment/"
    assert len(kept(account, "employment")["items"]) == 1
    change = "/account/application/employment/1/job/"
    answer = grace.post(change, {**job, "employer": "Rainy", "still": "no", **hidden(grace.get(change))})
    assert answer["Location"] == "/account/application/employment/1/ended/"
    assert "Not finished" in grace.get("/account/application/employment/").content.decode()
    remove = "/account/application/employment/1/remove/"
    stale = hidden(grace.get(remove))["base"]
    grace.post(change, {**job, "employer": "Cloudy", "still": "no", **hidden(grace.get(change))})
    grace.post(remove, {"base": stale})
    assert len(kept(account, "employment")["items"]) == 1
    grace.post(remove, {"base": hidden(grace.get(remove))["base"]})
    assert kept(account, "employment")["items"] == []


def test_a_way_that_nobody_is_set_up_for_is_not_offered(grace, account):
    by, mine = world.owner_of(account), mine_of(account.person_id)
    actions.save(mine.id, "about_you", applications.ANSWERS["about_you"], seen=0, by=by)
    assert b'value="online"' not in grace.get("/account/application/identity/route/").content


def test_gaps_are_found_and_offered_ready_filled(grace, account):
    mine, by = mine_of(account.person_id), world.owner_of(account)
    actions.save(mine.id, "about_you", applications.ANSWERS["about_you"], seen=0, by=by)
    items = [{"role": "Carer", "employer": "Sunny", "care": "yes", "started": "2021-03", "still": "yes"}]
    actions.save(mine.id, "employment", {"items": items, "none": False}, seen=0, by=by)
    page = grace.get("/account/application/gaps/").content.decode()
    assert "July 2020 to February 2021, 8 months" in page
    filled = grace.get("/account/application/gaps/new/gap/?started=2020-07&ended=2021-02").content.decode()
    assert 'value="2020"' in filled
    assert 'value="7"' in filled


@pytest.mark.parametrize("state", states.APPLICATION.states)
def test_every_state_has_its_page(state):
    if state in (states.DISCARDED, states.LED_BACK):
        return
    with clock.at(applications.NOON):
        application_id, by = applications.in_state(state)
        browser = browser_of(by.person_id)
        page = browser.get("/account/application/")
        assert page.status_code == 200
        assert str(mine_of(by.person_id).reference) in page.content.decode()
        assert browser.get("/account/").status_code == 200
        for where in ("check", "sent", "withdraw", "question", "reply", "appeal", "about_you", "references"):
            assert browser.get(f"/account/application/{where}/").status_code in (200, 302), where
    assert application_id


def browser_of(person_id) -> Client:
    from careregister.people.models import Account

    account = Account.objects.create(email="applicant@example.org", person_id=person_id)
    return client_for(account, second_step=False)


def test_a_question_is_answered_by_link_once():
    with clock.at(applications.NOON):
        application_id, _by = applications.in_review()
        registrar = applications.ready(application_id)
        actions.ask(application_id, by=registrar, because=applications.BECAUSE)
        from careregister.letters.models import Letter

        body = Letter.objects.get(kind="applications.question").words.opened("body")
        where = "/answer/" + body.split("/answer/")[1].split("/")[0] + "/"
        browser = Client()
        assert "Said in words." in browser.get(where).content.decode()
        assert "Enter your answer" in browser.post(where, {"words": " "}).content.decode()
        assert "We have your answer" in browser.post(where, {"words": "Here it is."}).content.decode()
        assert browser.get(where).status_code == 410
        assert browser.post(where, {"words": "Again."}).status_code == 410
