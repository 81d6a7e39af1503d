"""Whoever looks leaves a line: at a record, at any page about it, at a proposal, and by searching."""

from datetime import timedelta

import pytest

from careregister.base import clock
from careregister.history import queries as history
from careregister.register.tests import staffed
from tests.harness.database import undone

from .test_deciding import PAUSE, at, proposed, seen

pytestmark = pytest.mark.django_db
FIND = "/staff/registrants/"
LATER = timedelta(seconds=61)


def lines(what: str = "register.looked_at") -> list[history.Happened]:
    return history.latest(what)


def test_no_address_makes_a_look_unseen(signed_in):
    one = staffed.admitted()
    act = one.acts.order_by("recorded_at")[0]
    page = signed_in("case_manager").get(at(one, f"acts/{act.pk}/?done=1")).content.decode()
    assert "It is recorded" not in page
    (line,) = lines()
    assert line.person_id == one.person_id


def test_every_page_about_somebody_is_a_look(signed_in):
    one = staffed.admitted()
    act = one.acts.order_by("recorded_at")[0]
    client = signed_in("registrar")
    for path in (
        "", "steps/amend_facts/", "holds/", "numbers/", "risk/", "legal-name/", "known-as/", "as-known/",
        f"acts/{act.pk}/correction/",
    ):  # fmt: skip
        with undone():
            assert client.get(at(one, path)).status_code == 200, path
            assert [(line.person_id, line.by_role) for line in lines()] == [(one.person_id, "registrar")], path


def test_nothing_is_said_to_be_looked_at_that_was_refused(signed_in):
    one = staffed.admitted()
    assert signed_in("case_manager").get(at(one, "as-known/")).status_code == 403
    assert signed_in("panel_member").get(at(one)).status_code == 403
    assert lines() == []


def test_looks_within_a_minute_are_one_and_those_of_others_are_others(signed_in):
    one, other = staffed.admitted(), staffed.admitted("Grace Adeyemi")
    client = signed_in("registrar")
    for path in ("", "steps/pause/", ""):
        client.get(at(one, path))
    assert len(lines()) == 1
    client.get(at(other))
    signed_in("registrar", 1).get(at(one))
    assert len(lines()) == 3
    with clock.at(clock.now() + LATER):
        client.get(at(one))
    assert len(lines()) == 4


def test_what_was_done_is_said_once(signed_in):
    one = staffed.admitted()
    client = signed_in("registrar")
    answer = client.post(at(one, "steps/pause/"), {**PAUSE, **seen(one), "confirmed": "1"})
    assert "?" not in answer["Location"]
    assert "It is recorded" in client.get(answer["Location"]).content.decode()
    assert "It is recorded" not in client.get(answer["Location"]).content.decode()


def test_to_read_a_proposal_is_a_look(signed_in):
    one = staffed.admitted()
    where = proposed(signed_in, one)
    member = signed_in("panel_member")
    member.get(where)
    member.get(where)
    (line,) = lines("register.proposal_looked_at")
    assert (line.person_id, line.by_role) == (one.person_id, "panel_member")
    told = signed_in("auditor").get(at(one)).content.decode()
    assert "looked at the proposal" in told
    assert "looked at the proposal" not in signed_in("registrar").get(at(one)).content.decode()


def test_nobody_accepts_what_they_did_not_say_they_saw(signed_in):
    one = staffed.admitted()
    where, member = proposed(signed_in, one), signed_in("panel_member")
    accepts = {"decision": "accept", "accept-reason": "agrees", "accept-words": ""}
    for decided in ({}, {"seen": ""}, {"seen": "²"}, {"seen": "9" * 5000}):
        assert member.post(where, accepts | decided)["X-Refused"] == "changed_meanwhile", decided
    assert one.restriction_spans.count() == 0


def test_a_search_is_a_line_without_what_was_typed(signed_in):
    staffed.admitted(email="zoe@example.org")
    client = signed_in("registrar")
    where = client.post(FIND, {"described": "obrien zoe@example.org 4 March 1987"})["Location"]
    client.get(where)
    client.get(f"{where}?page=2")
    (line,) = lines("register.searched")
    assert (line.refs, line.words, line.person_id) == ({"count": 1, "kinds": ["email", "birth", "name"]}, "", None)
    told = signed_in("auditor").get("/staff/history/?what=register.searched").content.decode()
    assert "searched the register by e-mail, date of birth, name and found 1" in told


def test_a_search_by_number_and_a_list_are_lines_too(signed_in):
    one = staffed.admitted()
    client = signed_in("case_manager")
    client.post(FIND, {"described": one.number_id}, follow=True)
    client.get(f"{FIND}?standing=registered")
    assert [line.refs["kinds"] for line in lines("register.searched")] == [["standing"], ["number"]]


def test_whoever_is_at_risk_and_shown_in_a_list_has_a_line(signed_in):
    one, other = staffed.admitted(at_risk=True), staffed.admitted("Niamh O’Brien")
    client = signed_in("registrar")
    page = client.post(FIND, {"described": "obrien"}, follow=True).content.decode()
    assert other.number_id in page.replace(" ", "")
    client.get(f"{FIND}?standing=registered")
    (line,) = lines("register.found_at_risk")
    assert line.person_id == one.person_id
    assert "in a list" in signed_in("auditor").get(at(one)).content.decode()
    assert "who is at risk, in a list" not in signed_in("registrar").get(at(one)).content.decode()


def test_history_asked_for_the_impossible_is_a_page(signed_in):
    auditor, registrar = signed_in("auditor"), signed_in("registrar")
    for asked in ("last=9999-12-31", "first=0001-01-01", "last=2101-01-01", "page=²", "page=" + "9" * 5000):
        assert auditor.get(f"/staff/history/?{asked}").status_code == 200, asked
        assert registrar.get(f"{FIND}?standing=registered&{asked}").status_code == 200, asked
