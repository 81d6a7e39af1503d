"""Every step from every standing, by every role: what the table does not list is refused, and nothing is written."""

import pytest

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK, Actor, Kind
from careregister.base.refusals import NotAllowed, Unlawful
from careregister.people.roles import ROLES
from careregister.register import states
from careregister.register.drafts import Authority
from careregister.register.models import StandingSpan
from careregister.register.tests import world
from tests.harness.database import undone

pytestmark = pytest.mark.django_db

FROM_NOTHING = ("", *states.BASES)
# Written out by hand from the table of lawful steps in domain.md, so that a slip in the code's table is found.
ALL_BUT_DECEASED = {
    "registered",
    "paused",
    "lapsed",
    "removed_own_request",
    "removed_by_decision",
    "withdrawn_our_error",
    "removed_deceit",
}
LAWFUL = {
    "admit": ({""}, "registered"),
    "admit_on_review": ({""}, "registered"),
    "renew": ({"registered", "paused"}, None),
    "pause": ({"registered"}, "paused"),
    "resume": ({"paused"}, "registered"),
    "lapse": ({"registered", "paused"}, "lapsed"),
    "restore": ({"lapsed", "removed_own_request"}, "registered"),
    "remove_at_own_request": ({"registered", "paused", "lapsed"}, "removed_own_request"),
    "remove_by_decision": ({"registered", "paused", "lapsed", "removed_own_request"}, "removed_by_decision"),
    "withdraw_as_our_error": ({"registered", "paused", "lapsed"}, "withdrawn_our_error"),
    "remove_as_deceit": ({"registered", "paused", "lapsed"}, "removed_deceit"),
    "restore_after_removal": ({"removed_by_decision"}, "registered"),
    "record_death": (ALL_BUT_DECEASED, "deceased"),
    "impose_interim_suspension": ({"registered", "paused"}, None),
    "impose_interim_conditions": ({"registered", "paused"}, None),
    "impose_suspension": ({"registered", "paused"}, None),
    "impose_conditions": ({"registered", "paused"}, None),
    "agree_conditions": ({"registered", "paused"}, None),
    "agree_warning": ({"registered", "paused"}, None),
    "confer_tier": ({"registered", "paused"}, None),
    "amend_facts": (ALL_BUT_DECEASED, None),
}
ON_A_RESTRICTION = ("vary_restriction", "review_restriction", "lift_restriction")
REGISTRARS = {"registrar", "head_of_registration"}
MAY_DECIDE = {
    "admit": REGISTRARS,
    "admit_on_review": REGISTRARS,
    "renew": {*REGISTRARS, "clock"},
    "pause": {*REGISTRARS, "person"},
    "resume": {*REGISTRARS, "person"},
    "lapse": {"clock"},
    "restore": REGISTRARS,
    "remove_at_own_request": REGISTRARS,
    "remove_by_decision": {"panel_member"},
    "withdraw_as_our_error": {"head_of_registration"},
    "remove_as_deceit": {"panel_member"},
    "restore_after_removal": {"panel_member"},
    "record_death": REGISTRARS,
    "impose_interim_suspension": {"panel_member"},
    "impose_interim_conditions": {"panel_member"},
    "impose_suspension": {"panel_member"},
    "impose_conditions": {"panel_member"},
    "agree_conditions": {"case_examiner"},
    "agree_warning": {"case_examiner"},
    "vary_restriction": {"panel_member", "case_examiner"},
    "review_restriction": {"panel_member", "case_examiner"},
    "lift_restriction": {"panel_member", "case_examiner"},
    "confer_tier": REGISTRARS,
    "amend_facts": {*REGISTRARS, "person"},
}
OTHER_GROUNDS = {"confer_tier": ("renewal",)}
NEEDS_A_SECOND = {
    "admit_on_review",
    "lapse",
    "remove_by_decision",
    "withdraw_as_our_error",
    "remove_as_deceit",
    "restore_after_removal",
    *(action for action in MAY_DECIDE if "restriction" in action or action.startswith(("impose", "agree"))),
}


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


def refused(reason: str, registrant, action: str, details=None, **how) -> None:
    before = world.counts()
    refuses(reason, registrant, action, details, **how)
    assert world.counts() == before


def refuses(reason: str, registrant, action: str, details=None, **how) -> None:
    with pytest.raises((NotAllowed, Unlawful)) as refusal:
        world.do(registrant, action, details, **how)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("base", FROM_NOTHING)
def test_a_step_is_taken_from_where_the_table_lists_it_and_is_in_force_and_from_nowhere_else(base):
    registrant = world.in_standing(base)
    before = world.counts()
    for action, (befores, after) in LAWFUL.items():
        if base not in befores:
            restricts = action in states.RESTRICTION.steps
            refuses("not_restrictable" if restricts else "step_not_lawful", registrant, action)
        elif action == "restore_after_removal":
            refuses("too_early_to_restore", registrant, action)
        else:
            with undone():
                act = world.do(registrant, action)
                assert world.base_now(registrant, act.effective_from) == (after or base)
    assert world.counts() == before

    nothing_in_force_is_varied_reviewed_or_lifted(registrant, base)


def nothing_in_force_is_varied_reviewed_or_lifted(registrant, base):
    _, elsewhere = world.suspended()
    reason = "restriction_not_in_force" if base in states.ON_THE_REGISTER else "not_restrictable"
    before = world.counts()
    for action in ON_A_RESTRICTION:
        refuses(reason, registrant, action, world.details_for(action, elsewhere))
    assert world.counts() == before


@pytest.mark.parametrize("action", ON_A_RESTRICTION)
def test_a_restriction_in_force_can_be_varied_reviewed_and_lifted_once(action):
    registrant, restriction = world.suspended()
    world.do(registrant, action, world.details_for(action, restriction))
    if action == "lift_restriction":
        assert world.kinds_now(registrant, clock.end_of_day(world.TODAY)) == []
        refused("restriction_not_in_force", registrant, action, world.details_for(action, restriction))
    else:
        assert world.kinds_now(registrant, clock.end_of_day(world.TODAY)) == ["suspension"]


def test_every_step_of_the_code_is_in_these_tables_and_no_other():
    assert set(states.STEPS) == {*LAWFUL, *ON_A_RESTRICTION} == set(MAY_DECIDE)
    assert set(states.TWO_PERSON_ACTIONS) == NEEDS_A_SECOND


def everybody(registrant) -> dict[str, Actor]:
    return {
        **{role: world.staff(role) for role in ROLES},
        "person": world.themselves(registrant),
        "clock": CLOCK,
        "anonymous": ANONYMOUS,
        "link": Actor(kind=Kind.LINK, person_id=registrant.person_id),
        "provider": Actor(kind=Kind.PROVIDER, reference="payments"),
        "no role at all": Actor(kind=Kind.STAFF, person_id=registrant.id, account_id=registrant.id),
        "a role not held": Actor(kind=Kind.STAFF, person_id=registrant.id, account_id=registrant.id, role="registrar"),
        "a role without a person": Actor(kind=Kind.STAFF, roles=frozenset(ROLES), role="registrar"),
        "an anonymous who claims every role": Actor(kind=Kind.ANONYMOUS, roles=frozenset(ROLES), role="registrar"),
    }


def a_registrant_for(action: str):
    """One from whom `action` is lawful, and what it is told."""
    if action in ON_A_RESTRICTION:
        registrant, restriction = world.suspended(action="agree_warning")
        return registrant, world.details_for(action, restriction)
    base = min(LAWFUL[action][0])
    return world.in_standing(base), world.details_for(action)


def a_step_is_decided_by_those_the_table_names_and_by_nobody_else(registrant, action, details):
    before = world.counts()
    for name, actor in everybody(registrant).items():
        if name not in MAY_DECIDE[action]:
            with pytest.raises(NotAllowed, match="wrong_role"):
                world.do(registrant, action, details, by=actor)
    assert world.counts() == before
    if action == "restore_after_removal":
        return  # too early here: the rules' own tests take it
    for name in sorted(MAY_DECIDE[action]):
        with undone():
            act = world.do(registrant, action, details, by=everybody(registrant)[name])
            assert act.decided_role == ("" if name in {"person", "clock"} else name)


def a_second_is_needed_who_has_the_role_and_is_a_third_person(registrant, action, details):
    by, second = world.decider(action), world.seconder(action)
    refused("second_person_missing", registrant, action, details, proposed_by=None)
    oneself = world.staff(second.role, person=registrant.person_id)
    refused("three_different_persons", registrant, action, details, proposed_by=oneself)
    if by.person_id:
        on_another_account = world.staff(second.role, person=by.person_id)
        refused("three_different_persons", registrant, action, details, by=by, proposed_by=on_another_account)
    nameless = Actor(kind=Kind.STAFF, roles=frozenset(ROLES), role=second.role)
    before = world.counts()
    for role in sorted(set(ROLES) - states.STEPS[action].who.second):
        with pytest.raises(NotAllowed, match="second_person_wrong_role"):
            world.do(registrant, action, details, proposed_by=world.staff(role))
    for nobody in (CLOCK, ANONYMOUS, world.themselves(registrant), nameless):
        with pytest.raises(NotAllowed):
            world.do(registrant, action, details, proposed_by=nobody)
    assert world.counts() == before


def staff_decide_nothing_about_themselves_whichever_account_they_use(registrant, action, details):
    before = world.counts()
    for role in sorted(states.STEPS[action].who.roles):
        for _account in ("one", "another"):
            oneself = world.staff(role, person=registrant.person_id)
            refuses("about_oneself", registrant, action, details, by=oneself)
    assert world.counts() == before


@pytest.mark.parametrize("action", ["pause", "resume", "amend_facts"])
def test_nobody_acts_as_a_registrant_who_is_somebody_else(action):
    registrant, details = a_registrant_for(action)
    refused("not_your_entry", registrant, action, details, by=world.themselves(world.admitted()))


def a_step_is_taken_on_its_own_ground_only(registrant, action, details):
    before = world.counts()
    for ground in sorted(
        {*states.AUTHORITIES, *states.BROUGHT} - {world.GROUND_OF[action], *OTHER_GROUNDS.get(action, ())}
    ):
        with pytest.raises(NotAllowed, match="wrong_authority"):
            world.do(registrant, action, details, authority=Authority(ground))
    assert world.counts() == before


def an_import_invents_no_registrar_and_needs_no_second(registrant, action, details):
    here = Authority(world.GROUND_OF[action])
    refused("wrong_authority", registrant, action, details, by=world.IMPORTER, authority=here)
    act = world.do(registrant, action, details, by=world.IMPORTER, authority=Authority("import"), proposed_by=None)
    assert (act.decided_kind, act.decided_role, act.decided_person, act.proposed_person) == ("import", "", None, None)
    assert act.decided_reference == world.IMPORTER.reference
    assert StandingSpan.objects.filter(registrant=registrant).exists()


@pytest.mark.parametrize("action", sorted(MAY_DECIDE))
def test_a_step_is_refused_to_whom_and_on_what_ground_the_table_does_not_name(action, subtests):
    registrant, details = a_registrant_for(action)
    for promise in (
        a_step_is_decided_by_those_the_table_names_and_by_nobody_else,
        staff_decide_nothing_about_themselves_whichever_account_they_use,
        a_step_is_taken_on_its_own_ground_only,
        *([a_second_is_needed_who_has_the_role_and_is_a_third_person] if action in NEEDS_A_SECOND else []),
        an_import_invents_no_registrar_and_needs_no_second,
    ):
        with subtests.test(promise.__name__):
            promise(registrant, action, details)
