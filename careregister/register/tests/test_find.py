"""However somebody is described, staff find them; and nobody finds more than their role allows."""

from datetime import date

import pytest

from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.register import sections
from careregister.register.actions import add_alias
from careregister.register.models import Number
from careregister.register.queries.find import Filters, everyone, find
from careregister.register.queries.question import read_question
from careregister.register.tests import staffed, world

pytestmark = pytest.mark.django_db
ALL = Filters()


def numbers(text: str, role: str = "registrar", filters: Filters = ALL) -> list[str]:
    return [row.number for row in find(text, filters, by=staffed.actor(role)).rows]


def test_roles_without_the_register_find_nobody():
    for role in ("administrator", "panel_member"):
        with pytest.raises(NotAllowed, match="wrong_role"):
            find("anybody", ALL, by=staffed.actor(role))


def test_case_roles_find_nobody_by_e_mail_and_see_no_birth_date():
    one = staffed.admitted(email="zoe@example.org")
    found = find("zoe@example.org", ALL, by=staffed.actor("case_manager"))
    assert (found.rows, found.no_email_search) == ((), True)
    (row,) = find(one.number_id, ALL, by=staffed.actor("case_manager")).rows
    assert row.born is None


def test_who_may_not_see_a_date_of_birth_finds_nobody_by_one():
    one = staffed.admitted()
    for text in ("4 March 1987", "04/03/1987", "obrien 4 March 1987", "obrien 1987"):
        for role in ("case_officer", "case_manager", "case_examiner"):
            found = find(text, ALL, by=world.staff(role))
            assert (found.rows, found.total, found.no_birth_search) == ((), 0, True), (text, role)
        # Nor is anything told of oneself.
        assert not find(text, ALL, by=world.staff("case_manager", person=one.person_id)).own_left_out, text
        assert numbers(text, "checks_officer") == [one.number_id], text


def test_nobody_finds_themselves():
    one = staffed.admitted()
    oneself = world.staff("registrar", person=one.person_id)
    found = find("O’Brien", ALL, by=oneself)
    assert (found.rows, found.total, found.own_left_out) == ((), 0, True)


def test_who_does_not_fit_is_not_found():
    staffed.admitted()
    for text in ("Zoe Murphy", "obrien 5 March 1987", "zoe@elsewhere.org", "CR 000 000 001", "x"):
        assert numbers(text) == [], text


def test_somebody_is_found_however_they_are_described():
    one = staffed.admitted(email="zoe@example.org", former="Zoë Murphy", at_risk=True)
    staffed.admitted("Grace Adeyemi", born=date(1970, 1, 1))
    add_alias(one, "NCP 00417", by=staffed.actor("registrar"), because=Because("brought_along"))
    for text in (
        "Zoë O’Brien", "obrien zoe", "ZOE OBRIEN", "obr", "O'Brein", "murphy", "4 March 1987", "4/3/1987", "04.03.1987",
        "1987-03-04", "March 4th, 1987", "4 mar 1987", "zoe@example.org", "ZOE@Example.org", "obrien 4 March 1987",
        "obrien 1987", "zoe@example.org O’Brien", "NCP-00417", "ncp 00417",
    ):  # fmt: skip
        assert numbers(text) == [one.number_id], text


def test_a_number_is_found_in_any_shape():
    one = staffed.admitted()
    digits = one.number_id[2:]
    for text in (
        one.number_id.lower(),
        digits,
        f"CR {digits[:3]} {digits[3:6]} {digits[6:]}",
        f"cr-{digits[:4]}-{digits[4:]}",
    ):
        assert numbers(text) == [one.number_id], text


def test_no_older_number_may_be_taken_for_one_of_ours_and_each_is_plain_letters_and_digits():
    like_ours = ("CR123456786", "123 456 786", "CR 123 456 780", "123456780", "CR12345678", "cr-1234567860")
    odd = ("P1", "1", "NCPX", "NCP٣٤٥", "NCP<1>", "É123", "N" * 40 + "1")
    one, before = staffed.admitted(), world.counts()
    for reason, refused in (("number_like_ours", like_ours), ("number_odd", odd)):
        for number in refused:
            for by in (staffed.actor("registrar"), world.IMPORTER):
                with pytest.raises(NotAllowed, match=reason):
                    add_alias(one, number, by=by, because=Because("brought_along"))
    assert world.counts() == before


def test_a_number_of_ours_wins_over_an_older_one_kept_before_that_was_refused():
    one, other = staffed.admitted(), staffed.admitted("Grace Adeyemi")
    bare = one.number_id.removeprefix("CR")
    Number.objects.create(number=bare, alias_of=other)
    for text in (one.number_id, bare, f"{bare[:3]} {bare[3:6]} {bare[6:]}"):
        assert numbers(text) == [one.number_id], text


def test_a_slip_in_a_number_is_called_one():
    assert find("CR 123 456 780", ALL, by=staffed.actor("registrar")).question.mistyped


def test_lists_are_narrowed_by_standing_restriction_and_tier():
    plain, suspended = staffed.admitted("Grace Adeyemi"), staffed.suspended()
    world.do(plain, "pause")
    assert numbers("", filters=Filters(standing="paused")) == [plain.number_id]
    assert numbers("", filters=Filters(restriction="interim_suspension")) == [suspended.number_id]
    assert numbers("", filters=Filters(restriction="any")) == [suspended.number_id]
    assert numbers("", filters=Filters(restriction="overdue")) == []
    assert len(numbers("", filters=Filters(tier="intermediate"))) == 2
    assert numbers("", filters=Filters(tier="advanced")) == []


def test_only_exporters_read_everybody():
    with pytest.raises(NotAllowed, match="wrong_role"):
        list(everyone(ALL, by=staffed.actor("registrar")))
    staffed.admitted()
    assert [row.name for row in everyone(ALL, by=staffed.actor("auditor"))] == ["Zoë O’Brien"]


def test_nothing_that_is_typed_is_an_error():
    by = staffed.actor("registrar")
    for text in ("", "   ", "'; drop table register_act; --", "31/02/1987", "%", "_", "\\", "٣/٤/١٩٨٧", "@" * 300):
        read_question(text, "CR")
        find(text, ALL, by=by)


def test_a_page_of_a_list_takes_few_queries(django_assert_max_num_queries):
    for number in range(12):
        staffed.admitted(f"Grace Adeyemi {'abcdefghijkl'[number]}")
    by = staffed.actor("registrar")
    with django_assert_max_num_queries(12):
        assert len(find("grace", ALL, by=by).rows) == 12


def test_the_scope_is_the_table():
    assert sections.CONTACT not in sections.may_find(staffed.actor("case_manager"))
