"""Papers for what went out of date: what is refused, who may know what, and what becomes of them."""

from dataclasses import replace
from uuid import UUID

import pytest

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.checks.kinds import CRIMINAL_RECORD, INSURANCE
from careregister.checks.models import Check
from careregister.evidence import actions as evidence
from careregister.evidence.models import Document
from careregister.history.models import Entry
from careregister.letters.models import Letter
from careregister.register.tests import world as registers
from careregister.renewals import actions, erasing, fees, jobs, needs, queries, questions
from careregister.renewals.models import Renewal
from careregister.renewals.tests import papers, world
from careregister.renewals.tests.world import OPENS, OWN_WISH, WHY

pytestmark = pytest.mark.django_db
CRB, INS = questions.papers_of(CRIMINAL_RECORD), questions.papers_of(INSURANCE)


@pytest.fixture(autouse=True)
def _learnt_and_paid(monkeypatch, settings, tmp_path):
    settings.FILES = tmp_path / "files"
    monkeypatch.setattr(fees, "fee_of", lambda person: fees.PAID)
    whole = needs.training.cpd_mine

    def met(person_id, on, **how):
        return replace(whole(person_id, on, **how), requirements=(), topics=())

    monkeypatch.setattr(needs.training, "cpd_mine", met)
    with world.on(OPENS, 12):
        yield


def the_check(renewal: Renewal, kind: str) -> Check:
    referral = renewal.referrals.get(closed_at=None)
    return Check.objects.get(application_id=referral.pk, kind=kind)


def evidence_file(renewal: Renewal, by: Actor) -> queries.EvidenceFile:
    found = queries.evidence_of(renewal.pk, by)
    assert found is not None
    return found


def accepted(renewal: Renewal, *kinds: str, **how) -> None:
    for kind in kinds or papers.BOTH:
        by = world.staff("checks_officer")
        actions.accept_evidence(renewal.pk, kind, expires_on=papers.AGAIN, by=by, because=WHY, **how)


def over(renewal: Renewal) -> None:
    """They left the register, and the clock closes what is not needed any more."""
    registers.do(renewal.registrant, "lapse")
    assert jobs.close_overtaken() == 1


def test_papers_of_another_or_for_something_else_are_not_taken():
    renewal, other = papers.out(INSURANCE), papers.out(INSURANCE)
    theirs, certificate = papers.given(other, INSURANCE), papers.given(renewal, CRIMINAL_RECORD)
    for wrong in (theirs, certificate):
        with pytest.raises(NotAllowed, match="not_your_document"):
            world.fill(renewal, evidence={INS: [wrong]})


def test_a_paper_that_was_taken_back_answers_nothing():
    renewal = papers.out(INSURANCE)
    paper = papers.given(renewal, INSURANCE)
    world.fill(renewal, evidence={INS: [paper]})
    evidence.destroy(UUID(paper), by=world.themselves(renewal), because=OWN_WISH)
    with pytest.raises(NotAllowed, match="parts_missing"):
        actions.send(renewal.pk, by=world.themselves(renewal), because=OWN_WISH)
    mine = queries.mine(renewal.person_id, clock.today())
    assert mine is not None
    assert mine.renewal is not None
    assert [one.code for one in mine.renewal.missing] == [questions.EVIDENCE]


def test_a_paper_that_was_sent_cannot_be_taken_back():
    renewal = papers.out(INSURANCE)
    paper = papers.given(renewal, INSURANCE)
    assert papers.sent(renewal, **{INS: [paper]}) == "referred"
    with pytest.raises(NotAllowed, match="document_lodged"):
        evidence.destroy(UUID(paper), by=world.themselves(renewal), because=OWN_WISH)


def test_who_may_not_decide_decides_nothing():
    renewal = papers.out()
    papers.sent(renewal, **{CRB: [papers.given(renewal, CRIMINAL_RECORD)], INSURANCE: "Zurich 44, until March"})
    for role in ("membership_officer", "auditor", "case_officer", "editor"):
        with pytest.raises(NotAllowed, match="wrong_role"):
            actions.accept_evidence(renewal.pk, INSURANCE, expires_on=papers.AGAIN, by=world.staff(role), because=WHY)
        with pytest.raises(NotAllowed, match="wrong_role"):
            queries.evidence_of(renewal.pk, world.staff(role))
        with pytest.raises(NotAllowed, match="wrong_role"):
            queries.papers_waiting(world.staff(role))
    with pytest.raises(NotAllowed, match="wrong_role"):  # of a certificate a registrar decides nothing
        actions.accept_evidence(
            renewal.pk, CRIMINAL_RECORD, expires_on=papers.AGAIN, by=world.staff("registrar"), because=WHY
        )
    own = replace(world.staff("checks_officer"), person_id=renewal.person_id)
    for refused in (
        lambda: actions.accept_evidence(renewal.pk, INSURANCE, expires_on=papers.AGAIN, by=own, because=WHY),
        lambda: queries.evidence_of(renewal.pk, own),
        lambda: actions.hand_back(renewal.pk, by=own, because=WHY),
    ):
        with pytest.raises(NotAllowed, match="own_record"):
            refused()
    assert {the_check(renewal, kind).state for kind in papers.BOTH} == {"open"}


def test_a_day_that_is_over_another_window_and_a_renewal_that_is_not_with_us_are_refused():
    renewal = papers.out(INSURANCE)
    officer = world.staff("checks_officer")
    with pytest.raises(NotAllowed, match="not_lawful_now"):
        accepted(renewal, INSURANCE)
    papers.sent(renewal, insurance="Zurich 44")
    with pytest.raises(NotAllowed, match="check_unknown"):
        accepted(renewal, CRIMINAL_RECORD)
    with pytest.raises(NotAllowed, match="changed_meanwhile"):
        accepted(renewal, INSURANCE, seen=99)
    with pytest.raises(NotAllowed, match="expires_before_today"):
        actions.accept_evidence(
            renewal.pk, INSURANCE, expires_on=world.OPENS.replace(year=2026), by=officer, because=WHY
        )
    with pytest.raises(NotAllowed, match="words_missing"):
        actions.do_not_accept_evidence(renewal.pk, INSURANCE, by=officer, because=OWN_WISH)


def test_it_is_not_renewed_before_all_of_it_is_accepted():
    renewal = papers.out()
    papers.sent(renewal, criminal_record="It is on the Update Service.", insurance="Zurich 44")
    registrar = world.staff("registrar")
    actions.do_not_accept_evidence(renewal.pk, INSURANCE, by=world.staff("checks_officer"), because=WHY)
    accepted(renewal, CRIMINAL_RECORD)
    file = queries.file(renewal.pk, registrar)
    assert file is not None
    assert "renew" not in file.can
    with pytest.raises(NotAllowed, match="evidence_out_of_date"):
        actions.renew_after_look(renewal.pk, by=registrar, because=WHY)


def test_a_checks_officer_hands_back_nothing_but_what_went_out_of_date():
    renewal = world.opened()
    world.fill(renewal, declarations={**world.NO_TO_ALL, "investigated": "yes"})
    actions.send(renewal.pk, by=world.themselves(renewal), because=OWN_WISH)
    with pytest.raises(NotAllowed, match="wrong_role"):
        actions.hand_back(renewal.pk, by=world.staff("checks_officer"), because=WHY)
    assert queries.evidence_of(renewal.pk, world.staff("checks_officer")) is None


def test_a_registrar_reads_one_word_of_a_certificate_whatever_came_of_it():
    renewal = papers.out()
    paper = papers.given(renewal, CRIMINAL_RECORD)
    papers.sent(renewal, **{CRB: [paper], CRIMINAL_RECORD: "My employer saw it", INSURANCE: "Zurich 44"})
    registrar, officer = world.staff("registrar"), world.staff("checks_officer")

    def read(by):
        return {row.kind: row for row in evidence_file(renewal, by).rows}[CRIMINAL_RECORD]

    assert [str(one.id) for one in read(officer).papers] == [paper]
    assert read(officer).words == "My employer saw it"
    before = read(registrar)
    assert (before.walled, before.words, before.papers) == (True, "", ())
    actions.do_not_accept_evidence(renewal.pk, CRIMINAL_RECORD, by=officer, because=WHY)
    assert read(registrar) == before, "that it was not accepted is nobody else's business"
    assert read(officer).state == "not_passed"
    whole = queries.file(renewal.pk, registrar)
    assert whole is not None
    assert "My employer saw it" not in str(whole.answers)
    assert not Entry.objects.filter(
        what__in=("checks.not_accepted", "checks.accepted"), person_id=renewal.person_id, at__gte=clock.now()
    ).exists()


def test_accepted_it_counts_again_and_the_renewal_can_be_finished():
    renewal = papers.out()
    first, second = papers.given(renewal, CRIMINAL_RECORD), papers.given(renewal, INSURANCE, "green")
    assert papers.sent(renewal, **{CRB: [first], INS: [second]}) == "referred"
    assert [{*map(str, row.kinds)} for row in queries.papers_waiting(world.staff("checks_officer"))] == [
        {"Criminal record", "Insurance"}
    ]
    assert [{*map(str, row.kinds)} for row in queries.papers_waiting(world.staff("registrar"))] == [{"Insurance"}]
    accepted(renewal)
    assert needs.out_of_date(renewal.person_id, clock.today()) == ()
    assert not queries.papers_waiting(world.staff("checks_officer"))
    until = actions.renew_after_look(renewal.pk, by=world.staff("registrar"), because=WHY)
    renewal.refresh_from_db()
    assert (renewal.state, renewal.renewed_until) == ("renewed", until)
    counted = Check.objects.filter(person=renewal.person_id, state="passed")
    assert {(row.kind, row.expires_on) for row in counted} == {(kind, papers.AGAIN) for kind in papers.BOTH}
    assert Check.objects.filter(person=renewal.person_id, state="expired").count() == 2, "what ran out stays as it was"
    with world.on(papers.AGAIN):
        assert needs.out_of_date(renewal.person_id, papers.AGAIN) == ()


def test_handed_back_it_is_sent_anew_with_other_papers_and_a_check_of_its_own():
    renewal = papers.out(CRIMINAL_RECORD)
    first = papers.given(renewal, CRIMINAL_RECORD)
    papers.sent(renewal, **{CRB: [first]})
    officer = world.staff("checks_officer")
    actions.do_not_accept_evidence(renewal.pk, CRIMINAL_RECORD, by=officer, because=WHY)
    actions.hand_back(renewal.pk, by=officer, because=replace(WHY, words="Send the second page too."))
    letter = Letter.objects.filter(kind="renewals.handed_back", person_id=renewal.person_id).first()
    assert letter is not None
    renewal.refresh_from_db()
    assert renewal.state == "open"
    assert needs.out_of_date(renewal.person_id, clock.today()) == (CRIMINAL_RECORD,)
    second = papers.given(renewal, CRIMINAL_RECORD, "green")
    assert papers.sent(renewal, **{CRB: [second]}) == "referred"
    shown = evidence_file(renewal, officer)
    assert [[str(one.id) for one in row.papers] for row in shown.rows] == [[second]]
    accepted(renewal, CRIMINAL_RECORD)
    assert needs.out_of_date(renewal.person_id, clock.today()) == ()


def test_what_nobody_decided_is_closed_when_the_renewal_is_handed_back_or_ends():
    for end in ("hand_back", "close"):
        renewal = papers.out(INSURANCE)
        papers.sent(renewal, insurance="Zurich 44")
        check = the_check(renewal, INSURANCE)
        if end == "hand_back":
            actions.hand_back(renewal.pk, by=world.staff("registrar"), because=WHY)
        else:
            over(renewal)
        check.refresh_from_db()
        assert check.state == "closed", end


def test_papers_that_were_never_sent_go_with_the_renewal_and_sent_ones_stay():
    renewal = papers.out(INSURANCE)
    sent = papers.given(renewal, INSURANCE)
    papers.sent(renewal, **{INS: [sent]})
    actions.hand_back(renewal.pk, by=world.staff("registrar"), because=WHY)
    unsent = papers.given(renewal, CRIMINAL_RECORD, "green")
    over(renewal)
    assert Document.objects.get(pk=sent).destroyed_at is None
    assert Document.objects.get(pk=unsent).destroyed_because == "renewal_over"
    erasing.erase_words([renewal.pk])
    assert Document.objects.get(pk=sent).destroyed_because == "time_over"


def test_a_check_that_counts_beside_one_that_ran_out_is_enough():
    renewal = papers.out(INSURANCE)
    assert needs.out_of_date(renewal.person_id, clock.today()) == (INSURANCE,)
    papers.passed(renewal.person_id, INSURANCE, clock.today())
    assert needs.out_of_date(renewal.person_id, clock.today()) == ()
    assert needs.needs_of(renewal).evidence == ()
