"""One's own renewal, page by page, without a script."""

from typing import Any

import pytest
from django.test import Client

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.evidence.models import Document
from careregister.evidence.tests import papers as evidence
from careregister.people.models import Account
from careregister.people.tests import world as people
from careregister.register.models import StandingSpan
from careregister.register.tests import world as registers
from careregister.renewals import actions, fees, jobs, needs, questions
from careregister.renewals.models import Deferral, Renewal
from careregister.renewals.tests import papers, world
from careregister.renewals.tests.world import OPENS, WHY
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
HOME = "/account/renewal/"


@pytest.fixture(autouse=True)
def _now_and_paid(monkeypatch, settings, tmp_path):
    settings.FILES = tmp_path / "files"
    monkeypatch.setattr(fees, "fee_of", lambda person: fees.PAID)
    whole = needs.cpd_of

    def met(renewal: Renewal) -> Any:
        found = whole(renewal)
        return type(found)(
            **{name: getattr(found, name) for name in found.__slots__} | {"requirements": (), "topics": ()}
        )

    monkeypatch.setattr(needs, "cpd_of", met)
    monkeypatch.setattr("careregister.renewals.queries.own.cpd_of", met)
    with world.on(OPENS, 12):
        yield


def signed_in(renewal: Renewal) -> Client:
    account = Account(email=f"{renewal.pk.hex[:8]}@example.org", person_id=renewal.person_id)
    account.set_password(None)
    account.save()
    return client_for(account)


def picture(name: str, colour: str) -> Any:
    return evidence.file(evidence.picture(colour=colour), name)


def test_a_stranger_is_led_to_sign_in_and_who_was_never_registered_to_their_account():
    assert Client().get(HOME)["Location"].startswith("/account/sign-in/")
    client = client_for(people.account())
    for where in (HOME, HOME + "check/", HOME + "parts/details/", HOME + "more-time/", HOME + "work/"):
        assert client.get(where)["Location"] == "/account/"


def test_nothing_to_change_takes_four_presses():
    renewal = world.opened()
    client = signed_in(renewal)
    home = client.get(HOME).content.decode()
    assert "Please renew by 4 March 2027" in home
    assert f"{HOME}parts/details/" in home
    answer = client.post(HOME + "parts/details/", {"version": "0"})
    assert answer["Location"] == HOME + "parts/declarations/"
    answer = client.post(HOME + "parts/declarations/", {"version": "0", **world.NO_TO_ALL})
    assert answer["Location"] == HOME + "check/"
    page = client.get(HOME + "check/").content.decode()
    assert "Renew my registration" in page
    renewal.refresh_from_db()
    answer = client.post(HOME + "check/", {"seen": str(renewal.steps_taken)}, follow=True)
    assert "You are registered until 4 March 2028" in answer.content.decode()
    span = StandingSpan.objects.get(registrant=renewal.registrant, known__upper_inf=True, valid__contains=clock.now())
    assert str(span.registered_until) == "2028-03-04"


def test_what_is_left_out_is_named_and_nothing_is_chosen_beforehand():
    client = signed_in(world.opened())
    page = client.get(HOME + "parts/declarations/").content.decode()
    assert " checked" not in page
    answer = client.post(HOME + "parts/declarations/", {"version": "0", "health_affects": "yes", "dismissed": "no"})
    assert answer.status_code == 400
    words = answer.content.decode()
    assert "Answer the question “Is an employer, council" in words
    assert "Write what we should know" in words
    assert client.get(HOME + "check/")["Location"] == HOME + "parts/details/"


def test_a_yes_goes_to_a_registrar_and_the_page_says_so():
    renewal = world.opened()
    client = signed_in(renewal)
    client.post(HOME + "parts/details/", {"version": "0"})
    client.post(HOME + "parts/declarations/", {"version": "0", **world.NO_TO_ALL, "investigated": "yes"})
    answer = client.post(HOME + "check/", {"seen": "0"}, follow=True)
    assert "We have it, and look at it" in answer.content.decode()
    assert client.get(HOME + "parts/details/")["Location"] == HOME


def test_more_time_is_asked_for_and_taken_back():
    renewal = world.opened()
    client = signed_in(renewal)
    bad = {"reason": "illness", "until-day": "1", "until-month": "1", "until-year": "2029", "words": ""}
    answer = client.post(HOME + "more-time/", bad)
    assert "at most" in answer.content.decode()
    good = bad | {"until-day": "1", "until-month": "6", "until-year": "2027", "words": "In hospital"}
    answer = client.post(HOME + "more-time/", good, follow=True)
    assert "You asked for more time" in answer.content.decode()
    assert client.get(HOME + "more-time/")["Location"] == HOME
    client.post(HOME + "more-time/withdrawal/")
    assert Deferral.objects.get().state == "taken_back"


def test_somebody_at_work_is_named_and_forgotten():
    renewal = world.opened()
    client = signed_in(renewal)
    assert client.post(HOME + "work/", {"name": "Tom", "email": "tom"}).status_code == 400
    answer = client.post(HOME + "work/", {"name": "Tom Boss", "email": "tom@example.org"}, follow=True)
    assert "Tom Boss" in answer.content.decode()
    answer = client.post(HOME + "work/", {"end": "1"}, follow=True)
    assert "Tom Boss" not in answer.content.decode()


def test_every_state_has_its_page():
    renewal = world.opened()
    client = signed_in(renewal)
    actions.ask_deferral(renewal.pk, "illness", world.UNTIL, by=world.themselves(renewal), because=WHY)
    actions.agree_deferral(renewal.pk, world.UNTIL, by=world.staff(), because=WHY)
    assert "You have until 4 March 2027" in client.get(HOME).content.decode()
    with world.on(world.UNTIL, 12):
        client = client_for(Account.objects.get(person=renewal.person_id))
        world.fill(renewal, declarations={**world.NO_TO_ALL, "convicted": "yes"})
        actions.send(renewal.pk, by=world.themselves(renewal), because=WHY)
        actions.hand_back(renewal.pk, by=world.staff(), because=WHY)
        assert WHY.words in client.get(HOME).content.decode()
    with world.on(world.UNTIL.replace(month=6), 12):
        client = client_for(Account.objects.get(person=renewal.person_id))
        assert "Your renewal is late" in client.get(HOME).content.decode()


def test_who_lapsed_comes_back_with_one_press_and_the_same_parts():
    renewal = world.opened()
    client = signed_in(renewal)
    registers.do(renewal.registrant, "lapse")
    with world.on(OPENS, 13):
        actions.close(renewal.pk, by=CLOCK, because=jobs.NOT_NEEDED)
        assert "You can ask to come back" in client.get(HOME).content.decode()
        page = client.post(HOME + "coming-back/", follow=True).content.decode()
        assert "Coming back to the register" in page
        assert questions.DETAILS in page


def test_the_account_of_a_registrant_leads_to_their_entry_and_their_renewal():
    renewal = world.opened()
    text = signed_in(renewal).get("/account/").content.decode()
    assert f"/register/{renewal.registrant.number_id}/" in text
    assert HOME in text


def test_what_ran_out_is_answered_with_papers_that_stay_through_mistakes_and_can_be_removed():
    renewal = papers.out()
    client, where = signed_in(renewal), HOME + "parts/evidence/"
    answer = client.post(where, {"version": "0"})
    said = answer.content.decode()
    assert answer.status_code == 400
    for words in ("Criminal record: add a photo or a PDF", "Insurance: add a photo or a PDF"):
        assert words in said
    answer = client.post(where, {"version": "0", "insurance_papers": picture("policy.jpg", "green")})
    assert answer.status_code == 400
    kept = Document.objects.get()
    assert "policy.jpg" in answer.content.decode()
    assert kept.purpose == "insurance"
    told = {"version": "0", "criminal_record": "My employer saw it", "insurance_papers-kept": str(kept.pk)}
    assert client.post(where, told).status_code == 302
    assert client.post(where, told | {"version": "1", "insurance_papers-remove": str(kept.pk)}).status_code == 400
    kept.refresh_from_db()
    assert kept.destroyed_because == "own_wish"
    assert client.get(HOME + "check/")["Location"] == HOME + "parts/details/"


def test_a_mobile_number_that_nobody_signs_in_by_is_put_right_by_asking():
    renewal = papers.out()
    client, where = signed_in(renewal), HOME + "parts/details/"
    assert "/account/phone/" not in client.get(where).content.decode()
    Account.objects.filter(person=renewal.person_id).update(phone="+447700900123")
    assert "/account/phone/" in client.get(where).content.decode()


def test_every_mistake_about_papers_says_which_of_them_it_is():
    renewal = papers.out()
    client, where = signed_in(renewal), HOME + "parts/evidence/"
    wrong = {f"{kind}_papers": evidence.file(b"hello", "notes.txt") for kind in ("criminal_record", "insurance")}
    said = client.post(where, {"version": "0", "insurance": "x" * 2001, **wrong}).content.decode()
    for name in ("Criminal record", "Insurance"):
        assert f'-papers">{name}: We cannot use' in said.replace("_papers", "-papers")
    assert "“Insurance: or tell us about it”: use 2,000 characters or fewer" in said
    said = client.post(where, {"version": "0", "insurance": "x" * 2001}).content.decode()
    assert "Insurance: add a photo" not in said  # it was told in words, only too long
    assert "Criminal record: add a photo" in said
    assert "(optional)" not in said
    said = client.post(where, {"version": "0", "insurance_papers": picture("policy.jpg", "green")}).content.decode()
    assert "Insurance: we have these" in said


@pytest.mark.parametrize("where", ["parts/declarations/", "parts/evidence/", "more-time/"])
def test_no_box_for_words_is_cut_short_by_the_browser(where):
    assert "maxlength" not in signed_in(papers.out()).get(HOME + where).content.decode()


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("parts/evidence/", {"insurance": "Mutual 4711"}),
        ("more-time/", {"words": "Mutual 4711"}),
        ("parts/declarations/", {"health_words": "Mutual 4711"}),
    ],
)
def test_what_was_written_while_signed_out_is_there_after_signing_in_and_not_yet_sent(where, said):
    renewal = papers.out()
    client, where = signed_in(renewal), HOME + where
    whose = client.get(where).content.decode().split('name="whose" value="')[1].split('"')[0]
    client.session.flush()
    answer = client.post(where, {**said, "whose": whose})
    assert answer["Location"].startswith("/account/sign-in/")
    client.force_login(Account.objects.get(person=renewal.person_id))
    page = client.get(where)
    assert (page.status_code, "Mutual 4711" in page.content.decode()) == (200, True)
    assert "You were signed out while writing" in page.content.decode()
    assert not renewal.answers.exists()
    assert not Deferral.objects.exists()


def test_nobody_names_the_papers_of_another():
    renewal, other = papers.out("insurance"), papers.out("insurance")
    theirs = papers.given(other, "insurance")
    client = signed_in(renewal)
    answer = client.post(HOME + "parts/evidence/", {"version": "0", "insurance_papers-kept": theirs})
    assert answer.status_code == 400
    assert not renewal.answers.filter(part="evidence").exists()


def test_papers_are_listed_before_and_after_they_are_sent():
    renewal = papers.out("insurance")
    client = signed_in(renewal)
    world.fill(renewal)
    client.post(HOME + "parts/evidence/", {"version": "0", "insurance_papers": picture("policy.jpg", "green")})
    page = client.get(HOME + "check/").content.decode()
    assert "policy.jpg" in page
    assert "Send my renewal" in page
    renewal.refresh_from_db()
    page = client.post(HOME + "check/", {"seen": str(renewal.steps_taken)}, follow=True).content.decode()
    assert "We have it, and look at it" in page
    assert "policy.jpg" in page
