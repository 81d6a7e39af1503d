"""Which role reads which part of a record: the table, wrong way first."""

import pytest

from careregister.base.actors import ANONYMOUS, CLOCK, Because
from careregister.base.refusals import NotAllowed
from careregister.history import queries as history
from careregister.people.roles import ROLES
from careregister.register import sections
from careregister.register.actions import propose
from careregister.register.actions.reading import look_at, take_history, take_list
from careregister.register.drafts import Authority
from careregister.register.queries.record import record_of
from careregister.register.tests import staffed, world

pytestmark = pytest.mark.django_db
LOOK = Because("work")
NO_RECORD = sorted(set(ROLES) - sections.SECTIONS.keys())


def test_the_table_written_out_by_hand():
    case = {"names", "standing", "restrictions", "tier", "facts", "holds", "acts", "words", "case_words", "proposals"}
    whole = case | {"birth", "contact", "story", "as_known"}
    table = {
        "registrar": whole,
        "head_of_registration": whole,
        "auditor": whole | {"looks"},
        "checks_officer": {"names", "birth", "standing", "restrictions", "tier", "acts", "words"},
        "case_officer": case,
        "case_manager": case,
        "case_examiner": case,
        "panel_member": case,
    }
    assert table == sections.SECTIONS


@pytest.mark.parametrize("role", NO_RECORD)
def test_other_roles_open_no_record(role):
    registrant = world.admitted()
    with pytest.raises(NotAllowed, match="wrong_role"):
        look_at(registrant, by=world.staff(role), because=LOOK)
    assert not history.latest("register.looked_at")


@pytest.mark.parametrize("by", [ANONYMOUS, CLOCK])
def test_nobody_but_staff_opens_a_record(by):
    with pytest.raises(NotAllowed, match="wrong_role"):
        sections.sections(by, world.admitted())


@pytest.mark.parametrize("role", sorted(sections.SECTIONS))
def test_nobody_opens_their_own_record(role):
    registrant = world.admitted()
    with pytest.raises(NotAllowed, match="about_oneself"):
        sections.sections(world.staff(role, person=registrant.person_id), registrant)


def test_a_panel_member_opens_only_what_is_before_a_panel():
    registrant, member = world.admitted(), world.staff("panel_member")
    with pytest.raises(NotAllowed, match="not_your_case"):
        sections.sections(member, registrant)
    propose(
        registrant,
        "impose_suspension",
        world.details_for("impose_suspension", on=world.clock.today()),
        by=world.staff("case_manager"),
        because=world.BECAUSE,
        authority=Authority("case"),
    )
    assert sections.ACTS in sections.sections(member, registrant)
    with pytest.raises(NotAllowed, match="wrong_role"):
        sections.may_find(member)


def test_every_look_leaves_a_line_with_the_role():
    registrant = world.admitted()
    by = world.staff("registrar")
    look_at(registrant, by=by, because=LOOK)
    (line,) = history.latest("register.looked_at")
    assert (line.by_account, line.by_role, line.person_id) == (by.account_id, "registrar", registrant.person_id)


def shown_to(role: str):
    registrant = staffed.suspended(email="zoe@example.org")
    by = staffed.actor(role)
    return record_of(registrant, sections.SECTIONS[role], by=by)


def test_case_roles_see_no_contacts_and_no_birth_date():
    record = shown_to("case_manager")
    assert (record.contacts, record.born, record.story) == ((), None, ())
    assert record.restrictions
    assert all(act.words is not None for act in record.acts)


def test_a_checks_officer_reads_no_words_of_cases():
    record = shown_to("checks_officer")
    assert record.contacts == ()
    by_case = [act for act in record.acts if act.authority == "case"]
    assert by_case
    assert all(act.words is None and act.evidence is None for act in by_case)


def test_only_the_auditor_reads_who_looked():
    registrant = staffed.admitted()
    look_at(registrant, by=staffed.actor("registrar"), because=LOOK)
    seen = {
        role: [one.what for one in record_of(registrant, sections.SECTIONS[role], by=staffed.actor(role)).story]
        for role in ("registrar", "head_of_registration", "auditor")
    }
    assert [role for role, whats in seen.items() if "register.looked_at" in whats] == ["auditor"]


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"auditor", "head_of_registration"}))
def test_no_other_role_takes_a_list(role):
    with pytest.raises(NotAllowed, match="wrong_role"):
        take_list(3, {}, by=world.staff(role), because=LOOK)
    with pytest.raises(NotAllowed, match="wrong_role"):
        take_history(3, {}, by=world.staff(role), because=LOOK)


def test_a_list_that_is_taken_is_in_history_with_its_count():
    take_list(7, {"standing": "paused"}, by=staffed.actor("auditor"), because=LOOK)
    (line,) = history.latest("register.exported")
    assert line.refs == {"count": 7, "standing": "paused"}
