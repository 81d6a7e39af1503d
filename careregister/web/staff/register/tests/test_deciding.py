"""Deciding through the pages: refusals in words, nothing lost, nothing written twice, two people where two are needed."""

from datetime import timedelta

import pytest

from careregister.base import clock
from careregister.base.actors import Because
from careregister.register import actions
from careregister.register.drafts import Authority, Details
from careregister.register.tests import staffed, world

pytestmark = pytest.mark.django_db
PAUSE = {"when": "now", "reason": "own_wish", "words": "", "evidence": ""}


def at(registrant, path: str = "") -> str:
    return f"/staff/registrants/{registrant.number_id}/{path}"


def said(day, name: str) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def suspension(**more) -> dict[str, str]:
    today = clock.today()
    return {
        "when": "now", "reason": "risk_to_public", "words": "A report came in.", "evidence": "",
        **said(today + timedelta(days=200), "until"), **said(today + timedelta(days=100), "review_by"), **more,
    }  # fmt: skip


def seen(registrant) -> dict[str, str]:
    registrant.refresh_from_db()
    return {"seen": str(registrant.acts_written)}


def proposed(signed_in, registrant) -> str:
    answer = signed_in("case_manager").post(
        at(registrant, "steps/impose_interim_suspension/"), {**suspension(), **seen(registrant), "confirmed": "1"}
    )
    assert answer.status_code == 302, answer.headers
    return answer["Location"].partition("?")[0]


def test_an_auditor_changes_nothing(signed_in):
    one = staffed.admitted()
    auditor = signed_in("auditor")
    acts = one.acts.count()
    assert "Your role decides nothing" in auditor.get(at(one)).content.decode()
    for path in ("steps/pause/", "steps/record_death/", "holds/", "numbers/", "risk/", "legal-name/"):
        assert auditor.post(at(one, path), {**PAUSE, **seen(one), "confirmed": "1"}).status_code == 403
    assert one.acts.count() == acts


def test_a_registrant_on_the_staff_cannot_open_their_own_record(signed_in):
    own = staffed.admitted("Somebody Else")
    person = staffed.account("registrar", 2).person
    assert person is not None
    mine = actions.admit(
        person,
        Details(until=clock.today() + timedelta(days=90)),
        by=staffed.actor("registrar"),
        because=Because("file_clean"),
        authority=Authority("application"),
    )
    client = signed_in("registrar", 2)
    refused = client.get(at(mine))
    assert refused.status_code == 403
    assert "This is about yourself" in refused.content.decode()
    assert client.get(at(own)).status_code == 200


def test_a_case_manager_cannot_pause(signed_in):
    one = staffed.admitted()
    answer = signed_in("case_manager").post(at(one, "steps/pause/"), {**PAUSE, **seen(one), "confirmed": "1"})
    assert (answer.status_code, answer["X-Refused"]) == (403, "wrong_role")


def test_mistakes_are_told_and_what_was_typed_stays(signed_in):
    one = staffed.suspended()
    page = signed_in("case_manager").post(
        at(one, "steps/impose_suspension/"), {"when": "on", "words": "Kept words", "reason": "panel_decided", "seen": "1"}
    ).content.decode()  # fmt: skip
    assert "There is a problem" in page
    assert "Kept words" in page
    assert "Enter the day it begins" in page


def test_a_day_in_the_past_is_refused_to_a_registrar_and_allowed_to_the_head(signed_in):
    one = staffed.admitted(until=clock.today() + timedelta(days=90))
    with clock.at(clock.now() + timedelta(days=10)):
        day = said(clock.today() - timedelta(days=3), "effective")
        asked = {**PAUSE, **day, "when": "on", "evidence": "A letter.", **seen(one), "confirmed": "1"}
        refused = signed_in("registrar").post(at(one, "steps/pause/"), asked)
        assert (refused.status_code, refused["X-Refused"]) == (403, "past_date_needs_head")
        assert "Nothing was recorded" in refused.content.decode()
        assert "A letter." in refused.content.decode()
        assert signed_in("head_of_registration").post(at(one, "steps/pause/"), asked).status_code == 302


def test_who_was_overtaken_is_told_to_look_again(signed_in):
    one = staffed.admitted()
    late = seen(one)
    world.do(one, "amend_facts")
    answer = signed_in("registrar").post(at(one, "steps/pause/"), {**PAUSE, **late, "confirmed": "1"})
    assert answer["X-Refused"] == "changed_meanwhile"
    assert "Look at the record again" in answer.content.decode()
    assert world.base_now(one) == "registered"


def test_nothing_is_recorded_before_it_was_checked(signed_in):
    one = staffed.admitted()
    client = signed_in("registrar")
    page = client.post(at(one, "steps/pause/"), {**PAUSE, **seen(one)}).content.decode()
    assert "Paused: not practising" in page
    assert world.base_now(one) == "registered"
    answer = client.post(at(one, "steps/pause/"), {**PAUSE, **seen(one), "confirmed": "1"}, follow=True)
    assert "It is recorded" in answer.content.decode()
    assert world.base_now(one) == "paused"


def test_who_proposed_cannot_decide_and_neither_can_a_wrong_role(signed_in):
    one = staffed.admitted()
    where = proposed(signed_in, one)
    decided = {"decision": "accept", "accept-reason": "agrees", "accept-words": ""}
    for role in ("case_manager", "registrar", "auditor"):
        answer = signed_in(role).post(where, decided)
        assert answer.status_code == 403, role
    assert signed_in("checks_officer").get(where).status_code == 403
    assert world.kinds_now(one) == []


def test_a_second_person_decides_and_the_entry_says_so_at_once(signed_in):
    one = staffed.admitted()
    where = proposed(signed_in, one)
    member = signed_in("panel_member")
    assert "For you to decide (1)" in member.get("/staff/proposals/").content.decode()
    assert "Suspended for now" in member.get(where).content.decode()
    answer = member.post(
        where, {"decision": "accept", "accept-reason": "agrees", "accept-words": "", **seen(one)}, follow=True
    )
    assert "It is recorded" in answer.content.decode()
    assert world.kinds_now(one) == ["interim_suspension"]


def test_a_proposal_decided_meanwhile_is_told(signed_in):
    one = staffed.admitted()
    where = proposed(signed_in, one)
    member, other = signed_in("panel_member"), signed_in("panel_member", 1)
    decided = {"decision": "accept", "accept-reason": "agrees", "accept-words": "", **seen(one)}
    member.post(where, decided)
    answer = other.post(where, decided)
    assert answer["X-Refused"] == "already_decided"


def test_to_decline_needs_words(signed_in):
    where = proposed(signed_in, staffed.admitted())
    member = signed_in("panel_member")
    page = member.post(
        where, {"decision": "decline", "decline-reason": "not_shown", "decline-words": " "}
    ).content.decode()
    assert "There is a problem" in page
    told = member.post(
        where, {"decision": "decline", "decline-reason": "not_shown", "decline-words": "No."}, follow=True
    )
    assert "Declined" in told.content.decode()


def test_only_the_proposer_takes_it_back(signed_in):
    where = proposed(signed_in, staffed.admitted())
    back = {"decision": "take_back", "take_back-reason": "thought_better", "take_back-words": ""}
    assert signed_in("panel_member").post(where, back)["X-Refused"] == "not_your_proposal"
    assert "Taken back" in signed_in("case_manager").post(where, back, follow=True).content.decode()


def test_a_correction_takes_a_registrar_and_the_head(signed_in):
    one = staffed.admitted()
    admission = one.acts.order_by("recorded_at")[0]
    day = clock.london_day(admission.effective_from)
    asked = {
        "when": "on", **said(day, "effective"), **said(clock.today() + timedelta(days=200), "until"),
        "reason": "wrong_details", "words": "The last day was mistyped.", "evidence": "The file.", "confirmed": "1",
    }  # fmt: skip
    path = at(one, f"acts/{admission.pk}/correction/")
    assert signed_in("head_of_registration").post(path, {**asked, **seen(one)}).status_code == 403
    answer = signed_in("registrar").post(path, {**asked, **seen(one)})
    assert answer.status_code == 302, answer.content.decode()
    where = answer["Location"].partition("?")[0]
    head = signed_in("head_of_registration")
    assert "Replaces" in head.get(where).content.decode()
    done = head.post(
        where, {"decision": "accept", "accept-reason": "agrees", "accept-words": "", **seen(one)}, follow=True
    )
    assert "It is recorded" in done.content.decode()
    (span,) = world.held_now(one, world.StandingSpan)
    assert span.registered_until == clock.today() + timedelta(days=200)
    assert "Replaced" in head.get(at(one)).content.decode()


def test_an_admission_is_not_undone(signed_in):
    one = staffed.admitted()
    admission = one.acts.order_by("recorded_at")[0]
    asked = {"when": "now", "reason": "should_not_have_been", "words": "A slip.", **seen(one), "confirmed": "1"}
    answer = signed_in("registrar").post(at(one, f"acts/{admission.pk}/undoing/"), asked)
    assert answer["X-Refused"] == "admission_is_withdrawn"


def test_a_hold_is_placed_released_and_told(signed_in):
    one = staffed.admitted()
    client = signed_in("registrar")
    page = client.post(at(one, "holds/"), {"reason": "concern_open", "words": ""}, follow=True).content.decode()
    assert "because a concern is open" in page
    assert "(not while held)" in page
    hold = one.holds.get()
    client.post(at(one, f"holds/{hold.pk}/release/"), {"reason": "concern_closed", "words": ""})
    hold.refresh_from_db()
    assert hold.released_at


def test_names_change_and_the_old_one_is_still_found(signed_in):
    one = staffed.admitted()
    client = signed_in("registrar")
    client.post(
        at(one, "legal-name/"), {"full": "Zoë Murphy", "family": "Murphy", "reason": "document_seen", "words": ""}
    )
    page = client.post("/staff/registrants/", {"described": "obrien"}, follow=True).content.decode()
    assert "Zoë Murphy" in page
    assert "no longer used" in page


def test_what_we_knew_says_when_it_is_not_settled(signed_in):
    one = staffed.admitted()
    today = clock.today()
    asked = {**said(today, "held"), **said(today, "known")}
    assert "Not settled" in signed_in("auditor").get(at(one, "as-known/"), asked).content.decode()
    before = {**said(today, "held"), **said(today - timedelta(days=2), "known")}
    assert "Not on the register then" in signed_in("auditor").get(at(one, "as-known/"), before).content.decode()
    assert signed_in("case_manager").get(at(one, "as-known/")).status_code == 403


def test_every_look_is_told_to_the_auditor(signed_in):
    one = staffed.admitted()
    signed_in("registrar").get(at(one))
    assert "looked at the whole record" in signed_in("auditor").get(at(one)).content.decode()
    assert "looked at the whole record" not in signed_in("registrar").get(at(one)).content.decode()


def test_what_others_decided_is_not_for_every_member_of_the_panel_to_read(signed_in):
    where = proposed(signed_in, staffed.admitted())
    member, other = signed_in("panel_member"), signed_in("panel_member", 1)
    declined = {"decision": "decline", "decline-reason": "not_shown", "decline-words": "Nothing of it was shown."}
    assert member.post(where, declined).status_code == 302
    assert "A report came in." in member.get(where).content.decode()
    answer = other.get(where)
    assert answer.status_code == 403
    for secret in ("A report came in.", "Nothing of it was shown.", "Zoë O’Brien"):
        assert secret not in answer.content.decode()


def test_an_examiner_is_told_that_a_panels_order_is_not_theirs(signed_in):
    one = staffed.suspended()
    (span,) = world.held_now(one, world.RestrictionSpan)
    path = at(one, f"steps/lift_restriction/?restriction={span.restriction}")
    answer = signed_in("case_examiner").get(path)
    assert (answer.status_code, answer["X-Refused"]) == (403, "wrong_role")
    page = signed_in("case_manager").get(path).content.decode().lower()
    assert "panel member" in page
    assert "case examiner" not in page
