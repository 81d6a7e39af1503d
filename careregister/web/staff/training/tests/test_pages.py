"""Audits on the pages of staff: what opens for whom, and that a look is written down."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from careregister.base import clock
from careregister.history.models import Entry
from careregister.training import actions
from careregister.training.models import Audit, Draw
from careregister.training.tests.cpd import TODAY, UNTIL, asked, drawn, given, log, registrant
from careregister.training.tests.test_audits import SAYS
from careregister.web.parts.tests.signing_in import staff_client
from careregister.web.staff.training import queue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(clock.start_of_day(TODAY)):
        yield


def step(client, audit, action, **sent):
    where = reverse("staff:audit_step", args=[audit.pk, action])
    found = re.search(r'name="seen"[^>]* value="(\d+)"', client.get(where).content.decode())
    assert found
    return client.post(where, {"seen": found.group(1), "words": "Read.", **sent}, follow=True)


def test_the_words_of_a_log_open_to_a_reviewer_and_not_to_an_auditor():
    by, made = registrant()
    log(by, what="About Mrs Ash's diet")
    audit = asked(by, made)
    where = reverse("staff:audit", args=[audit.pk])
    assert "Mrs Ash" not in staff_client("registrar").get(where).content.decode()
    actions.give(audit.pk, "Mrs Ash would say so too", by=by, because=SAYS)
    assert "Mrs Ash" in staff_client("registrar").get(where).content.decode()
    assert "Mrs Ash" not in staff_client("auditor").get(where).content.decode()
    assert Entry.objects.filter(what="training.audit_read").count() == 1


def test_one_finds_and_another_agrees():
    audit = given(*registrant())
    first, second = staff_client("registrar"), staff_client("head_of_registration")
    step(first, audit, "find_not_met", words="Nothing about what changed.")
    assert Audit.objects.get().state == "second_look"
    answer = first.get(reverse("staff:audit_step", args=[audit.pk, "agree_not_met"]))
    assert answer.status_code == 403
    step(second, audit, "agree_not_met", words="I agree.")
    assert Audit.objects.get().state == "not_met"


def test_a_step_without_words_is_asked_again_and_an_accepting_needs_none():
    audit = given(*registrant())
    client = staff_client("registrar")
    answer = step(client, audit, "want_more", words=" ")
    assert "Enter what you write to the person" in answer.content.decode()
    step(client, audit, "accept", words="")
    assert Audit.objects.get().outcome == "met"


def test_more_time_until_a_day():
    audit = asked(*registrant())
    assert audit.answer_by is not None
    day = audit.answer_by + timedelta(days=30)
    sent = {"until-day": day.day, "until-month": day.month, "until-year": day.year, "words": "Ill since October."}
    step(staff_client("registrar"), audit, "more_time", **sent)
    assert Audit.objects.get().answer_by == day


def test_the_list_as_a_file_is_for_the_head_and_the_auditor_and_leaves_a_line():
    audit = given(*registrant(name="=Formula Person"))
    for role in ("head_of_registration", "auditor"):
        answer = staff_client(role).post("/staff/training/list/", {"tab": "us"})
        text = answer.content.decode("utf-8-sig")
        assert audit.number in text
        assert "'=Formula Person" in text
    assert Entry.objects.filter(what="training.audit_list_taken").count() == 2


def test_every_tab_opens_and_counts():
    given(*registrant())
    client = staff_client("registrar")
    for tab in ("us", "them", "late", "unreached", "ended", "all", "nonsense"):
        assert client.get(f"/staff/training/?tab={tab}").status_code == 200
    page = client.get("/staff/training/").content.decode()
    assert "With us (1)" in page
    assert "Of these, no answer in time" in page  # they are with the person, and counted there too
    assert "Audits of learning that wait for a reader" in client.get("/staff/").content.decode()


def test_a_month_is_drawn_by_hand_with_a_seed_that_is_published():
    registrant(TODAY.replace(day=28))
    client = staff_client("registrar")
    sent = {"month": "2026-11-01", "seed": "4 8 15 16 23 42", "seed_from": "The lottery of 21 November"}
    assert client.post("/staff/training/draws/new/", sent).status_code == 302
    assert Draw.objects.get().count == 1
    again = client.post("/staff/training/draws/new/", sent).content.decode()
    assert "drawn already" in again
    assert "November 2026" not in client.get("/staff/training/draws/new/").content.decode()
    public = client.get("/register/learning-audits/").content.decode()
    assert "4 8 15 16 23 42" in public
    assert Draw.objects.get().list_digest in public
    assert Audit.objects.get().number not in public


def test_a_long_list_has_pages(monkeypatch):
    monkeypatch.setattr(queue, "SIZE", 1)
    for days, name in enumerate(("Ama First", "Bo Second")):
        day = UNTIL + timedelta(days=days)
        drawn(*registrant(day, name=name), day)
    client = staff_client("registrar")
    pages = [client.get(f"/staff/training/?tab=all&page={page}").content.decode() for page in (1, 2)]
    assert sorted("Ama First" in page for page in pages) == [False, True]
    assert sorted("Bo Second" in page for page in pages) == [False, True]
    for page in pages:
        assert "2 audits" in page


def test_who_read_which_list_is_written_down():
    given(*registrant())
    client = staff_client("registrar")
    for tab in ("us", "late"):
        assert client.get(f"/staff/training/?tab={tab}").status_code == 200
    assert Entry.objects.get(what="training.audit_list_read").refs == {"count": 1, "tab": "us"}
