"""Documents: who may bring, look and destroy, and what lies on the disk. Refusals first."""

import stat
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK, Actor, Kind, importing
from careregister.base.refusals import NotAllowed
from careregister.evidence import actions, jobs, queries
from careregister.evidence.models import Document
from careregister.evidence.purposes import PURPOSES
from careregister.evidence.tests import papers
from careregister.evidence.tests.papers import WHY, file, given, on_disk, owner, pages, picture
from careregister.history.queries import of_subject
from careregister.people.roles import ROLES
from careregister.people.tests import world

pytestmark = pytest.mark.django_db


def staff(role: str) -> Actor:
    return Actor(kind=Kind.STAFF, person_id=uuid4(), account_id=uuid4(), roles=frozenset({role}), role=role)


def reason(call, *given, **more) -> str:
    with pytest.raises(NotAllowed) as refused:
        call(*given, because=WHY, **more)
    return refused.value.reason


def happened(document_id) -> list[str]:
    return [line.what for line in reversed(of_subject("evidence.document", document_id))]


@pytest.mark.parametrize("by", [ANONYMOUS, CLOCK, importing("x"), Actor(kind=Kind.PERSON), Actor(kind=Kind.PERSON, person_id=uuid4())])  # fmt: skip
def test_nobody_brings_or_looks_at_another_persons_paper(by, folder):
    person = world.person()
    assert reason(actions.receive, person.pk, "training", [file(picture())], by=by) == "not_your_document"
    assert on_disk(folder) == []
    assert reason(actions.look, given(), 1, by=by) == "not_your_document"


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_looks_at_what_its_purpose_names_and_at_nothing_else(role, purpose):
    paper = given(purpose=purpose)
    if role in PURPOSES[purpose].readers:
        assert actions.look(paper, 1, by=staff(role), because=WHY).data.startswith(b"\xff\xd8\xff")
    else:
        assert reason(actions.look, paper, 1, by=staff(role)) == "wrong_role"
        assert happened(paper) == ["evidence.received"]


def test_only_the_checks_officer_sees_a_certificate():
    assert PURPOSES["certificate"].readers == {"checks_officer"}


def test_who_asks_for_what_is_not_there_learns_no_more_than_that():
    assert reason(actions.look, uuid4(), 1, by=staff("registrar")) == "wrong_role"
    assert reason(actions.look, uuid4(), 1, by=Actor(kind=Kind.PERSON, person_id=uuid4())) == "not_your_document"
    paper = given()
    assert reason(actions.look, paper, 2, by=owner(paper)) == "not_your_document"


def test_a_caller_may_narrow_the_roles_and_never_widen_them():
    paper = given(purpose="certificate")
    assert reason(actions.look, paper, 1, by=staff("registrar"), role_rule=frozenset({"registrar"})) == "wrong_role"
    paper = given()
    assert (
        reason(actions.look, paper, 1, by=staff("registrar"), role_rule=frozenset({"checks_officer"})) == "wrong_role"
    )


def test_what_was_said_in_confidence_is_not_shown_to_whom_it_is_about():
    person = world.person()
    by = Actor(kind=Kind.LINK, reference="ask")
    paper = actions.receive(person.pk, "reference", [file(picture())], by=by, because=WHY)
    themselves = Actor(kind=Kind.PERSON, person_id=person.pk)
    colleague = Actor(kind=Kind.STAFF, person_id=person.pk, roles=frozenset({"registrar"}), role="registrar")
    assert reason(actions.look, paper, 1, by=themselves) == "not_your_document"
    assert reason(actions.look, paper, 1, by=colleague) == "not_your_document"
    assert actions.look(given(person.pk, "reference"), 1, by=themselves, because=WHY)


def test_every_look_of_staff_is_written_down_and_the_owners_own_is_not():
    paper = given()
    actions.look(paper, 1, by=owner(paper), because=WHY)
    assert happened(paper) == ["evidence.received"]
    actions.look(paper, 1, by=staff("registrar"), because=WHY)
    line = of_subject("evidence.document", paper)[0]
    assert (line.what, line.by_role, line.person_id) == ("evidence.looked_at", "registrar", owner(paper).person_id)
    assert line.refs == {"page": 1, "purpose": "training"}


def test_nothing_is_kept_of_files_that_will_not_do(folder):
    account = world.account()
    sent = [file(picture()), file(papers.bomb())]
    whose = account.person_id
    assert reason(actions.receive, whose, "identity", sent, by=world.owner_of(account)) == "picture_bomb"
    assert (on_disk(folder), Document.objects.count()) == ([], 0)


def test_a_receipt_that_fails_leaves_no_file(folder, monkeypatch):
    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr("careregister.evidence.actions.receiving.record", fail)
    with pytest.raises(IntegrityError), transaction.atomic():
        given()
    assert on_disk(folder) == []


def test_on_disk_a_page_is_sealed_and_for_us_alone(folder):
    paper = given(data=papers.saved(papers.pdf()), name="C:\\Ada\\Ada Obi passport.pdf")
    [path] = on_disk(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert b"%PDF" not in path.read_bytes()
    row = Document.objects.get(pk=paper)
    assert b"Obi" not in bytes(row.name)
    facts = queries.facts([paper])[paper]
    assert (facts.name, facts.pages[0].media_type, facts.purpose) == (
        "Ada Obi passport.pdf",
        "application/pdf",
        "training",
    )


def test_a_file_put_in_anothers_place_or_changed_or_gone_is_not_shown(folder):
    paper, other = given(), given()
    one, two = (folder / str(page.pk.hex)[:2] / page.pk.hex for page in (pages(paper)[0], pages(other)[0]))
    own = one.read_bytes()
    for wrong in (two.read_bytes(), own[:-1], b""):
        one.write_bytes(wrong)
        assert reason(actions.look, paper, 1, by=owner(paper)) == "file_damaged"
    one.unlink()
    assert reason(actions.look, paper, 1, by=owner(paper)) == "file_damaged"


def test_pages_lie_in_the_order_they_were_given():
    account = world.account()
    by = world.owner_of(account)
    sent = [file(picture()), file(papers.saved(papers.pdf())), file(picture("HEIF"))]
    assert account.person_id
    paper = actions.receive(account.person_id, "identity", sent, by=by, because=WHY)
    types = [page.media_type for page in queries.facts([paper])[paper].pages]
    assert types == ["image/jpeg", "application/pdf", "image/jpeg"]
    assert [page.received_type for page in pages(paper)] == ["image/jpeg", "application/pdf", "image/heic"]
    assert queries.of_person(account.person_id)[0].id == paper


def test_an_owner_takes_back_what_nothing_rests_on_yet(folder, django_capture_on_commit_callbacks):
    kept, paper = given(), given()
    actions.lodge([kept], by=owner(kept), because=WHY)
    assert reason(actions.destroy, kept, by=owner(kept)) == "document_lodged"
    assert reason(actions.destroy, paper, by=owner(kept)) == "not_your_document"
    with django_capture_on_commit_callbacks(execute=True):
        actions.destroy(paper, by=owner(paper), because=WHY)
    assert len(on_disk(folder)) == 1


def test_nobody_lodges_anothers_paper_or_one_that_is_gone():
    paper = given()
    assert reason(actions.lodge, [paper], by=Actor(kind=Kind.PERSON, person_id=uuid4())) == "not_your_document"
    assert reason(actions.lodge, [uuid4()], by=CLOCK) == "not_your_document"
    actions.destroy(paper, by=CLOCK, because=WHY)
    assert reason(actions.lodge, [paper], by=owner(paper)) == "document_destroyed"


@pytest.mark.parametrize("role", ["registrar", "auditor", "administrator", "representative"])
def test_staff_without_the_rules_in_their_hands_destroy_nothing(role):
    assert reason(actions.destroy, given(), by=staff(role)) == "wrong_role"
    assert reason(actions.destroy, given(purpose="certificate"), by=staff("head_of_registration")) == "wrong_role"


def test_what_is_destroyed_is_gone_from_the_disk_and_its_receipt_stays(folder, django_capture_on_commit_callbacks):
    paper = given(name="passport.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        actions.destroy(paper, by=staff("checks_officer"), because=WHY)
        actions.destroy(paper, by=CLOCK, because=WHY)
    assert on_disk(folder) == []
    facts = queries.facts([paper])[paper]
    assert (facts.name, facts.destroyed_because, len(facts.pages)) == ("", "test", 1)
    assert happened(paper) == ["evidence.received", "evidence.destroyed"]
    assert reason(actions.look, paper, 1, by=owner(paper)) == "document_destroyed"
    assert reason(actions.keep_until, paper, clock.today(), by=CLOCK) == "document_destroyed"


def test_a_destruction_that_is_rolled_back_destroyed_nothing(folder, django_capture_on_commit_callbacks):
    paper = given()

    @transaction.atomic
    def destroy_and_fail():
        actions.destroy(paper, by=CLOCK, because=WHY)
        return 1 // 0

    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(ZeroDivisionError):
            destroy_and_fail()
    assert actions.look(paper, 1, by=owner(paper), because=WHY).data


def test_the_clock_destroys_on_the_day_and_catches_up_on_days_it_missed(folder, django_capture_on_commit_callbacks):
    today = clock.today()
    due, missed, later, never = given(), given(), given(), given()
    for paper, days in ((due, 0), (missed, -9), (later, 1)):
        actions.keep_until(paper, today + timedelta(days=days), by=CLOCK, because=WHY)
    actions.keep_until(never, None, by=CLOCK, because=WHY)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.destroy_due()
        jobs.destroy_due()
    gone = {one for one, facts in queries.facts([due, missed, later, never]).items() if facts.destroyed_at}
    assert gone == {due, missed}
    assert len(on_disk(folder)) == 2
    assert happened(due) == ["evidence.received", "evidence.keep_until_set", "evidence.destroyed"]


def test_the_database_keeps_whole_what_is_destroyed():
    paper = given()
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=paper).update(destroyed_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=paper).update(destroyed_at=clock.now(), destroyed_because="x")
