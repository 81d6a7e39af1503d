"""What is typed about people never stands in an address, a log or a session in clear."""

import re

import pytest

from careregister.register.tests import staffed
from careregister.web.staff.register.lists import harmless

pytestmark = pytest.mark.django_db
FIND = "/staff/registrants/"
TYPED = "Zoë O’Brien zoe@example.org 4 March 1987"


def test_a_description_is_not_taken_from_an_address(signed_in):
    staffed.admitted()
    page = signed_in("registrar").get(f"{FIND}?described=obrien&q=obrien").content.decode()
    assert "O’Brien" not in page


def test_what_was_typed_stays_off_addresses_logs_and_the_session(signed_in, caplog):
    staffed.admitted(email="zoe@example.org")
    client = signed_in("registrar")
    answer = client.post(FIND, {"described": TYPED})
    page = client.get(answer["Location"]).content.decode()
    assert "Zoë O’Brien" in page
    kept = str(dict(client.session))
    for secret in ("Brien", "zoe@", "1987", "March"):
        assert secret not in answer["Location"]
        assert secret not in caplog.text
        assert secret not in kept


def test_case_roles_are_told_that_they_do_not_search_by_birth(signed_in):
    staffed.admitted()
    page = signed_in("case_manager").post(FIND, {"described": "obrien 1987"}, follow=True).content.decode()
    assert "Your role does not search by date of birth" in page
    assert "Zoë O’Brien" not in page


def test_somebody_else_cannot_open_what_was_found(signed_in):
    staffed.admitted()
    where = signed_in("registrar").post(FIND, {"described": "obrien"})["Location"]
    assert signed_in("registrar", 1).get(where).status_code == 404


def test_nothing_typed_is_told(signed_in):
    page = signed_in("registrar").post(FIND, {"described": " "}).content.decode()
    assert "Type something about the person" in page


def test_a_number_leads_straight_to_the_record(signed_in):
    one = staffed.admitted()
    answer = signed_in("registrar").post(FIND, {"described": one.number_id}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{FIND}{one.number_id}/"


def test_an_old_number_in_the_address_leads_to_the_present_one(signed_in):
    one = staffed.admitted()
    answer = signed_in("registrar").get(f"{FIND}{one.number_id.lower()}/")
    assert answer["Location"] == f"{FIND}{one.number_id}/"


@pytest.mark.parametrize("number", ["%00", "%00%1f", "CR%00", "%7f", "%0a"])
def test_an_address_of_characters_that_nobody_types_is_no_page(signed_in, number):
    staffed.admitted()
    assert signed_in("registrar").get(f"{FIND}{number}/").status_code == 404


def test_an_older_number_like_ours_is_refused_in_words(signed_in):
    one = staffed.admitted()
    answer = signed_in("registrar").post(
        f"{FIND}{one.number_id}/numbers/", {"number": "123 456 786", "reason": "brought_along", "words": ""}
    )
    assert answer["X-Refused"] == "number_like_ours"
    assert "looks like one of our own numbers" in answer.content.decode()


def test_only_the_head_and_the_auditor_take_a_list(signed_in):
    staffed.admitted("=HYPERLINK(1)")
    for role in ("registrar", "case_manager", "checks_officer"):
        assert signed_in(role).post(f"{FIND}list/").status_code == 403
    answer = signed_in("head_of_registration").post(f"{FIND}list/", {"standing": "registered"})
    written = answer.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in written
    assert "1987" not in written
    history = signed_in("auditor").get("/staff/history/?what=register.exported").content.decode()
    assert "took a list out of the register" in history


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1"])
def test_a_formula_is_made_harmless(cell):
    assert harmless(cell) == f"'{cell}"


def test_history_filters_that_are_no_filters_narrow_nothing(signed_in):
    staffed.admitted()
    answer = signed_in("auditor").get("/staff/history/?room=x&what=y&by=z&first=yesterday&page=abc")
    assert answer.status_code == 200
    assert re.search("admitted", answer.content.decode())
