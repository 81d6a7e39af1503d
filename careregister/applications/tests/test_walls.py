"""Who reads what of a file: health and character are for those who decide, and nobody reads their own as staff."""

from dataclasses import replace

import pytest

from careregister.applications import actions, policy, queries, states
from careregister.applications.models import Application, Section
from careregister.applications.tests import world
from careregister.applications.tests.world import BECAUSE
from careregister.base import clock
from careregister.base.actors import ANONYMOUS
from careregister.base.refusals import NotAllowed
from careregister.history.queries import latest

pytestmark = pytest.mark.django_db
SECRET = "An old injury of my back."
TOLD = world.ANSWERS["health_and_character"] | {"health_affects": "yes", "health_words": SECRET}


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


def _reference(application_id) -> str:
    return Application.objects.values_list("reference", flat=True).get(pk=application_id)


def test_those_who_decide_read_what_was_said_of_health_and_others_the_rest_of_the_file(subtests):
    application_id, _by = world.sent(health_and_character=TOLD)
    for role in ("registrar", "head_of_registration"):
        whole = world.whole(_reference(application_id), world.staff(role))
        assert SECRET in str(whole), role
        assert "declared:health_affects" in whole.unclean, role
    nothing, _by = world.sent()
    for role in ("auditor", "checks_officer"):
        with subtests.test(role):
            others_read_the_file_but_not_what_was_said_of_health(role, application_id, nothing)


def others_read_the_file_but_not_what_was_said_of_health(role, application_id, nothing):
    whole = world.whole(_reference(application_id), world.staff(role))
    assert SECRET not in str(whole)
    assert not any("declared" in part for part in whole.unclean)
    closed = next(one for one in whole.sections if one.code == "health_and_character").items[0]
    assert all(answer.walled and not answer.words for answer in closed)
    other = world.whole(_reference(nothing), world.staff(role))
    assert closed == next(one for one in other.sections if one.code == "health_and_character").items[0]
    assert whole.may_write == (role == "checks_officer")
    assert bool(whole.openings) == whole.may_write


def _words(role: str, application_id, person=None) -> str:
    return str(world.whole(_reference(application_id), world.staff(role, person)))


def _because(words: str):
    return replace(BECAUSE, words=words)


def test_notes_are_read_by_registrars_and_by_checks_officers_their_own_kind():
    application_id, _by = world.in_review()
    for role in ("registrar", "checks_officer"):
        actions.note(application_id, by=world.ready(application_id, role), because=_because(f"Noted by a {role}."))
    for role, reads in {"registrar": 2, "head_of_registration": 2, "checks_officer": 1, "auditor": 0}.items():
        whole = world.whole(_reference(application_id), world.staff(role))
        assert [one.walled for one in whole.notes].count(False) == reads
        assert ("Noted by a registrar." in str(whole)) == (reads == 2), role
        assert ("Noted by a checks_officer." in str(whole)) == bool(reads), role
        assert all(one.role and one.at for one in whole.notes)


@pytest.mark.parametrize(
    ("sections", "reads"), [((), False), (("references",), True), (("references", "health_and_character"), False)]
)
def test_a_checks_officer_reads_questions_about_what_they_may_read(sections, reads):
    application_id, by = world.in_review()
    actions.ask(
        application_id, sections=sections, by=world.ready(application_id), because=_because("How is your back?")
    )
    actions.answer(application_id, "Better than it was.", by=by, because=BECAUSE)
    for words in ("How is your back?", "Better than it was."):
        assert (words in _words("checks_officer", application_id)) == reads
        assert words in _words("registrar", application_id)
        assert words not in _words("auditor", application_id)


def test_whoever_asked_reads_the_answer():
    application_id, by = world.in_review()
    officer = world.ready(application_id, "checks_officer")
    actions.ask(application_id, by=officer, because=_because("Which street was it?"))
    actions.answer(application_id, "Zebra Street.", by=by, because=BECAUSE)
    assert "Zebra Street." in _words("checks_officer", application_id, officer.person_id)
    assert "Zebra Street." not in _words("checks_officer", application_id)


def test_the_words_of_a_recommendation_are_for_registrars_and_the_auditor_sees_who_and_on_what_grounds():
    application_id, _by = world.recommended()
    (one,) = world.whole(_reference(application_id), world.staff("auditor")).recommendations
    assert one.walled
    assert not one.words
    assert one.reason_codes == (world.REASON,)
    assert one.at
    (other,) = world.whole(_reference(application_id), world.staff("checks_officer")).recommendations
    assert (other.words, other.reasons, other.reason_codes) == ("", (), ())
    (whole,) = world.whole(_reference(application_id), world.staff()).recommendations
    assert whole.words == BECAUSE.words


@pytest.mark.parametrize(("open_grounds", "reads"), [(policy.OPEN_GROUNDS, True), (frozenset(), False)])
def test_an_auditor_reads_the_words_of_a_refusal_on_open_grounds_and_that_is_written_down(
    open_grounds, reads, monkeypatch
):
    assert not {"health_makes_unsafe", "not_suitable", "barred", "not_truthful"} & policy.OPEN_GROUNDS
    monkeypatch.setattr(policy, "OPEN_GROUNDS", open_grounds)
    application_id, _by = world.refused()
    auditor = world.staff("auditor")
    for _time in range(2):
        (one,) = world.whole(_reference(application_id), auditor).decisions
    assert (bool(one.words), one.walled) == (reads, not reads)
    assert one.reasons
    looks = latest("applications.decision_words_read")
    assert [(line.by_role, line.subject_id) for line in looks] == [("auditor", application_id)] * reads
    (other,) = world.whole(_reference(application_id), world.staff("checks_officer")).decisions
    assert (other.words, other.reasons, other.walled) == ("", (), True)
    world.whole(_reference(application_id), world.staff())
    assert len(latest("applications.decision_words_read")) == reads


def test_who_knows_the_applicant_reads_no_words():
    application_id, _by = world.refused()
    registrar = world.staff()
    actions.declare_interest(application_id, conflict=True, by=registrar, because=BECAUSE)
    whole = world.whole(_reference(application_id), registrar)
    assert all(one.walled and not one.words for one in (*whole.decisions, *whole.recommendations, *whole.requests))


def test_nobody_else_reads_files():
    application_id, _by = world.sent()
    for role in (
        "case_officer", "case_manager", "case_examiner", "panel_member", "administrator", "representative",
        "campaigns_officer", "publications_officer", "membership_officer", "editor",
    ):  # fmt: skip
        with pytest.raises(NotAllowed, match="wrong_role"):
            queries.queue(world.staff(role))
        with pytest.raises(NotAllowed, match="wrong_role"):
            world.whole(_reference(application_id), world.staff(role))


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
