"""What is open to me now comes from the tables: nothing is offered that would be refused for its role or standing."""

import pytest

from careregister.base.actors import Because
from careregister.register import states
from careregister.register.actions import place_hold
from careregister.register.queries.openings import open_actions
from careregister.register.queries.preview import preview
from careregister.register.tests import world

pytestmark = pytest.mark.django_db


def offered(registrant, *roles: str) -> dict[str, str]:
    return {one.action: one.way for one in open_actions(registrant, by=world.staff(*roles))}


@pytest.mark.parametrize("role", ["auditor", "checks_officer", "administrator", "case_officer"])
def test_who_decides_nothing_is_offered_nothing(role):
    assert offered(world.admitted(), role) == {}


def test_nothing_is_offered_about_oneself():
    registrant = world.admitted()
    assert open_actions(registrant, by=world.staff("registrar", person=registrant.person_id)) == ()


@pytest.mark.parametrize("base", states.BASES)
@pytest.mark.parametrize("role", ["registrar", "head_of_registration", "panel_member", "case_manager", "case_examiner"])
def test_only_steps_of_the_table_and_of_the_role_are_offered(base, role):
    registrant = world.in_standing(base)
    for action, way in offered(registrant, role).items():
        step = states.STEPS[action]
        if action in states.RESTRICTION.steps:
            assert base in states.ON_THE_REGISTER
        else:
            assert base in step.before
        assert role in (step.who.second if way == "propose" else step.who.roles)
        assert step.who.needs_two == (way == "propose")


def test_a_hold_closes_leaving_and_says_so():
    registrant = world.admitted()
    place_hold(registrant, by=world.staff("registrar"), because=Because("concern_open"))
    (leaving,) = [
        one for one in open_actions(registrant, by=world.staff("registrar")) if one.action == "remove_at_own_request"
    ]
    assert leaving.closed == "held"


def test_a_preview_writes_nothing_and_says_what_would_be():
    registrant = world.admitted()
    before = world.counts()
    shown = preview(registrant, "pause", world.details_for("pause"))
    assert shown.after is not None
    assert (shown.before.status, shown.after.status) == ("registered", "paused")
    assert preview(registrant, "resume", world.details_for("resume")).refused == "step_not_lawful"
    assert world.counts() == before
