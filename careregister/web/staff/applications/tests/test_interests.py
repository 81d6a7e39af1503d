"""Nobody does a thing beside a file before they said that they do not know the applicant; whoever does opens no paper."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from careregister.applications import actions, policy
from careregister.applications.models import Application
from careregister.applications.tests import world
from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.checks import actions as checks
from careregister.checks.models import Ask, Check, CheckStep
from careregister.checks.tests import asking
from careregister.evidence import actions as evidence
from careregister.evidence.tests import papers
from careregister.letters.models import Letter
from careregister.people.tests import world as people
from careregister.training import actions as training
from careregister.web.parts.reasons import words
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
WHY = world.BECAUSE
SCORES = dict.fromkeys(("strength", "validity", "activity", "fraud", "verification"), "3")


def posts(application_id, award) -> Iterator[tuple[str, dict[str, str]]]:
    """Everything that rooms below applications decide from its pages."""
    for kind in ("references", "employment", "training"):
        for do in ("accept", "do-not-accept", "reopen"):
            yield f"checks/{kind}/{do}/", {"words": "Looked at."}
    yield "checks/identity/scores/", {"route": "in_person", **SCORES}
    for asked in Ask.objects.filter(cause_id=application_id, kind="reference"):
        yield f"asked/{asked.pk}/", {"do": "again"}
        yield f"asked/{asked.pk}/", {"do": "remind"}
        yield f"asked/{asked.pk}/", {"do": "else", "name": "Ann Other", "email": "ann@example.org"}
    for do in ("see", "refuse"):
        yield f"training/{award}/", {"do": do, "words": "Looked at."}
    yield "note/", {"words": "Noted."}


def claimed(by) -> object:
    said: dict[str, Any] = {
        "topic": "moving_and_assisting",
        "title": "Moving people",
        "provider": "Sale Care",
        "documents": (),
    }
    return training.claim(by.person_id, finished_on=clock.today().replace(year=2025), **said, by=by, because=WHY)


def test_nothing_is_done_by_post_before_it_is_said_or_by_who_knows_them():
    application_id, by = world.in_review()
    where = f"/staff/applications/{Application.objects.get(pk=application_id).reference}/"
    account = people.account("head_of_registration")
    client, award = client_for(account), claimed(by)
    before = (CheckStep.objects.count(), Letter.objects.count(), Ask.objects.count())
    for why in ("interest_not_declared", "conflict_declared"):
        for path, said in posts(application_id, award):
            answer = client.post(where + path, said)
            assert (answer.status_code, answer["X-Refused"]) == (403, why), path
        actions.declare_interest(application_id, conflict=True, by=people.actor_for(account), because=WHY)
    assert (CheckStep.objects.count(), Letter.objects.count(), Ask.objects.count()) == before


def test_reminders_for_many_leave_out_files_that_one_may_not_work_on():
    application_id, _by = world.in_review()
    account = people.account("registrar")
    client, actor, where = client_for(account), people.actor_for(account), "/staff/applications/reminders/?whose=all"
    asked = Ask.objects.filter(cause_id=application_id, kind="reference").order_by("id")[0]
    interest = f"/staff/applications/{Application.objects.get(pk=application_id).reference}/interest/"
    page = client.get(where).content.decode()
    assert str(asked.pk) not in page
    assert interest in page  # and says why, and what to do first
    actions.declare_interest(application_id, conflict=False, by=actor, because=WHY)
    page = client.get(where).content.decode()
    assert str(asked.pk) in page
    assert interest not in page
    actions.declare_interest(application_id, conflict=True, by=actor, because=WHY)
    letters = Letter.objects.count()
    assert client.post(where, {"asks": str(asked.pk), "confirmed": "yes"}).status_code == 200
    assert Letter.objects.count() == letters


def test_after_it_was_said_it_is_done():
    application_id, _by = world.in_review()
    where = f"/staff/applications/{Application.objects.get(pk=application_id).reference}/"
    account = people.account("head_of_registration")
    actions.declare_interest(application_id, conflict=False, by=people.actor_for(account), because=WHY)
    assert client_for(account).post(f"{where}checks/references/accept/", {"words": "Seen."}).status_code == 302
    assert Check.objects.get(application_id=application_id, kind="references").state == "passed"


def test_who_knows_the_applicant_opens_no_paper_of_theirs(subtests):
    application_id, by = world.in_review()
    paper = evidence.receive(by.person_id, "training", [papers.file(papers.picture())], by=by, because=papers.WHY)
    for role in ("registrar", "head_of_registration", "checks_officer"):
        with subtests.test(role):
            who_knows_the_applicant_opens_it_not(role, application_id, paper)


def who_knows_the_applicant_opens_it_not(role, application_id, paper):
    account = people.account(role)
    client = client_for(account)
    where = f"/staff/evidence/{paper}/1/"
    assert client.get(where).status_code == 200
    actions.declare_interest(application_id, conflict=True, by=people.actor_for(account), because=WHY)
    refused = client.get(where)
    assert refused.status_code == 403
    assert str(words("conflict_declared").title) in refused.content.decode()
    assert client_for(people.account(role)).get(where).status_code == 200
    assert client.get(f"/staff/evidence/{uuid4()}/1/").status_code == 403


def test_staff_see_never_again_and_the_head_takes_it_back_in_words():
    application_id, _by = world.in_review()
    where = f"/staff/applications/{Application.objects.get(pk=application_id).reference}/"
    asked = Ask.objects.filter(cause_id=application_id, kind="reference").order_by("id")[0]
    checks.never_again(asking.tokens(asked.pk)[0], by=asking.HOLDER, because=WHY)
    pages = {}
    for role in ("registrar", "checks_officer", "head_of_registration"):
        account = people.account(role)
        actions.declare_interest(application_id, conflict=False, by=people.actor_for(account), because=WHY)
        pages[role] = client_for(account)
        page = pages[role].get(f"{where}asked/{asked.pk}/").content.decode()
        assert "This address never wants to hear from us" in page
        assert "Ask them again" not in page
        assert ("They told us that we may write again" in page) == (role == "head_of_registration")
    lifted = {"do": "lift", "lift-words": "She rang and asked for it."}
    assert "Your role" in pages["registrar"].post(f"{where}asked/{asked.pk}/", lifted).content.decode()
    head = pages["head_of_registration"]
    assert head.post(f"{where}asked/{asked.pk}/", lifted | {"lift-words": ""}).status_code == 400
    assert head.post(f"{where}asked/{asked.pk}/", lifted).status_code == 302
    assert "never wants to hear" not in head.get(f"{where}asked/{asked.pk}/").content.decode()


def test_the_one_question_is_asked_of_every_role():
    application_id, by = world.in_review()
    application = Application.objects.get(pk=application_id)
    for actor, why in (
        (world.staff("auditor"), "wrong_role"),
        (world.staff("checks_officer"), "interest_not_declared"),
        (replace(world.staff(), person_id=by.person_id), "own_record"),
        (by, "wrong_role"),
    ):
        with pytest.raises(NotAllowed, match=why):
            policy.may_work_on(actor, application)
    assert policy.may_work_on(world.ready(application_id, "checks_officer"), application) == "checks_officer"
