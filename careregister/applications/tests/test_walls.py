"""Who reads what of a file: health and character are for those who decide, and nobody reads their own as staff."""

import pytest

from careregister.applications import actions, queries, states
from careregister.applications.models import Application, Section
from careregister.applications.tests import world
from careregister.applications.tests.world import BECAUSE
from careregister.base import clock
from careregister.base.actors import ANONYMOUS
from careregister.base.refusals import NotAllowed

pytestmark = pytest.mark.django_db
SECRET = "An old injury of my back."
TOLD = world.ANSWERS["health_and_character"] | {"health_affects": "yes", "health_words": SECRET}


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


def _reference(application_id) -> str:
    return Application.objects.values_list("reference", flat=True).get(pk=application_id)


@pytest.mark.parametrize("role", ["registrar", "head_of_registration"])
def test_those_who_decide_read_what_was_said_of_health(role):
    application_id, _by = world.sent(health_and_character=TOLD)
    whole = world.whole(_reference(application_id), world.staff(role))
    assert SECRET in str(whole)
    assert "declared:health_affects" in whole.unclean


@pytest.mark.parametrize("role", ["auditor", "checks_officer"])
def test_others_read_the_file_but_not_what_was_said_of_health(role):
    application_id, _by = world.sent(health_and_character=TOLD)
    whole = world.whole(_reference(application_id), world.staff(role))
    assert SECRET not in str(whole)
    assert not any("declared" in part for part in whole.unclean)
    closed = next(one for one in whole.sections if one.code == "health_and_character").items[0]
    assert all(answer.walled and not answer.words for answer in closed)
    nothing, _by = world.sent()
    other = world.whole(_reference(nothing), world.staff(role))
    assert closed == next(one for one in other.sections if one.code == "health_and_character").items[0]
    assert whole.may_write == (role == "checks_officer")
    assert bool(whole.openings) == whole.may_write


@pytest.mark.parametrize(
    "role",
    [
        "case_officer", "case_manager", "case_examiner", "panel_member", "administrator", "representative",
        "campaigns_officer", "publications_officer", "membership_officer", "editor",
    ],
)  # fmt: skip
def test_nobody_else_reads_files(role):
    application_id, _by = world.sent()
    for ask in (
        lambda: queries.queue(world.staff(role)),
        lambda: world.whole(_reference(application_id), world.staff(role)),
    ):
        with pytest.raises(NotAllowed, match="wrong_role"):
            ask()


def test_staff_do_not_read_their_own_file_nor_find_it_in_the_queue():
    application_id, by = world.sent()
    own = world.staff(person=by.person_id)
    with pytest.raises(NotAllowed, match="own_record"):
        world.whole(_reference(application_id), own)
    assert queries.queue(own).rows == ()
    assert queries.queue(world.staff()).total == 1


def test_a_section_is_read_by_the_person_alone_and_lies_sealed():
    application_id, by = world.sent(health_and_character=TOLD)
    assert queries.section_for(application_id, "health_and_character", by).data["health_words"] == SECRET
    for other in (world.an_applicant(), world.staff(), ANONYMOUS):
        with pytest.raises(NotAllowed, match="not_yours"):
            queries.section_for(application_id, "health_and_character", other)
    row = Section.objects.get(application=application_id, code="health_and_character")
    assert SECRET.encode() not in bytes(row.sealed)


def test_similar_decisions_name_nobody():
    refused_one, by = world.refused()
    another, _by = world.in_review()
    rows = queries.similar_decisions(Application.objects.get(pk=another), states.REFUSE, [world.REASON], world.staff())
    assert [row.outcome for row in rows] == [states.REFUSE]
    assert "Okafor" not in str(rows)
    assert str(by.person_id) not in str(rows)
    assert queries.similar_decisions(Application.objects.get(pk=refused_one), states.ADMIT, [], world.staff()) == ()


def test_of_two_tabs_the_second_is_told_and_loses_nothing():
    by = world.an_applicant()
    application_id = actions.begin(by.person_id, by=by, because=BECAUSE)
    assert actions.save(application_id, "code", {"accept_code": True}, seen=0, by=by) == 1
    with pytest.raises(NotAllowed, match="changed_meanwhile") as caught:
        actions.save(application_id, "code", {"accept_code": False}, seen=0, by=by)
    assert caught.value.detail["version"] == 1
    assert queries.section_for(application_id, "code", by).data == {"accept_code": True}
    with pytest.raises(NotAllowed, match="not_yours"):
        actions.save(application_id, "code", {}, seen=1, by=world.an_applicant())
    with pytest.raises(NotAllowed, match="unknown_section"):
        actions.save(application_id, "diary", {}, seen=0, by=by)


def test_only_what_was_asked_about_may_be_changed_after_sending():
    application_id, by = world.in_review()
    for code in ("code", "references"):
        with pytest.raises(NotAllowed, match="section_closed"):
            actions.save(application_id, code, {}, seen=1, by=by)
    actions.ask(application_id, sections=["references"], by=world.ready(application_id), because=BECAUSE)
    with pytest.raises(NotAllowed, match="section_closed"):
        actions.save(application_id, "code", {}, seen=1, by=by)
    actions.save(application_id, "references", world.ANSWERS["references"], seen=1, by=by)


def test_what_is_missing_is_told_before_sending():
    by = world.an_applicant()
    application_id = actions.begin(by.person_id, by=by, because=BECAUSE)
    mine = world.mine(by)
    assert not mine.may_send
    assert mine.missing[0] == "about_you"
    assert {one.code: one.state for one in mine.sections}["gaps"] == "not_yet"
    with pytest.raises(NotAllowed, match="incomplete"):
        actions.send(application_id, by=by, because=BECAUSE)


def test_a_month_without_a_word_keeps_an_application_from_being_sent():
    late = {"items": [world.ANSWERS["employment"]["items"][0] | {"started": "2022-01"}]}
    application_id, by = world.draft(employment=late)
    mine = world.mine(by)
    assert mine.missing == ("gaps",)
    (gap,) = mine.gaps
    assert (gap.started, gap.ended) == ("2020-07", "2021-12")
    told = {"items": [{"started": "2020-07", "ended": "2021-12", "what": "family"}]}
    actions.save(application_id, "gaps", told, seen=1, by=by)
    actions.send(application_id, by=by, because=BECAUSE)
