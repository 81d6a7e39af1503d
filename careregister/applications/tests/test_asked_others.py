"""Whom an applicant names to be asked, and names others later: who is no longer wanted is told, the other is asked."""

from typing import Any
from uuid import UUID

import pytest

from careregister.applications import actions
from careregister.applications.models import Section
from careregister.applications.tests import world
from careregister.applications.tests.test_righting import VOUCHED
from careregister.applications.tests.world import BECAUSE
from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.checks import actions as checks
from careregister.checks.models import Ask
from careregister.checks.tests import asking

pytestmark = pytest.mark.django_db
OTHER = {"voucher_name": "Ben Priest", "voucher_job": "Minister", "voucher_email": "ben@church.example"}
REFEREES = world.ANSWERS["references"]["items"]
NEW = {"name": "Una New", "relation": "manager", "organisation": "Sale Care", "email": "una@salecare.example"}


@pytest.fixture(autouse=True)
def today():
    with clock.at(world.NOON):
        yield


def right(application_id, by, data):
    actions.put_right(application_id, "identity", data, by=by, because=BECAUSE)


def rows(application_id: UUID, kind: str) -> list[tuple[str, str]]:
    """(name, state) of each ask of a kind, in the order they were made."""
    found = Ask.objects.filter(cause_id=application_id, kind=kind).order_by("asked_at", "id")
    return sorted((one.opened()["name"], one.state) for one in found)


def ask_of(application_id: UUID, name: str) -> Ask:
    return next(one for one in Ask.objects.filter(cause_id=application_id) if one.opened()["name"] == name)


def told(application_id: UUID, name: str) -> list[str]:
    """The kinds of letter that went to whoever is named so."""
    return sorted(one.kind for one in asking.letters(ask_of(application_id, name).pk))


def change_references(application_id, by, items: list[dict[str, Any]]) -> None:
    actions.ask(application_id, sections=["references"], by=world.ready(application_id), because=BECAUSE)
    row = Section.objects.get(application=application_id, code="references")
    actions.save(application_id, "references", {"items": items}, seen=row.version, by=by)
    actions.answer(application_id, "Done.", by=by, because=BECAUSE)


def test_nobody_has_us_write_to_dozens_by_naming_others():
    application_id, by = world.sent()
    for number in range(9):
        right(application_id, by, VOUCHED | {"voucher_email": f"v{number}@church.example"})
    with pytest.raises(NotAllowed, match="asked_often"):
        right(application_id, by, VOUCHED | {"voucher_email": "more@church.example"})
    assert Section.objects.get(application=application_id, code="identity").data["voucher_email"] == "v8@church.example"


def test_another_voucher_is_asked_and_the_first_is_left_in_peace():
    application_id, by = world.sent()
    right(application_id, by, VOUCHED)
    right(application_id, by, VOUCHED | OTHER)
    assert rows(application_id, "voucher") == [("Ada Minister", "withdrawn"), ("Ben Priest", "requested")]
    first, second = ask_of(application_id, "Ada Minister"), ask_of(application_id, "Ben Priest")
    assert second.instead_of_id == first.pk
    assert told(application_id, "Ada Minister") == ["checks.ask_not_needed", "checks.voucher_asked"]
    assert told(application_id, "Ben Priest") == ["checks.voucher_asked"]
    letter = asking.letters(first.pk, "ask_not_needed")[0].words.opened("body")
    assert "Ben" not in letter
    assert "Amara Okafor" in letter
    right(application_id, by, VOUCHED)  # back again: a new ask, since the first was closed
    assert rows(application_id, "voucher") == [
        ("Ada Minister", "requested"),
        ("Ada Minister", "withdrawn"),
        ("Ben Priest", "withdrawn"),
    ]


def test_the_same_words_again_ask_nobody_anew():
    application_id, by = world.sent()
    right(application_id, by, VOUCHED)
    right(application_id, by, VOUCHED | {"voucher_email": "A@B.example", "voucher_job": "Head teacher"})
    assert rows(application_id, "voucher") == [("Ada Minister", "requested")]


def test_another_name_at_the_same_address_gets_the_new_letter_and_no_goodbye():
    application_id, by = world.sent()
    right(application_id, by, VOUCHED)
    right(application_id, by, VOUCHED | {"voucher_name": "Ida Minister"})
    assert rows(application_id, "voucher") == [("Ada Minister", "withdrawn"), ("Ida Minister", "requested")]
    assert told(application_id, "Ada Minister") == ["checks.voucher_asked"]
    assert told(application_id, "Ida Minister") == ["checks.voucher_asked"]


def test_whoever_answered_is_not_told_that_it_was_for_nothing():
    application_id, by = world.sent()
    right(application_id, by, VOUCHED)
    token = asking.tokens(ask_of(application_id, "Ada Minister").pk)[0]
    checks.answer(token, asking.VOUCHER, by=asking.HOLDER, because=BECAUSE)
    right(application_id, by, VOUCHED | OTHER)
    assert rows(application_id, "voucher") == [("Ada Minister", "received"), ("Ben Priest", "requested")]
    assert "checks.ask_not_needed" not in told(application_id, "Ada Minister")


def test_one_referee_of_two_is_changed_and_the_other_hears_nothing():
    application_id, by = world.in_review()
    change_references(application_id, by, [NEW, REFEREES[1]])
    expected = [("Grace Lee", "withdrawn"), ("Tom Ward", "requested"), ("Una New", "requested")]
    assert rows(application_id, "reference") == expected
    assert told(application_id, "Tom Ward") == ["checks.reference_asked"]


def test_whom_staff_asked_instead_is_not_undone_by_other_words_in_the_form():
    application_id, by = world.in_review()
    officer = world.ready(application_id)
    grace = next(one for one in Ask.objects.filter(cause_id=application_id, kind="reference")
                 if one.opened()["name"] == "Grace Lee")  # fmt: skip
    checks.ask_somebody_else(grace.pk, name="Sam Staff", email="sam@salecare.example", by=officer, because=BECAUSE)
    change_references(application_id, by, [REFEREES[0], REFEREES[1] | {"phone": "01632 960001"}])
    expected = [("Grace Lee", "withdrawn"), ("Sam Staff", "requested"), ("Tom Ward", "requested")]
    assert rows(application_id, "reference") == expected
    change_references(application_id, by, [NEW, REFEREES[1]])  # the place that Sam took is now Una's
    assert ("Sam Staff", "withdrawn") in rows(application_id, "reference")
    assert ask_of(application_id, "Una New").instead_of_id == ask_of(application_id, "Sam Staff").pk


@pytest.mark.parametrize(
    ("kind", "name", "section", "said", "field"),
    [
        ("voucher", "Ada Minister", "identity", OTHER, "voucher_name"),
        (
            "employer_dbs",
            "Grace Lee",
            "criminal_record",
            {
                "attester_name": "Ned Boss",
                "attester_organisation": "Sale Care",
                "attester_email": "ned@salecare.example",
            },
            "attester_name",
        ),
    ],
)
def test_every_kind_of_ask_may_go_to_somebody_else(kind, name, section, said, field):
    application_id, by = world.sent()
    right(application_id, by, VOUCHED)
    first = Ask.objects.get(cause_id=application_id, kind=kind)

    def other(by, ask_id=first.pk):
        actions.ask_somebody_else(application_id, ask_id, said, by=by, because=BECAUSE)

    with pytest.raises(NotAllowed, match="not_yours"):
        other(world.an_applicant())
    with pytest.raises(NotAllowed, match="not_yours"):
        other(world.ready(application_id))
    stranger, _by = world.sent()
    with pytest.raises(NotAllowed, match="ask_unknown"):
        other(by, Ask.objects.filter(cause_id=stranger)[0].pk)
    other(by)
    assert rows(application_id, kind) == sorted([(name, "withdrawn"), (said[field], "requested")])
    assert Section.objects.get(application=application_id, code=section).data[field] == said[field]
    with pytest.raises(NotAllowed, match="ask_replaced"):
        other(by)


def test_a_referee_named_in_the_place_of_another_stands_in_the_form_from_then_on():
    application_id, by = world.in_review()
    grace = next(one for one in Ask.objects.filter(cause_id=application_id, kind="reference")
                 if one.opened()["name"] == "Grace Lee")  # fmt: skip
    actions.ask_somebody_else(application_id, grace.pk, NEW, by=by, because=BECAUSE)
    said = Section.objects.get(application=application_id, code="references").data["items"]
    assert [one["name"] for one in said] == ["Una New", "Tom Ward"]
    change_references(application_id, by, [NEW, REFEREES[1]])
    expected = [("Grace Lee", "withdrawn"), ("Tom Ward", "requested"), ("Una New", "requested")]
    assert rows(application_id, "reference") == expected
