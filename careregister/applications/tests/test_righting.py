"""What may be put right after sending: by whom, while it waits for them, and no longer."""

from datetime import timedelta

import pytest

from careregister.applications import actions, queries, said_before
from careregister.applications.models import Section
from careregister.applications.tests import world
from careregister.applications.tests.world import BECAUSE
from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.checks.models import Ask, Check
from careregister.history.models import Entry

pytestmark = pytest.mark.django_db
VOUCHED = {"route": "vouched", "voucher_name": "Ada Minister", "voucher_job": "Teacher", "voucher_email": "a@b.example"}


@pytest.fixture(autouse=True)
def today():
    with clock.at(world.NOON):
        yield


def right(application_id, by, code="identity", data=VOUCHED):
    actions.put_right(application_id, code, data, by=by, because=BECAUSE)


def test_another_way_is_lodged_and_told_once():
    application_id, by = world.sent()
    assert queries.to_put_right(application_id, by) == {"identity"}
    right(application_id, by)
    right(application_id, by)
    assert Section.objects.get(application=application_id, code="identity").data["route"] == "vouched"
    assert Ask.objects.filter(cause_id=application_id, kind="voucher").count() == 1
    assert Entry.objects.filter(what="applications.way_chosen", subject_id=application_id).count() == 2


def test_nobody_else_and_nothing_else():
    application_id, by = world.sent()
    for who in (world.an_applicant(), world.ready(application_id)):
        with pytest.raises(NotAllowed, match="not_yours"):
            right(application_id, who)
    for code in ("about_you", "criminal_record", "references"):
        with pytest.raises(NotAllowed, match="section_closed"):
            right(application_id, by, code, world.ANSWERS[code])
    with pytest.raises(NotAllowed, match="incomplete"):
        right(application_id, by, data={"route": "vouched"})


def test_not_before_sending_and_not_once_it_is_decided():
    draft, by = world.draft()
    with pytest.raises(NotAllowed, match="section_closed"):
        right(draft, by)
    application_id, by = world.in_review()
    world.pass_checks(application_id)
    assert queries.to_put_right(application_id, by) == frozenset()
    with pytest.raises(NotAllowed, match="section_closed"):
        right(application_id, by)


def test_who_was_to_vouch_is_left_in_peace_once_another_way_is_chosen():
    application_id, by = world.sent()
    right(application_id, by)
    right(application_id, by, data={"route": "online"})
    assert Ask.objects.get(cause_id=application_id, kind="voucher").state == "withdrawn"
    assert Entry.objects.filter(what="checks.ask_withdrawn").count() == 1
    others = Ask.objects.filter(cause_id=application_id).exclude(kind="voucher")
    assert {one.state for one in others} == {"requested"}
    right(application_id, by)
    states = Ask.objects.filter(cause_id=application_id, kind="voucher").values_list("state", flat=True)
    assert sorted(states) == ["requested", "withdrawn"]


def test_an_employer_is_left_in_peace_once_the_certificate_is_seen_in_another_way():
    application_id, by = world.in_review()
    officer = world.ready(application_id, "checks_officer")
    actions.ask(application_id, sections=["criminal_record"], by=officer, because=BECAUSE)
    said = {
        "mode": "update_service",
        "number": "001234567890",
        "surname": "Okafor",
        "issued_on": "2025-03-01",
        "level": "enhanced_barred",
        "workforce": "adult",
        "consent": True,
    }
    row = Section.objects.get(application=application_id, code="criminal_record")
    actions.save(application_id, "criminal_record", said, seen=row.version, by=by)
    actions.answer(application_id, "It is another one.", by=by, because=BECAUSE)
    assert Ask.objects.get(cause_id=application_id, kind="employer_dbs").state == "withdrawn"
    assert Check.objects.get(application_id=application_id, kind="criminal_record").state == "open"


def test_what_was_said_before_stays_beside_it():
    application_id, by = world.sent()
    row = Section.objects.filter(application=application_id, code="identity")
    first = said_before.versions(row.get().data)
    assert first == ()
    right(application_id, by)
    assert said_before.versions(row.get().data) == (world.ANSWERS["identity"],)
    right(application_id, by)
    assert len(said_before.versions(row.get().data)) == 1
    right(application_id, by, data={"route": "online"})
    assert said_before.versions(row.get().data) == (VOUCHED, world.ANSWERS["identity"])
    registrar = world.whole(world.mine(by).reference, world.ready(application_id))
    told = next(one for one in registrar.sections if one.code == "identity")
    assert [len(answer.before) for item in told.items for answer in item if answer.code == "route"] == [1]


def test_what_was_put_right_is_not_taken_back_with_an_answer_that_never_came():
    application_id, by = world.in_review()
    officer = world.ready(application_id, "checks_officer")
    actions.ask(application_id, sections=["identity"], by=officer, because=BECAUSE)
    row = Section.objects.get(application=application_id, code="identity")
    with clock.at(world.NOON + timedelta(hours=1)):
        right(application_id, by)
    with clock.at(world.NOON + timedelta(hours=2)):
        row.refresh_from_db()
        actions.save(application_id, "identity", {"route": "in_person"}, seen=row.version, by=by)
        actions.stop_waiting(application_id, by=officer, because=BECAUSE)
    row.refresh_from_db()
    assert row.data["route"] == "vouched"
    assert said_before.versions(row.data) == (world.ANSWERS["identity"],)
