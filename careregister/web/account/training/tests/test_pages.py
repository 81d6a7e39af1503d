"""One's own learning: what is kept, what is shown to nobody else, and what is never lost."""

import csv
import re
from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.evidence.tests import papers
from careregister.people.models import Account
from careregister.people.tests import world
from careregister.training import actions
from careregister.training.models import Audit, Learning, Plan
from careregister.training.tests.cpd import TODAY, asked, given, log, registrant, reviewer
from careregister.training.tests.test_audits import SAYS
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
NEW = "/account/training/log/new/"


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(clock.start_of_day(TODAY)):
        yield


@pytest.fixture
def worker():
    return registrant()


@pytest.fixture
def own(worker) -> Client:
    return client_for(Account.objects.get(person=worker[0].person_id))


def hidden(answer, name: str) -> str:
    """What a hidden field of a page holds."""
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', answer.content.decode())
    assert found, name
    return found.group(1)


def said(**more) -> dict[str, str]:
    day = {"learnt_on-day": "20", "learnt_on-month": "11", "learnt_on-year": "2026"}
    return {"what": "Sepsis", "length": "30", "with_whom": "alone", "ticket": str(uuid4()), **day, **more}


def test_what_is_missing_is_said_and_what_was_written_stays(own):
    long = "I learnt " * 3000
    answer = own.post(NEW, said(what=long, length="", with_whom=""))
    text = answer.content.decode()
    assert "Say how long it took" in text
    assert "Answer the question “With whom?”" in text
    assert long.strip() in text
    assert not Learning.objects.exists()


def test_long_words_are_kept_whole(own):
    long = "We talked about falls. " * 2000
    assert own.post(NEW, said(what=long, changed=long)).status_code == 302
    row = Learning.objects.get()
    assert row.said == {"what": long.strip(), "changed": long.strip()}


def test_a_time_in_words_and_a_month_without_a_day(own):
    assert own.post(NEW, said(length="", time="1 hour 20", **{"learnt_on-day": ""})).status_code == 302
    row = Learning.objects.get()
    assert (row.minutes, row.learnt_on, row.day_known) == (80, date(2026, 11, 1), False)
    assert "November 2026 · 1 hour 20 minutes" in own.get("/account/training/").content.decode()


def test_sent_twice_it_is_kept_once(own):
    once = said()
    own.post(NEW, once)
    own.post(NEW, once)
    assert Learning.objects.count() == 1


def test_it_is_taken_out_and_put_back(own, worker):
    one = log(worker[0], what="Hoists")
    answer = own.post(reverse("account_training_remove", args=[one]), follow=True)
    assert "Undo: put it back" in answer.content.decode()
    answer = own.post(reverse("account_training_put_back", args=[one]), follow=True)
    assert "It is back in your log." in answer.content.decode()
    assert Learning.objects.get().state == "kept"


def test_a_slower_window_is_told_and_loses_nothing(own, worker):
    one = log(worker[0], what="First words")
    where = reverse("account_training_one", args=[one])
    own.post(where, said(what="From one window", seen="1"))
    answer = own.post(where, said(what="From the other", seen="1"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "From one window" in text
    assert "From the other" in text
    own.post(where, said(what="From the other", seen="2"))
    assert Learning.objects.get().said["what"] == "From the other"


def test_a_plan_becomes_what_was_learnt(own, worker):
    own.post("/account/training/plans/new/", {"what": "Makaton signs", "topic": ""})
    plan = Plan.objects.get()
    page = own.get(f"{NEW}?plan={plan.pk}").content.decode()
    assert "Makaton signs" in page
    own.post(f"{NEW}?plan={plan.pk}", said(what="Makaton signs", plan=str(plan.pk)))
    plan.refresh_from_db()
    assert (plan.state, plan.became) == ("done", Learning.objects.get())
    assert "I have done this" not in own.get("/account/training/").content.decode()


def test_nothing_of_it_is_there_for_anybody_else(own, worker):
    by, made = worker
    one = log(by, what="About Mrs Ash")
    audit = asked(by, made)
    other, officer = client_for(world.account()), client_for(world.account("registrar"))
    for client in (other, officer):
        for name, key in (("one", one), ("audit", audit.pk)):
            answer = client.get(reverse(f"account_training_{name}", args=[key]))
            assert answer.status_code == 404
        assert client.post(reverse("account_training_remove", args=[one])).status_code == 404
        assert "Mrs Ash" not in client.get("/account/training/log/").content.decode()
    assert Learning.objects.get().state == "kept"


def test_a_paper_of_somebody_else_is_not_taken(own, worker):
    foreign = papers.given()
    own.post(NEW, said(**{"papers-kept": str(foreign)}))
    assert Learning.objects.get().documents == []


def test_what_was_written_while_signed_out_is_there_after_signing_in(worker):
    account = Account.objects.get(person=worker[0].person_id)
    own = client_for(account)
    whose = hidden(own.get(NEW), "whose")
    own.session.flush()
    sent = own.post(NEW, said(what="Kept through sign-out " * 500, whose=whose))
    assert sent.status_code == 302
    own.force_login(account)
    text = own.get(NEW).content.decode()
    assert "Kept through sign-out" in text
    assert "You were signed out while writing" in text


def test_a_plan_written_while_signed_out_is_there_after_signing_in(worker):
    account, where = Account.objects.get(person=worker[0].person_id), "/account/training/plans/new/"
    own = client_for(account)
    whose = hidden(own.get(where), "whose")
    own.session.flush()
    assert own.post(where, {"what": "Safe swallowing", "whose": whose}).status_code == 302
    own.force_login(account)
    assert "Safe swallowing" in own.get(where).content.decode()


def test_the_file_for_a_spreadsheet_holds_everything_and_no_formula(own, worker):
    log(worker[0], what='=HYPERLINK("x")', changed="Line one\nline two", learnt_on=date(2026, 10, 1), day_known=False)
    answer = own.get("/account/training/log.csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][0] == "2026-10"
    assert rows[1][4] == '\'=HYPERLINK("x")'
    assert rows[1][5] == "Line one\nline two"
    assert "no-store" in answer["Cache-Control"]


def test_what_has_counted_is_read_and_not_changed(own, worker):
    one = log(worker[0], what="Counted")
    actions.close_year(worker[0].person_id, TODAY, by=CLOCK, because=Because("renewed"))
    answer = own.get(reverse("account_training_one", args=[one]))
    assert "it stays as it is" in answer.content.decode()
    assert "<textarea" not in answer.content.decode()


def test_an_audit_is_answered_and_appealed(own, worker):
    by, made = worker
    log(by, what="About falls")
    audit = asked(by, made)
    where = reverse("account_training_audit", args=[audit.pk])
    page = own.get(where).content.decode()
    assert "About falls" in page
    own.post(where, {"words": "My year.", "seen": hidden(own.get(where), "seen")})
    assert Audit.objects.get().state == "given"
    actions.find_not_met(audit.pk, by=reviewer(), because=SAYS)
    assert SAYS.words not in own.get(where).content.decode()
    actions.agree_not_met(audit.pk, by=reviewer("Sec Ond"), because=SAYS)
    page = own.get(where).content.decode()
    assert SAYS.words in page
    assert "Sec Ond" not in page
    appeal = reverse("account_training_appeal", args=[audit.pk])
    own.post(appeal, {"words": "You overlooked page two.", "seen": hidden(own.get(appeal), "seen")})
    assert Audit.objects.get().state == "appealed"


def test_a_course_told_here_counts_and_has_its_clock(own):
    day = {"finished_on-day": "1", "finished_on-month": "nov", "finished_on-year": "2026"}
    sent = {"topic": "basic_life_support", "title": "", "provider": "Kindly Care", **day}
    assert own.post("/account/training/passport/new/", sent).status_code == 302
    text = own.get("/account/training/passport/").content.decode()
    assert "1 November 2027" in text
    assert "1 hour" in own.get("/account/training/").content.decode()


def test_every_page_opens(own, worker):
    by, made = worker
    one = log(by)
    given(by, made)
    for path in (
        "",
        "log/",
        "log/new/",
        f"log/{one}/",
        "paper/",
        "paper/?show=all",
        "plans/new/",
        "passport/",
        "passport/new/",
    ):
        assert own.get(f"/account/training/{path}").status_code == 200, path
    with clock.at(clock.now() + timedelta(days=1)):
        assert own.get(f"/account/training/?x={one}").status_code == 200
