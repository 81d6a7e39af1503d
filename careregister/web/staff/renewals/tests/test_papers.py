"""Staff pages of papers that came with renewals: who reads what of them, and what each step does."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careregister.applications.models import Application, Interest
from careregister.checks.kinds import CRIMINAL_RECORD, INSURANCE
from careregister.checks.models import Check
from careregister.history.models import Entry
from careregister.people.roles import ROLES
from careregister.people.tests import world as people
from careregister.renewals import actions, questions
from careregister.renewals.models import Renewal
from careregister.renewals.tests import papers, world
from careregister.renewals.tests.world import OPENS
from careregister.web.parts.tests.signing_in import client_for, staff_client

pytestmark = pytest.mark.django_db
HOME = "/staff/renewals/"
REGISTRARS = frozenset({"registrar", "head_of_registration"})
OFFICER = frozenset({"checks_officer"})
CHECKERS = REGISTRARS | OFFICER
ENTRANTS = REGISTRARS | {"auditor", "membership_officer"}
SAID = {"Update Service since May": OFFICER, "Zurich 44": CHECKERS}
DECIDE = {CRIMINAL_RECORD: OFFICER | {"head_of_registration"}, INSURANCE: CHECKERS}
NEXT = {"expires_on-day": "1", "expires_on-month": "3", "expires_on-year": "2028"}


@pytest.fixture(autouse=True)
def _now(settings, tmp_path):
    settings.FILES = tmp_path / "files"
    with world.on(OPENS, 12):
        yield


def sent() -> Renewal:
    renewal = papers.out()
    world.fill(renewal)
    said: dict[str, Any] = {CRIMINAL_RECORD: "On the Update Service since May", INSURANCE: "Zurich 44"}
    for kind, colour in ((CRIMINAL_RECORD, "red"), (INSURANCE, "green")):
        said[questions.papers_of(kind)] = [papers.given(renewal, kind, colour)]
    assert papers.sent(renewal, **said) == "referred"
    return renewal


def test_each_role_reads_what_the_table_says_and_no_more_and_reading_is_written_down():
    renewal = sent()
    papers_page, whole = f"{HOME}{renewal.pk}/papers/", f"{HOME}{renewal.pk}/"
    for role in sorted(ROLES):
        client = staff_client(role)
        pages = {HOME + "papers/": CHECKERS, papers_page: CHECKERS, papers_page + "back/": CHECKERS, whole: ENTRANTS}
        for where, roles in pages.items():
            answer = client.get(where)
            assert answer.status_code == (200 if role in roles else 403), (role, where)
            text = answer.content.decode()
            for words, may in SAID.items():
                wanted = where in (papers_page, whole) and role in may & roles
                assert (words in text) == wanted, (role, where, words)
        for kind, deciders in DECIDE.items():
            for verdict in ("accept", "refuse"):
                answer = client.get(f"{papers_page}{kind}/{verdict}/")
                right = 200 if role in deciders else 302 if role in CHECKERS else 403
                assert answer.status_code == right, (role, kind)
    readers = Entry.objects.filter(what="renewals.evidence_read", subject_id=renewal.pk).values_list(
        "by_role", flat=True
    )
    assert set(readers) == CHECKERS


def test_who_said_that_they_know_the_person_opens_and_decides_nothing():
    renewal = sent()
    account = people.account("checks_officer")
    assert account.person_id is not None
    application = Application.objects.create(person_id=renewal.person_id, reference="BCDF-GHJK")
    Interest.objects.create(application=application, by_person=account.person_id, conflict=True)
    client = client_for(account)
    for more in ("", "insurance/accept/", "insurance/refuse/", "back/"):
        answer = client.post if more else client.get
        refused = answer(f"{HOME}{renewal.pk}/papers/{more}", {"words": "Fine", "seen": "", **NEXT})
        assert refused.status_code == 403, more
        assert "You said that you know this person" in refused.content.decode(), more
    assert not Entry.objects.filter(what="renewals.evidence_read").exists()
    assert not Check.objects.filter(state__in=("passed", "not_passed")).exists()


def test_of_what_ran_out_only_after_it_was_sent_the_registrar_is_told():
    renewal = world.opened()
    world.fill(renewal, declarations={**world.NO_TO_ALL, "investigated": "yes"})
    actions.send(renewal.pk, by=world.themselves(renewal), because=world.OWN_WISH)
    registrar = staff_client("registrar")
    assert "Something is out of date" not in registrar.get(f"{HOME}{renewal.pk}/").content.decode()
    papers.ran_out(renewal.registrant, INSURANCE)
    assert "Something is out of date" in registrar.get(f"{HOME}{renewal.pk}/").content.decode()
    answer = registrar.post(f"{HOME}{renewal.pk}/steps/renew/", {"words": "Rang them", "seen": ""})
    assert "Something is still out of date" in answer.content.decode()


def test_what_came_of_a_certificate_shows_a_registrar_nothing():
    renewal = sent()
    pages = [f"{HOME}{renewal.pk}/", f"{HOME}{renewal.pk}/papers/", HOME + "papers/"]
    registrar, officer = staff_client("registrar"), staff_client("checks_officer")
    before = [shown(registrar, where) for where in pages]
    answer = officer.post(f"{HOME}{renewal.pk}/papers/criminal_record/refuse/", {"seen": ""})
    assert answer.status_code == 302
    assert Check.objects.filter(kind=CRIMINAL_RECORD, state="not_passed").exists()
    assert [shown(registrar, where) for where in pages] == before
    assert "Not passed" in shown(officer, pages[1])


def test_accepting_and_not_accepting_say_so_and_of_two_windows_the_second_is_told():
    renewal = sent()
    client, where = staff_client("checks_officer"), f"{HOME}{renewal.pk}/papers/"
    assert client.post(where + "insurance/refuse/", {"words": "", "seen": ""}).status_code == 400
    assert client.post(where + "insurance/accept/", {"words": "", "seen": "99", **NEXT}).status_code == 400
    assert client.get(where + "training/accept/").status_code == 404
    answer = client.post(where + "insurance/accept/", {"words": "The policy", "seen": "", **NEXT}, follow=True)
    text = answer.content.decode()
    assert "1 March 2028" in text
    assert "The policy" in text
    assert client.get(where + "insurance/accept/").status_code == 302
    answer = client.post(where + "back/", {"words": "Send the second page too.", "seen": ""}, follow=True)
    assert "It is not with us any more" in answer.content.decode()
    renewal.refresh_from_db()
    assert renewal.state == "open"


def test_what_waits_stands_on_the_first_page_of_those_who_decide_it():
    sent()
    for role in sorted(CHECKERS):
        assert "Papers sent with renewals" in staff_client(role).get("/staff/").content.decode(), role
    assert "Papers sent with renewals" not in staff_client("auditor").get("/staff/").content.decode()


def shown(client: Any, where: str) -> str:
    text: str = client.get(where).content.decode()
    return text.partition("<main")[2].partition("</main")[0]


def test_papers_that_wait_take_as_many_statements_for_many_as_for_one():
    sent()
    client = staff_client("checks_officer")
    pages = (HOME + "papers/", "/staff/")
    took = []
    for more in (0, 2):
        for _again in range(more):
            sent()
        for where in pages:
            client.get(where)
            with CaptureQueriesContext(connection) as said:
                assert client.get(where).status_code == 200
            took.append(len(said.captured_queries))
    assert took[:2] == took[2:]
    assert client.get(HOME + "papers/").content.decode().count("Criminal record") >= 3
