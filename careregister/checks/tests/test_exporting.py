"""What the person is given of what others said about them: no more than they may read on their own pages."""

from uuid import uuid4

import pytest

from careregister.base.parts import CONFIDENTIAL, OTHERS, Withheld
from careregister.checks import actions
from careregister.checks.exporting import TABLES
from careregister.checks.models import Ask
from careregister.checks.policy_of_asks import can_read_answers
from careregister.checks.tests import asking
from careregister.checks.tests.asking import HOLDER, WHY

pytestmark = pytest.mark.django_db
ANSWERS = {"reference": asking.REFERENCE, "voucher": asking.VOUCHER, "employer_dbs": asking.EMPLOYER}


def given_out(person, model: str, field: str) -> list[object]:
    table = next(one for one in TABLES if one.model == f"checks.{model}")
    read = table.shows[field].read
    return [read(row) if read else getattr(row, field) for row in table.rows(person.person_id)]


@pytest.mark.parametrize(
    ("kind", "changed", "why"),
    [
        ("voucher", {}, OTHERS),
        ("employer_dbs", {}, OTHERS),
        ("reference", {"confidential": "yes"}, CONFIDENTIAL),
        ("reference", {"confidential": "no"}, ""),
    ],
)
def test_answers_are_given_out_only_where_the_person_may_read_them(kind, changed, why):
    person = asking.applicant()
    ask_id = asking.ask(person, kind=kind)
    assert given_out(person, "Ask", "answers") == [""]
    actions.answer(asking.tokens(ask_id)[0], ANSWERS[kind] | changed, by=HOLDER, because=WHY)
    (said,) = given_out(person, "Ask", "answers")
    assert can_read_answers(person, Ask.objects.get(pk=ask_id)) == (not why)
    if why:
        assert said == Withheld(why)
    else:
        assert isinstance(said, dict)
        assert said["conduct"] == asking.REFERENCE["conduct"]


def test_whether_an_employer_is_content_with_a_certificate_is_the_employers_to_say():
    person, cause = asking.applicant(), uuid4()
    assert person.person_id
    actions.open_check(person.person_id, "criminal_record", application_id=cause, by=person, because=WHY)
    ask_id = asking.ask(person, kind="employer_dbs", cause_id=cause)
    actions.answer(asking.tokens(ask_id)[0], asking.EMPLOYER, by=HOLDER, because=WHY)
    assert given_out(person, "Attestation", "workforce") == ["adult"]
    assert given_out(person, "Attestation", "content_with_it") == [Withheld(OTHERS)]
