"""A status table refuses what it does not list, and all that is made from it follows from its rows."""

import pytest
from django.db.models import Q

from careregister.base.actors import CLOCK, Actor, Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

DOOR = StatusTable(
    "door",
    ("open", "shut", "locked"),
    (
        Step("build", (NOTHING,), "open"),
        Step("shut", ("open",), "shut"),
        Step("lock", ("shut",), "locked", Who(roles=frozenset({"keeper"}), second=frozenset({"witness"}))),
        Step("paint", ("open", "shut"), None),
    ),
)


def test_what_is_not_listed_is_not_lawful():
    listed = {("build", ""), ("shut", "open"), ("lock", "shut"), ("paint", "open"), ("paint", "shut")}
    for action in ("build", "shut", "lock", "paint", "burn"):
        for state in ("", *DOOR.states, "ajar"):
            assert DOOR.lawful(action, state) == ((action, state) in listed)
    with pytest.raises(KeyError):
        DOOR.step("burn")


@pytest.mark.parametrize("step", [Step("break", ("ajar",), "open"), Step("break", ("open",), "ajar")])
def test_a_table_that_names_a_state_it_does_not_have_is_refused(step):
    with pytest.raises(ValueError, match="ajar"):
        StatusTable("door", ("open",), (step,))


def test_steps_lead_where_they_say_and_painting_leads_nowhere():
    assert DOOR.step("lock").result("shut") == "locked"
    assert DOOR.step("paint").result("shut") == "shut"
    assert [step.action for step in DOOR.open_from("shut")] == ["lock", "paint"]
    assert DOOR.open_from("locked") == ()


def test_two_are_needed_where_there_is_a_second():
    assert DOOR.step("lock").who.needs_two
    assert not DOOR.step("shut").who.needs_two


def test_the_constraint_and_the_diagram_are_made_from_the_rows():
    constraint = DOOR.constraint("state", "door_state")
    assert constraint.condition == Q(state__in=("open", "shut", "locked"))
    assert DOOR.diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> open: build",
        "    open --> shut: shut",
        "    shut --> locked: lock",
        "    open --> open: paint",
        "    shut --> shut: paint",
    ]


def test_an_actor_acts_only_in_a_role_they_hold():
    allowed = frozenset({"keeper", "witness"})
    assert CLOCK.acting_as(allowed) == ""
    assert Actor(kind=Kind.STAFF, role="keeper").acting_as(allowed) == ""
    both = Actor(kind=Kind.STAFF, roles=frozenset({"keeper", "witness", "baker"}), role="witness")
    assert both.acting_as(allowed) == "witness"
    assert both.acting_as(frozenset({"keeper"})) == "keeper"
    assert both.acting_as(frozenset({"cook"})) == both.acting_as(frozenset()) == ""
