"""The pages for whoever holds a link: wrong links first, then what is shown, kept and given back."""

from datetime import date, timedelta

import pytest

from careregister.base import clock
from careregister.base.actors import Because
from careregister.checks import actions, jobs
from careregister.checks.models import Ask
from careregister.checks.tests import asking
from careregister.people.tests import world

pytestmark = pytest.mark.django_db
MOMENT = clock.start_of_day(date(2026, 11, 2)) + timedelta(hours=10)
TYPED = {
    "relation": "manager",
    "role": "Care assistant",
    "started-month": "March",
    "started-year": "2021",
    "still": "no",
    "ended-month": "6",
    "ended-year": "2024",
    "reason": "left",
    "conduct": "Kind, patient and on time.",
    "again": "yes",
    "safety": "no",
    "confidential": "yes",
    "true": "on",
}


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(MOMENT):
        yield


@pytest.fixture
def ask_id():
    return asking.ask(asking.applicant())


@pytest.fixture
def address(ask_id):
    return f"/asked/{asking.tokens(ask_id)[0]}/"


def send(client, address, step="send", **changed):
    return client.post(f"{address}questions/", {**TYPED, "step": step, **changed})


@pytest.mark.parametrize("path", ["", "questions/", "decline/"])
def test_a_link_that_nobody_was_sent_shows_nothing(client, path):
    answer = client.get(f"/asked/{'x' * 32}/{path}")
    assert answer.status_code == 404
    assert "This link does not work" in answer.content.decode()
    assert client.post(f"/asked/{'x' * 32}/new-link/").status_code == 404


def test_looking_for_links_is_slowed_down(client):
    answers = [client.get(f"/asked/{number:032}/").status_code for number in range(14)]
    assert answers[0] == 404
    assert answers[-1] == 429


@pytest.mark.parametrize("path", ["", "questions/", "decline/"])
def test_no_page_is_kept_or_indexed(client, address, path):
    answer = client.get(address + path)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]


def test_the_page_names_the_person_and_tells_nothing_else_of_them(client, ask_id, address):
    shown = client.get(address).content.decode()
    assert "Grace Okafor" in shown
    person = Ask.objects.get(pk=ask_id).person
    for secret in (str(person.pk), str(ask_id), "rosa@rosehouse.example"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"conduct": ""}, "How did they treat the people"),
        ({"started-month": "13"}, "The month must be a number from 1 to 12"),
        ({"ended-year": "2019"}, "This must not be before the date above"),
        ({"reason": ""}, "Answer the question “Why did it end? (if they have left)”"),
        ({"safety": "yes"}, "Answer the question “What is it? (if you said yes)”"),
        ({"safety_words": "She left doors open."}, "but your answer above says otherwise"),
        ({"true": ""}, "as far as I know"),
        ({"relation": "mother"}, "mother"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent_or_lost(client, ask_id, address, changed, said):
    for step in ("check", "send"):
        answer = send(client, address, step, **changed)
        assert answer.status_code == 400
        assert said in answer.content.decode()
        assert "There is a problem" in answer.content.decode()
        if "conduct" not in changed:
            assert "Kind, patient and on time." in answer.content.decode()
    assert Ask.objects.get(pk=ask_id).state == "requested"


def test_answers_are_checked_then_sent_once(client, ask_id, address):
    checked = send(client, address, "check").content.decode()
    assert "Check your answers" in checked
    assert "March 2021" in checked
    assert "They left by their own wish" in checked
    assert Ask.objects.get(pk=ask_id).state == "requested", "looking is not sending"
    changed = send(client, address, "change").content.decode()
    assert "Kind, patient and on time." in changed
    assert send(client, address).status_code == 302
    assert send(client, address).status_code == 409
    row = Ask.objects.get(pk=ask_id)
    assert (row.state, row.confidential) == ("received", True)
    assert row.opened("answers")["started"] == "2021-03"
    thanks = client.get(address).content.decode()
    assert "Your answers have arrived" in thanks
    assert "Okafor" not in thanks
    assert client.get(f"{address}questions/").status_code == 302


def test_who_is_too_late_gets_their_words_back_and_may_have_a_new_link(client, ask_id, address):
    with clock.at(MOMENT + timedelta(days=30)):
        for _clock_came_by in range(2):
            answer = send(client, address)
            page = answer.content.decode()
            assert answer.status_code == 409
            assert "The time for an answer is over" in page
            assert "Kind, patient and on time." in page
            jobs.expire_asks()
        assert Ask.objects.get(pk=ask_id).state == "expired"
        assert "on its way" in client.post(f"{address}new-link/").content.decode()
        assert client.post(f"{address}new-link/").status_code == 302
        new = f"/asked/{asking.tokens(ask_id)[-1]}/"
        assert new != address
        assert send(client, new).status_code == 302


def test_words_that_cannot_be_right_are_given_back_as_well(client, address):
    with clock.at(MOMENT + timedelta(days=30)):
        page = send(client, address, conduct="<b>x</b>" * 1000, relation="mother").content.decode()
        assert "&lt;b&gt;x&lt;/b&gt;" in page
        assert "mother" in page


def test_what_was_taken_back_needs_no_answer(client, ask_id, address):
    actions.withdraw_asks(Ask.objects.get(pk=ask_id).cause_id, by=world.actor("registrar"), because=Because("ended"))
    assert "No answer is needed any more" in client.get(address).content.decode()
    assert "Kind, patient" in send(client, address).content.decode()
    assert client.post(f"{address}new-link/").status_code == 409


def test_not_this_time(client, ask_id, address):
    assert client.get(f"{address}decline/").status_code == 200
    assert Ask.objects.get(pk=ask_id).state == "requested", "looking is not declining: mail programs open links"
    assert client.post(f"{address}decline/").status_code == 302
    assert "You told us that you will not answer" in client.get(address).content.decode()
    assert Ask.objects.get(pk=ask_id).declined_because == "not_now"


def test_never_again_works_with_a_link_that_was_used(client, ask_id, address):
    send(client, address)
    answer = client.post(f"{address}decline/", {"never": "yes"}).content.decode()
    assert "We will not write to you again" in answer
    later = asking.ask(asking.applicant())
    assert asking.letters(later) == []


def test_never_again_is_taken_back_with_the_same_link(client, ask_id, address):
    assert "You may write to me again" not in client.get(f"{address}decline/").content.decode()
    assert "You may write to me again" in client.post(f"{address}decline/", {"never": "yes"}).content.decode()
    assert "You may write to me again" in client.get(f"{address}decline/").content.decode()
    assert client.post(f"{address}decline/", {"again": "yes"}).status_code == 302
    assert asking.letters(asking.ask(asking.applicant()))


@pytest.mark.parametrize("kind", ["voucher", "employer_dbs"])
def test_every_kind_has_its_page(client, kind):
    ask_id = asking.ask(asking.applicant(), kind=kind)
    address = f"/asked/{asking.tokens(ask_id)[0]}/"
    assert client.get(address).status_code == 200
    assert client.get(f"{address}questions/").status_code == 200


def test_an_employer_answers(client):
    ask_id = asking.ask(asking.applicant(), kind="employer_dbs")
    typed = {"job": "Manager", "seen": "yes", "level": "enhanced", "workforce": "adult", "content": "yes", "true": "on"}
    for field, days in (("seen_on", (2, 5, 2026)), ("issued_on", (1, 4, 2026))):
        typed |= {f"{field}-{part}": str(day) for part, day in zip(("day", "month", "year"), days, strict=True)}
    answer = client.post(f"/asked/{asking.tokens(ask_id)[0]}/questions/", {**typed, "step": "send"})
    assert answer.status_code == 302
    assert Ask.objects.get(pk=ask_id).state == "received"
