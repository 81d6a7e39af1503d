"""Role x page x thing, wrong way first: what each page about an application shows to each role, and to everybody else."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.test import Client

from careregister.base import clock
from careregister.checks.kinds import KINDS
from careregister.evidence.purposes import PURPOSES
from careregister.history.models import Entry
from careregister.people.models import RoleGrant, from_now_on
from careregister.people.roles import ROLES
from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import client_for
from tests.shape import secret_things
from tests.shape.secret_things import SAID, Secrets, shown

pytestmark = pytest.mark.django_db
Roles = frozenset[str]
REGISTRARS = frozenset({"registrar", "head_of_registration"})
HEAD = frozenset({"head_of_registration"})
OFFICER = frozenset({"checks_officer"})
WORKERS = REGISTRARS | OFFICER
AUDITOR = frozenset({"auditor"})
READERS = WORKERS | AUDITOR
LETTERS = READERS | {"membership_officer"}
NOBODY: Roles = frozenset()
FILE = "/staff/applications/{it.reference}/"
WHOLE = dict.fromkeys(("name", "former_name", "birth", "address"), READERS)
DECLARED = dict.fromkeys(("health", "character", "declared", "note", "question"), REGISTRARS)
WRITTEN = frozenset({"name", "former_name", "birth", "address", "health", "character", "question", "certificate"})


@dataclass(frozen=True)
class Page:
    """`shows`: which roles read which thing here; whoever is not named reads nothing of it."""

    path: str
    shows: dict[str, Roles] = field(default_factory=dict)
    post: dict[str, str] | None = None


def of_file(more: str, shows: dict[str, Roles]) -> Page:
    return Page(FILE + more, shows)


PAGES = (
    Page(FILE, {**WHOLE, **DECLARED}),
    of_file("certificate/", {"name": OFFICER, "certificate": OFFICER, "code": OFFICER}),
    of_file("certificate/give/", {"name": OFFICER}),
    of_file("met-before/", {"name": REGISTRARS, "match": REGISTRARS}),
    of_file("asked/{it.asks[reference]}/", {"name": READERS, "reference": WORKERS}),
    of_file("asked/{it.asks[employer_dbs]}/", {"name": READERS, "employers_word": OFFICER}),
    *(of_file(more, {"name": WORKERS}) for more in ("interest/", "note/")),
    *(of_file(f"steps/{step}/", {"name": WORKERS}) for step in ("hand_to", "stop_waiting", "recommend", "admit")),
    of_file("second-look/", {"name": REGISTRARS}),
    of_file("checks/identity/scores/", dict.fromkeys(("name", "former_name", "birth", "address"), WORKERS)),
    of_file("checks/identity/proof/", {"name": WORKERS}),
    Page("/staff/applications/?tab=all", {"name": READERS}),
    Page("/staff/applications/?tab=certificates", {}),
    Page("/staff/applications/?tab=again", {}),
    Page("/staff/applications/reminders/?whose=all", {"name": WORKERS}),
    Page("/staff/applications/standards/", {}),
    Page("/staff/applications/list/", {"name": HEAD | AUDITOR}, post={"tab": "all"}),
    Page("/staff/letters/of/{it.by.person_id}/", {"name": LETTERS}),
    Page("/staff/letters/", {}),
    Page("/staff/registrants/?q=Vanterpool", {}),  # nobody is on the register before they are admitted
    Page("/staff/history/", {}),
    Page("/staff/history/list/", {}, post={}),
    *(Page(f"/staff/{more}", {}) for more in ("", "privacy/", "accounts/", "proposals/", "training/")),
    # whoever keeps money or memberships reads nothing of an application, its checks or its cases
    *(Page(f"/staff/money/{more}", {}) for more in ("", "?age=to_30", "months/", "refunds/", "reconciliation/")),
    *(Page(f"/staff/members/{more}", {}) for more in ("", "behind/", "waivers/", "employers/", "{it.by.person_id}/")),
    Page("/staff/members/", {}, post={"text": "Vanterpool"}),
)
# A check is decided by those who may know what it rests on; of a certificate others are not even told that.
DECIDE = {"criminal_record": OFFICER | HEAD, "character": REGISTRARS}
# The pages of the applicant, and what stands on each of what is theirs.
OWN = {
    "/account/": {"name"},
    "/account/application/": NOBODY,
    "/account/application/check/": {"name", "former_name", "birth", "address", "health", "character"},
    "/account/application/sent/": NOBODY,
    "/account/application/question/": {"question"},
    "/account/application/about_you/": {"name", "former_name", "birth", "address"},
    "/account/application/health_and_character/": {"health", "character"},
    "/account/application/criminal_record/": NOBODY,
    "/account/application/asked/{it.asks[reference]}/": NOBODY,
    "/account/application/asked/{it.asks[employer_dbs]}/": NOBODY,
    "/account/letters/": NOBODY,
    "/account/privacy/held/": WRITTEN,
    "/account/privacy/held/data.json": WRITTEN,
}
PAPERS = dict.fromkeys(PURPOSES, WORKERS) | {"certificate": OFFICER, "other": REGISTRARS}


def of_staff(it: Secrets, pages: tuple[Page, ...]) -> Iterator[tuple[str, str, set[str], set[str]]]:
    """(role, page, what is shown, what should be) for each role on each page."""
    for role in sorted(ROLES):
        client = it.staff(role)
        for page in pages:
            where = page.path.format(it=it)
            answer = client.post(where, page.post) if page.post is not None else client.get(where)
            assert answer.status_code < 500, where
            yield role, page.path, shown(answer), {thing for thing in SAID if role in page.shows.get(thing, NOBODY)}


def test_staff_read_no_more_than_the_table_says_and_no_less():
    rows = list(of_staff(secret_things.made(), PAGES))
    too_much = [(role, page, seen - may) for role, page, seen, may in rows if seen - may]
    assert too_much == []
    too_little = [(role, page, may - seen) for role, page, seen, may in rows if may - seen]
    assert too_little == []


def test_a_check_is_decided_by_those_who_may_know_what_it_rests_on():
    it = secret_things.made()
    for kind in KINDS:
        where = FILE.format(it=it) + f"checks/{kind}/accept/"
        answers = {role: it.staff(role).get(where) for role in ROLES}
        opened = {role for role, answer in answers.items() if answer.status_code == 200}
        assert opened <= DECIDE.get(kind, WORKERS), kind
        for role in WORKERS:
            things = shown(answers[role])
            assert not things & {"code", "certificate", "employers_word", "match"}, (kind, role)
            assert role in REGISTRARS or not things & DECLARED.keys(), (kind, role)


def test_papers_are_looked_at_by_the_roles_of_their_purpose_and_each_look_is_in_history():
    it = secret_things.made()
    for purpose, document_id in it.documents.items():
        opened = {role for role in ROLES if it.staff(role).get(f"/staff/evidence/{document_id}/1/").status_code == 200}
        assert opened == PAPERS[purpose], purpose
        looks = Entry.objects.filter(what="evidence.looked_at", subject_id=document_id)
        assert {line.by_role for line in looks} == opened


def test_others_and_strangers_read_nothing_and_the_applicant_what_is_theirs():
    it = secret_things.made()
    another, stranger = client_for(world.account(name="Somebody Else")), Client()
    addresses = [path.format(it=it) for path in (*OWN, *(page.path for page in PAGES if page.post is None))]
    addresses += [f"/account/evidence/{one}/1/{small}" for one in it.documents.values() for small in ("", "small/")]
    for client in (stranger, another):
        for where in addresses:
            answer = client.get(where)
            assert answer.status_code < 500
            assert not shown(answer), where
            assert answer.status_code != 200 or "/evidence/" not in where, where
    own = client_for(it.account)
    seen = {path: shown(own.get(path.format(it=it))) for path in OWN}
    assert {path: things - OWN[path] for path, things in seen.items() if things - OWN[path]} == {}
    assert seen == OWN
    mine = {
        purpose for purpose, one in it.documents.items() if own.get(f"/account/evidence/{one}/1/").status_code == 200
    }
    assert mine == set(PURPOSES) - {"reference"}  # given in confidence


def test_of_staff_who_apply_themselves_nothing_opens():
    it = secret_things.made()
    for role in sorted(WORKERS):
        held = {"side": ROLES[role].side, "held": from_now_on(clock.now())}
        RoleGrant.objects.create(account=it.account, person=it.account.person, role=role, **held)
    own = client_for(it.account)
    for page in PAGES:
        if page.post is None and "{it" in page.path:
            assert not shown(own.get(page.path.format(it=it))), page.path


def test_a_link_tells_who_asks_about_whom_and_nothing_once_it_was_used():
    it = secret_things.made()
    for more in ("", "questions/", "decline/"):
        for kind in ("reference", "employer_dbs"):
            answer = Client().get(f"/asked/{it.tokens[kind]}/{more}")
            assert not shown(answer), (kind, more)
            assert answer["Cache-Control"] == "no-store"
            assert answer["Referrer-Policy"] == "same-origin"
        waiting = Client().get(f"/asked/{it.tokens['waiting']}/{more}")
        assert waiting.status_code == 200
        assert shown(waiting) <= {"name"}
