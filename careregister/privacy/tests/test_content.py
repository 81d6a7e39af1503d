"""What is in what is given out: one's own words, and nobody else's."""

import json
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from careregister.applications import actions as joining
from careregister.applications.models import Match
from careregister.applications.tests import world as applying
from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.checks import actions as checks
from careregister.checks.tests import asking
from careregister.evidence.tests import papers
from careregister.people.tests import world
from careregister.privacy import actions, queries

pytestmark = pytest.mark.django_db
WHY = Because("own_wish")


def told(by) -> str:
    return json.dumps(queries.as_json(queries.held_about(by.person_id, by)), ensure_ascii=False)


def rows(by, model: str) -> list:
    whole = queries.as_json(queries.held_about(by.person_id, by))
    return [row for part in whole["parts"] if part["table"] == model for row in part["rows"]]


@pytest.mark.parametrize(("wish", "shown"), [("yes", False), ("no", True)])
def test_a_confidential_reference_is_held_back_with_the_reason(wish: str, shown: bool):
    grace = asking.applicant()
    ask_id = asking.ask(grace)
    answer = asking.REFERENCE | {"conduct": "Often late, and rude to Mr Ash.", "confidential": wish}
    checks.answer(asking.tokens(ask_id)[-1], answer, by=asking.HOLDER, because=WHY)
    assert ("Often late" in told(grace)) is shown
    assert "Rosa Head" in told(grace)
    assert "@" not in json.dumps(rows(grace, "checks.Ask"))
    held_back = json.dumps(queries.as_json(queries.held_about(grace.person_id, grace)))
    assert ("keep it between them and us" in held_back) is not shown


def test_answers_notes_and_decisions_are_given_out_without_names_of_staff():
    application, by = applying.refused()
    officer = applying.ready(application)
    joining.note(application, by=officer, because=Because("note", "Rang about her gap."))
    said = told(by)
    assert "Rang about her gap." in said
    assert "I can explain." in said
    assert str(officer.person_id) not in said
    assert str(officer.account_id) not in said


def test_who_else_may_be_the_same_person_is_not_said():
    application, by = applying.sent()
    other = world.person("Hope Removed")
    Match.objects.create(
        application_id=application,
        other=other,
        weight=9.0,
        probability=0.9,
        reasons=[{"what": "date_of_birth", "level": "exact", "weight": 8.1234567}],
        model_edition="1",
        found_at=clock.now(),
    )
    said = told(by)
    assert str(other.pk) not in said
    assert "Hope Removed" not in said
    assert "8.1234567" not in said
    assert "about somebody else" in said


def test_nothing_of_another_person_is_in_it():
    _one, by = applying.refused()
    other_application, other = applying.refused()
    said = told(by)
    assert str(other_application) not in said
    assert f"{other.person_id}@example.org" not in said


def test_codes_for_signing_in_are_not_given_out():
    account = world.account(password="Correct horse battery staple 9")
    by = world.owner_of(account)
    said = told(by)
    assert account.email in said
    assert account.password not in said
    assert "JBSWY3DPEHPK3PXP" not in said


def test_the_file_has_the_data_a_page_and_the_papers_and_no_page_given_in_confidence():
    by = world.owner_of(world.account())
    own = papers.given(by.person_id)
    made = actions.ask_copy(by.person_id, by=by, because=WHY)
    actions.make_copy(made, by=CLOCK, because=WHY)
    archive = zipfile.ZipFile(BytesIO(actions.fetch_copy(made, by=by, because=WHY)))
    names = archive.namelist()
    assert "data.json" in names
    assert "read-me.html" in names
    assert f"files/training-{str(own)[:8]}-1.jpg" in names
    json.loads(archive.read("data.json"))
    shown = queries.copy_of(by.person_id, by)
    assert shown
    assert shown.part == 100


def test_dates_are_read_by_people_and_by_machines():
    by = world.owner_of(world.account())
    born = rows(by, "people.Person")[0]
    assert date.fromisoformat(born["created_at"][:10])


def test_what_is_being_looked_into_is_held_back_until_it_is_over():
    application, by = applying.recommended()
    history = [row for row in rows(by, "history.Entry") if row["what"] == "Recommended a decision"]
    assert [row["because"]["withheld"] for row in history] == ["live"]
    joining.accept_recommendation(application, by=applying.ready(application), because=WHY)
    history = [row for row in rows(by, "history.Entry") if row["what"] == "Recommended a decision"]
    assert all(isinstance(row["because"], str) for row in history)
    assert history


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("legal", "Legal name"),
        ("come_back", "Came back to us"),
        ("head_of_registration", "Head of registration"),
        ("quite_new_code", "Quite new code"),
        ("grace", "grace"),  # somebody's own word
        ("", "Nothing"),
        ({"had_other_names": "yes"}, "Have you ever had another name? Yes"),
        ({"had_other_names": "yes", "postcode": "M33"}, "Have you ever had another name? Yes\nPostcode: M33"),
        ([{"started": "2020-07"}, {"started": "2021-11"}], "From: July 2020\n\nFrom: November 2021"),
        (["identity", "references"], "Identity; References"),
        ("2024-02-29", "29 February 2024"),
        ("2024-13", "2024-13"),
        ("Dear Ada\n\nWelcome", "Dear Ada\n\nWelcome"),
        (datetime(2026, 11, 22, 11, 2, tzinfo=UTC), "22 November 2026, 11:02am"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026, 12:30am"),
        (datetime(2026, 7, 1, 11, 30, tzinfo=UTC), "1 July 2026, 12:30pm"),
    ],
)
def test_codes_and_hours_are_read_as_words(kept, read):
    assert queries.text_of(kept) == read


def test_every_value_is_a_line_that_somebody_can_read():
    _application, by = applying.refused()
    for part in queries.held_about(by.person_id, by):
        for row in part.rows:
            for name, value in row.items():
                read = queries.text_of(value)
                assert "<" not in read, (part.model, name, read)
                assert "datetime" not in read, (part.model, name, read)
                assert "_" not in read or "_" in str(value), (part.model, name, read)
