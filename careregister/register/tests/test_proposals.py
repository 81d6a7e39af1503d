"""Decisions by two: proposed, then accepted, declined or taken back; three different persons. Refusals first."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.base.refusals import Refused
from careregister.history.models import Entry
from careregister.people.roles import ROLES
from careregister.register import states
from careregister.register.actions import accept, decline, propose, take_back
from careregister.register.drafts import Authority, Details, Facts
from careregister.register.models import Proposal
from careregister.register.queries.queue import proposal_shown
from careregister.register.tests import world

pytestmark = pytest.mark.django_db

WHY = Because("for_the_test", "Minutes of the panel.")
PROPOSABLE = sorted(set(states.TWO_PERSON_ACTIONS) - {"lapse", "admit_on_review"})


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


def refused(reason: str, call, *args, **how) -> None:
    before = world.counts()
    with pytest.raises(Refused) as refusal:
        call(*args, **{"because": WHY, **how})
    assert refusal.value.reason == reason
    assert world.counts() == before


def proposed(registrant, action="remove_by_decision", details=None, **how: Any) -> Proposal:
    how = {
        "by": world.seconder(action),
        "because": WHY,
        "authority": Authority(world.GROUND_OF[action]),
        **how,
    }
    return propose(registrant, action, details or world.details_for(action), **how)


@pytest.mark.parametrize("action", PROPOSABLE)
def test_only_the_second_roles_of_a_step_propose_it_and_not_about_themselves(action):
    registrant = world.admitted()
    second = states.STEPS[action].who.second
    for role in sorted(set(ROLES) - second):
        with pytest.raises(Refused, match="wrong_role"):
            proposed(registrant, action, by=world.staff(role))
    no_account = Actor(kind=Kind.STAFF, person_id=uuid4(), roles=second, role=min(second))
    for actor in (CLOCK, world.themselves(registrant), world.IMPORTER, no_account):
        with pytest.raises(Refused, match="wrong_role"):
            proposed(registrant, action, by=actor)
    oneself = world.staff(min(second), person=registrant.person_id)
    refused("about_oneself", proposed, registrant, action, by=oneself)
    refused("reason_missing", proposed, registrant, action, because=Because(""))
    refused("wrong_authority", proposed, registrant, action, authority=Authority("renewal"))
    assert not Proposal.objects.exists()


def test_what_one_may_decide_is_not_proposed_and_a_lapse_is_the_clocks():
    registrant = world.admitted()
    refused(
        "one_is_enough",
        propose,
        registrant,
        "pause",
        Details(),
        by=world.staff("registrar"),
        authority=Authority("request"),
    )
    refused(
        "clock_decides",
        propose,
        registrant,
        "lapse",
        Details(),
        by=world.staff("registrar"),
        authority=Authority("ladder"),
    )


def test_a_step_is_proposed_once_for_a_person_until_it_is_decided():
    registrant = world.admitted()
    first = proposed(registrant)
    refused("already_proposed", proposed, registrant)
    proposed(world.admitted())
    take_back(first, by=world.staff("case_manager", person=first.proposed_person), because=WHY)
    proposed(registrant)


def test_a_person_who_is_no_registrant_can_only_be_admitted():
    by = {"by": world.staff("case_manager"), "authority": Authority("case")}
    refused("not_a_registrant", propose, world.a_person(), "remove_by_decision", Details(), **by)


def test_the_proposer_the_subject_and_the_wrong_role_do_not_decide():
    registrant = world.admitted()
    proposal = proposed(registrant)
    on_another_account = world.staff("panel_member", person=proposal.proposed_person)
    oneself = world.staff("panel_member", person=registrant.person_id)
    refused("three_different_persons", accept, proposal, by=on_another_account)
    refused("three_different_persons", decline, proposal, by=on_another_account)
    refused("about_oneself", accept, proposal, by=oneself)
    refused("three_different_persons", decline, proposal, by=oneself)
    for actor in (*(world.staff(role) for role in sorted(set(ROLES) - {"panel_member"})), CLOCK, world.IMPORTER):
        for call in (accept, decline):
            with pytest.raises(Refused, match=r"wrong_role|wrong_authority"):
                call(proposal, by=actor, because=WHY)
    refused("words_missing", decline, proposal, by=world.staff("panel_member"), because=Because("not_shown"))
    refused("not_your_proposal", take_back, proposal, by=world.staff("case_manager"))
    proposal.refresh_from_db()
    assert proposal.state == "open"


@pytest.mark.parametrize("end", ["accept", "decline", "take_back"])
def test_what_is_decided_is_not_decided_again(end):
    proposal = proposed(world.admitted())
    proposer = world.staff("case_manager", person=proposal.proposed_person)
    calls: dict[str, Any] = {
        "accept": (accept, world.staff("panel_member")),
        "decline": (decline, world.staff("panel_member")),
        "take_back": (take_back, proposer),
    }
    call, by = calls[end]
    call(proposal, by=by, because=WHY)
    for again, actor in calls.values():
        refused("already_decided", again, proposal, by=actor)


def test_a_proposal_is_judged_afresh_when_it_is_decided():
    registrant = world.admitted()
    proposal = proposed(registrant, "impose_suspension")
    world.do(registrant, "remove_at_own_request")
    refused("not_restrictable", accept, proposal, by=world.staff("panel_member"))
    decline(proposal, by=world.staff("panel_member"), because=WHY)


def test_a_proposal_that_waited_past_its_own_date_is_not_quietly_backdated():
    proposal = proposed(
        world.admitted(), "impose_suspension", world.details_for("impose_suspension", effective_from=world.NOON)
    )
    with clock.at(world.NOON + timedelta(days=1)):
        refused("past_date_needs_head", accept, proposal, by=world.staff("panel_member"))


@pytest.mark.parametrize("action", PROPOSABLE)
def test_an_accepted_proposal_becomes_one_act_with_both_persons_on_it(action):
    if action == "restore_after_removal":
        with clock.at(world.NOON - timedelta(days=2000)):
            registrant, restriction = world.in_standing("removed_by_decision"), None
    else:
        registrant, restriction = world.suspended()
    proposal = proposed(
        registrant, action, world.details_for(action, restriction if action not in states.IMPOSES else None)
    )
    by = world.decider(action)
    before = world.counts()
    with clock.at(world.NOON + timedelta(hours=1)):
        act = accept(proposal, by=by, because=Because("agreed", "We agree."))
    after = world.counts()
    assert {table: after[table] - before[table] for table in ("Act", "Proposal", "Entry")} == {
        "Act": 1,
        "Proposal": 0,
        "Entry": 2,
    }
    proposal.refresh_from_db()
    assert (proposal.state, proposal.act, proposal.closed_person) == ("accepted", act, by.person_id)
    assert (act.proposed_person, act.proposed_role, act.proposed_at) == (
        proposal.proposed_person,
        proposal.proposed_role,
        world.NOON,
    )
    assert (act.decided_person, act.reason, act.recorded_at) == (
        by.person_id,
        "for_the_test",
        world.NOON + timedelta(hours=1),
    )
    assert act.words.explanation == "Minutes of the panel.\n\nWe agree."


def test_declined_and_taken_back_proposals_change_nothing_but_themselves():
    registrant = world.admitted()
    for end in (decline, take_back):
        proposal = proposed(registrant)
        by = world.staff("panel_member" if end is decline else "case_manager")
        if end is take_back:
            by = world.staff("case_manager", person=proposal.proposed_person)
        before = world.counts()
        ended = end(proposal, by=by, because=WHY)
        after = world.counts()
        assert {table for table in after if after[table] != before[table]} == {"Entry", "Words"}
        assert (ended.closed_role, ended.closed_words) == (by.role, WHY.words)
    assert world.base_now(registrant) == "registered"


def test_an_admission_on_review_is_proposed_by_one_registrar_and_decided_by_another():
    person = world.a_person()
    details = world.details_for("admit_on_review", tier="foundation", facts=Facts(town="Sale"))
    how: dict[str, Any] = {"because": WHY, "authority": Authority("application")}
    refused(
        "about_oneself",
        propose,
        person,
        "admit_on_review",
        details,
        **how | {"by": world.staff("registrar", person=person.pk)},
    )
    proposal = propose(person, "admit_on_review", details, by=world.staff("registrar"), **how)
    oneself = world.staff("registrar", person=person.pk)
    refused("about_oneself", accept, proposal, by=oneself)
    act = accept(proposal, by=world.staff("registrar"), because=WHY)
    proposal.refresh_from_db()
    assert (act.action, proposal.registrant_id) == ("admit_on_review", act.registrant_id)
    assert act.registrant.acts.count() == 3


def test_a_correction_is_proposed_and_decided_and_only_of_the_entry_and_step_it_names():
    registrant, another = world.admitted(), world.admitted()
    pause, elsewhere = world.do(registrant, "pause"), world.do(another, "pause")
    how: dict[str, Any] = {"by": world.staff("registrar"), "authority": Authority("correction")}
    refused("nothing_to_correct", propose, registrant, "void", Details(), **how)
    refused("not_an_act_of_this_entry", propose, registrant, "void", Details(), corrects=elsewhere, **how)
    refused("not_an_act_of_this_entry", propose, registrant, "resume", Details(), corrects=pause, **how)
    refused(
        "admission_is_withdrawn",
        propose,
        registrant,
        "void",
        Details(),
        corrects=registrant.acts.get(action="admit"),
        **how,
    )
    proposal = propose(registrant, "void", Details(), because=WHY, corrects=pause, **how)
    refused("wrong_role", accept, proposal, by=world.staff("registrar"))
    act = accept(proposal, by=world.staff("head_of_registration"), because=WHY)
    assert (act.action, act.replaces_id) == ("void", pause.pk)
    assert world.base_now(registrant) == "registered"


def test_history_names_the_role_that_was_acted_in():
    registrant = world.admitted()
    wearing_another_hat = world.staff("case_examiner", "case_manager")
    proposal = proposed(registrant, by=wearing_another_hat)
    decider = world.staff("case_examiner", "panel_member")
    accept(proposal, by=decider, because=WHY)
    roles = list(Entry.objects.filter(subject_id=proposal.pk).order_by("sequence").values_list("what", "by_role"))
    assert roles == [("register.proposed", "case_manager"), ("register.proposal_accepted", "panel_member")]
    proposal.refresh_from_db()
    assert proposal.closed_role == "panel_member"


@pytest.mark.parametrize("end", [accept, decline])
def test_a_closed_proposal_is_read_by_whoever_closed_or_proposed_it_and_by_readers_of_the_record(end):
    proposer, closer = world.staff("case_manager"), world.staff("panel_member")
    proposal = proposed(world.admitted(), by=proposer)
    other = world.staff("panel_member")
    assert proposal_shown(proposal, by=other).may_decide
    end(proposal, by=closer, because=WHY)
    proposal.refresh_from_db()
    with pytest.raises(Refused, match="already_decided"):
        proposal_shown(proposal, by=other)
    with pytest.raises(Refused, match="wrong_role"):
        proposal_shown(proposal, by=world.staff("checks_officer"))
    for by in (proposer, closer, world.staff("auditor"), world.staff("case_officer")):
        assert proposal_shown(proposal, by=by).row.state != "open"
