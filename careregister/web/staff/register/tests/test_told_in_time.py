"""What a rule stands against is told beside the answer, before anybody checks or decides. Refusals first."""

import re
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta

from careregister.base import clock
from careregister.register.drafts import Details
from careregister.register.models import Proposal
from careregister.register.tests import staffed, world
from careregister.web.parts.jinja import date_words

from .test_deciding import at, proposed, said, seen, suspension

pytestmark = pytest.mark.django_db
FACTS = {
    "when": "now",
    "name_shown": "legal",
    "town": "Sale",
    "county": "",
    "reason": "own_wish",
    "words": "",
    "evidence": "",
}


def test_a_restriction_too_long_is_told_beside_its_last_day(signed_in):
    one = staffed.admitted()
    client, path = signed_in("case_manager"), "steps/impose_interim_suspension/"
    last = clock.today() + relativedelta(months=18, days=1)
    told = client.post(at(one, path), {**suspension(**said(last, "until")), **seen(one)}).content.decode()
    assert "There is a problem" in told
    assert "longer than the rule allows: the rule says 18 months" in told
    assert "Propose it" not in told
    late = suspension(**said(clock.today() + timedelta(days=199), "review_by"))
    told = client.post(at(one, path), {**late, **seen(one)}).content.decode()
    assert "That review is too late" in told
    answer = client.post(at(one, path), {**late, **seen(one), "confirmed": "1"})
    assert answer["X-Refused"] == "review_later_than_the_rule"
    assert not Proposal.objects.exists()


def test_a_proposal_that_breaks_a_rule_is_to_be_declined(signed_in):
    one = staffed.admitted()
    by = staffed.actor("case_manager")
    assert by.person_id is not None
    assert by.account_id is not None
    proposal = Proposal.objects.create(
        registrant=one, subject_person=one.person_id, action="impose_interim_suspension", authority="case",
        details=Details(until=clock.today() + timedelta(days=900), review_by=clock.today()).as_json(),
        reason="risk_to_public", words="A report.", proposed_person=by.person_id, proposed_account=by.account_id,
        proposed_role="case_manager", proposed_at=clock.now(),
    )  # fmt: skip
    told = signed_in("panel_member").get(f"/staff/proposals/{proposal.pk}/").content.decode()
    assert "This proposal breaks a rule. Decline it" in told
    assert "Accept and record it" not in told
    decided = {"decision": "accept", "accept-reason": "agrees", "accept-words": "", **seen(one)}
    answer = signed_in("panel_member").post(f"/staff/proposals/{proposal.pk}/", decided)
    assert answer["X-Refused"] == "longer_than_the_rule"
    assert "This proposal breaks a rule. Decline it" in answer.content.decode()
    assert "Go back and choose" not in answer.content.decode()


def test_a_street_is_no_town(signed_in):
    one = staffed.admitted()
    told = signed_in("registrar").post(at(one, "steps/amend_facts/"), {**FACTS, "town": "12 High Street", **seen(one)})
    assert "The town and the county hold no numbers" in told.content.decode()
    assert "Never a street or a postcode" in told.content.decode()
    assert "Record it" not in told.content.decode()


def test_what_the_entry_shows_is_seen_before_and_after(signed_in):
    one = staffed.admitted()
    client = signed_in("registrar")
    told = client.post(at(one, "steps/amend_facts/"), {**FACTS, **seen(one)}).content.decode()
    assert row(told, "Town, county") == "Changes – Sale"
    assert row(told, "Name shown") == "Zoë O’Brien Zoë O’Brien"
    done = client.post(at(one, "steps/amend_facts/"), {**FACTS, **seen(one), "confirmed": "1"}, follow=True)
    assert "The public entry now shows: The legal name, Sale." in done.content.decode()
    assert "from this moment" not in done.content.decode()


def test_undoing_shows_what_is_undone_and_what_the_entry_shows_then(signed_in):
    one = staffed.admitted()
    amended = world.do(one, "amend_facts")
    asked = {"when": "now", "reason": "should_not_have_been", "words": "A slip.", **seen(one)}
    told = signed_in("registrar").post(at(one, f"acts/{amended.pk}/undoing/"), asked).content.decode()
    assert "What was recorded:" in told
    assert row(told, "Town, county") == "Changes Sale –"


def row(page: str, head: str) -> str:
    """What follows the head of a row, without tags."""
    cells = page.split('id="preview"', 1)[1].split(f">{head}", 1)[1].split("</tr>", 1)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", cells).split())


def test_what_cannot_be_dated_ahead_asks_for_no_day_to_come(signed_in):
    one = staffed.admitted()
    client = signed_in("registrar")
    ahead = {**FACTS, "when": "on", **said(clock.today() + timedelta(days=1), "effective"), **seen(one)}
    told = client.post(at(one, "steps/amend_facts/"), ahead).content.decode()
    assert "or earlier" in told
    assert "Record it" not in told
    for action in ("amend_facts", "remove_at_own_request"):
        told = client.get(at(one, f"steps/{action}/")).content.decode()
        assert "From a day in the past" in told
        assert "From another day" not in told
    assert "From another day" in client.get(at(one, "steps/pause/")).content.decode()


def test_the_day_of_death_is_kept_with_the_decision_and_the_entry_changes_now(signed_in):
    one = staffed.admitted()
    client = signed_in("registrar")
    path, died = at(one, "steps/record_death/"), clock.today() - timedelta(days=9)
    asked = {"reason": "death_certificate", "words": "", "evidence": "The certificate."}
    told = client.get(path).content.decode()
    assert "Day of death (kept with the decision, not shown)" in told
    assert "From when?" not in told
    ahead = {**asked, **said(clock.today() + timedelta(days=1), "died"), **seen(one)}
    assert "or earlier" in client.post(path, ahead).content.decode()
    client.post(path, {**asked, **said(died, "died"), **seen(one), "confirmed": "1"})
    act = one.acts.get(action="record_death")
    assert clock.london_day(act.effective_from) == clock.today()
    assert act.words.evidence == f"Day of death: {date_words(died)}. The certificate."


def test_words_are_asked_for_by_name(signed_in):
    one = staffed.admitted()
    told = signed_in("registrar").get(at(one, "steps/pause/")).content.decode()
    assert "In words (needed for some reasons)" in told
    assert "needed for some reasons) (optional)" not in told


def test_the_entry_as_the_public_sees_it_is_a_step_away(signed_in):
    one = staffed.admitted()
    world.do(one, "amend_facts")
    link, member = f'href="/register/{one.number_id}/"', signed_in("panel_member")
    where = proposed(signed_in, one)
    assert link not in member.get(where).content.decode()
    record = member.get(at(one)).content.decode()
    assert link in record
    assert "Sale" in record
    decided = {"decision": "accept", "accept-reason": "agrees", "accept-words": "", **seen(one)}
    assert link in member.post(where, decided, follow=True).content.decode()
    assert link in member.get(where).content.decode()
    assert link in member.get(at(one, f"acts/{one.acts.get(action='amend_facts').pk}/")).content.decode()
