"""An appeal is read by others than those who refused, and what was said stands in its order and in its lines."""

import re

import pytest

from careregister.applications import actions, states
from careregister.applications.models import Application
from careregister.applications.tests import world
from careregister.evidence.tests import papers
from careregister.people.models import Person
from careregister.people.tests import world as people
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db


def page_of(application_id, role="registrar"):
    account = people.account(role, name="Somebody of Staff")
    actions.declare_interest(application_id, conflict=False, by=people.actor_for(account), because=world.BECAUSE)
    file = Application.objects.get(pk=application_id)
    return client_for(account).get(f"/staff/applications/{file.reference}/").content.decode()


def test_a_refusal_nobody_appealed_against_has_no_appeal_on_its_page():
    application_id, _by = world.refused()
    assert "The appeal" not in page_of(application_id)


def test_the_appeal_stands_above_the_checks_with_what_was_refused():
    application_id, by = world.refused()
    actions.appeal(application_id, "They closed in May.\nHere is why.", by=by, because=world.BECAUSE)
    page = page_of(application_id)
    where = page.index("They closed in May.<br>Here is why.")
    assert page.index('id="appeal"') < where < page.index("What was refused, and why") < page.index('id="checks"')


def test_what_is_recommended_on_an_appeal_stands_below_the_refusal_it_is_about():
    application_id, _by = world.appealed()
    third = world.ready(application_id)
    actions.recommend_on_appeal(application_id, states.DISMISS, reasons=[world.REASON], by=third, because=world.BECAUSE)
    page = page_of(application_id)
    shown = page[page.index('id="decisions"') :]
    assert shown.index("Recommended: Refuse") < shown.index("Decided: Refuse") < shown.index("Recommended: Dismiss")


def test_papers_come_with_a_reply_and_an_appeal_for_registrars_and_for_nobody_else():
    application_id, by = world.in_state(states.BEING_HEARD)
    browser = browser_of(by)
    paper = {"papers": papers.file(papers.picture(), "payslip.jpg")}
    wrong = browser.post("/account/application/reply/", {"words": "", **paper})
    assert wrong.status_code == 200
    kept = re.search(r'name="papers-kept"[^>]*value="([^"]+)"', wrong.content.decode())
    assert kept  # a word was missing; the photo is not asked for a second time
    sent = browser.post("/account/application/reply/", {"words": "Here.", "papers-kept": kept[1]})
    assert sent["Location"] == "/account/application/"
    assert f"/staff/evidence/{kept[1]}/1/" in page_of(application_id)
    assert f"/staff/evidence/{kept[1]}/1/" not in page_of(application_id, "checks_officer")


def browser_of(by):
    account = people.account(name="Amara Okafor")
    account.person = Person.objects.get(pk=by.person_id)
    account.save()
    return client_for(account, second_step=False)
