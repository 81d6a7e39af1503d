"""What nobody may do to a membership, and when."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK, Because
from careregister.base.refusals import NotAllowed
from careregister.membership import actions, queries, states
from careregister.membership.models import Subscription, WaiverRequest
from careregister.people.queries import actor_for
from careregister.people.tests import world as people

from . import world
from .world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
WHY, WORDS = world.WHY, world.WORDS


def refused(reason: str):
    return pytest.raises(NotAllowed, match=reason)


def test_nobody_joins_twice_or_for_somebody_else():
    _subscription, by = world.joined()
    assert by.person_id
    with refused("already_member"):
        actions.join(by.person_id, "yearly", by=by, because=WHY)
    for other in (world.person(), world.officer(), CLOCK, ANONYMOUS):
        with refused("not_your_membership"):
            actions.join(uuid4(), "monthly", by=other, because=WHY)


def test_there_are_only_the_plans_of_the_rule():
    by = world.person()
    assert by.person_id
    with refused("unknown_plan"):
        actions.join(by.person_id, "for_ever", by=by, because=WHY)


STEPS: dict[str, list] = {
    "change_plan": ["yearly"],
    "pause": [date(2027, 3, 1)],
    "resume": [],
    "cancel": [],
    "keep": [],
    "change_mind": [],
    "ask_waiver": ["I lost my job"],
}


def test_a_members_steps_are_the_members_own():
    subscription, _by = world.member()
    officer = world.officer()  # who may keep it for a member who rang
    for other in (world.person(), officer, people.actor("registrar"), CLOCK, ANONYMOUS):
        for step, more in STEPS.items():
            if (step, other) != ("keep", officer):
                with refused("not_your_membership|wrong_role"):
                    getattr(actions, step)(subscription, *more, by=other, because=WHY)


def test_staff_do_nothing_to_their_own_membership():
    account = people.account("membership_officer", name="Eleni Officer")
    subscription, _by = world.member(by=people.owner_of(account))
    with refused("about_oneself"):
        actions.end_now(subscription, by=actor_for(account), because=WORDS)


def test_staff_end_a_membership_only_with_words():
    subscription, _by = world.member()
    with refused("words_missing"):
        actions.end_now(subscription, by=world.officer(), because=Because("fraud"))


def test_a_pause_begins_after_what_is_paid_and_has_an_end():
    subscription, by = world.member()
    with refused("pause_before_paid"):
        actions.pause(subscription, date(2026, 12, 22), by=by, because=WHY)
    with refused("pause_too_long"):
        actions.pause(subscription, date(2027, 12, 23), by=by, because=WHY)
    with refused("not_paused"):
        actions.resume(subscription, by=by, because=WHY)


def test_what_has_not_begun_or_is_overdue_cannot_be_paused():
    subscription, by = world.joined()
    with refused("membership_is_starting"):
        actions.pause(subscription, date(2027, 2, 1), by=by, because=WHY)


def test_after_the_cooling_off_time_nobody_gets_everything_back():
    subscription, by = world.member()
    with clock.at(world.moment(date(2026, 12, 7))), refused("cooling_off_over"):
        actions.change_mind(subscription, by=by, because=WHY)


def test_a_waiver_is_asked_once_and_never_decided_by_who_asks():
    account = people.account("membership_officer", name="Eleni Officer")
    subscription, by = world.member(by=people.owner_of(account))
    request = actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
    with refused("waiver_waiting"):
        actions.ask_waiver(subscription, "Again", by=by, because=WHY)
    with refused("about_oneself"):
        actions.grant_waiver(request, 6, by=actor_for(account), because=WHY)
    with refused("wrong_role"):
        actions.grant_waiver(request, 6, by=people.actor("finance_officer"), because=WHY)
    with refused("waiver_too_long"):
        actions.grant_waiver(request, 13, by=world.officer(), because=WHY)
    with refused("words_missing"):
        actions.decline_waiver(request, by=world.officer(), because=WHY)
    actions.decline_waiver(request, by=world.officer(), because=WORDS)
    with refused("waiver_over"):
        actions.grant_waiver(request, 6, by=world.officer(), because=WHY)


def test_what_somebody_says_of_hardship_is_read_by_who_decides():
    subscription, by = world.member()
    actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
    assert [one.words for one in queries.waiver_queue(world.officer())] == ["I lost my job"]
    for other in (by, people.actor("finance_officer"), people.actor("registrar"), people.actor("administrator")):
        with refused("wrong_role"):
            queries.waiver_queue(other)
    assert b"lost my job" not in bytes(WaiverRequest.objects.get().sealed)


def test_an_employer_is_paid_for_by_its_own_people_only():
    employer, owner = world.employer()
    for other in (world.person(), people.actor("registrar"), people.actor("administrator"), ANONYMOUS):
        with refused("not_of_the_employer"):
            actions.invite_worker(employer, "will@example.org", by=other, because=WHY)
        with refused("not_of_the_employer"):
            queries.worker_invitations_of(employer, other)
    with refused("address_wrong"):
        actions.invite_worker(employer, "will", by=owner, because=WHY)


def test_an_offer_works_once_and_not_for_ever():
    employer, owner = world.employer()
    token = world.invited(employer, owner)
    with clock.at(world.moment(date(2027, 1, 30))), refused("worker_invitation_over"):
        actions.accept_employer(token, by=world.person(), because=WHY)
    actions.accept_employer(token, by=world.person("Will Worker"), because=WHY)
    with refused("worker_invitation_over"):
        actions.accept_employer(token, by=world.person(), because=WHY)
    with refused("worker_invitation_over"):
        actions.decline_employer("no such token", by=ANONYMOUS, because=WHY)


def test_whoever_has_an_employer_who_pays_takes_no_second_one():
    employer, owner = world.employer()
    subscription, worker = world.covered(employer, owner)
    another, second = world.employer("Elm House Care")
    with refused("employer_pays"):
        actions.accept_employer(world.invited(another, second), by=worker, because=WHY)
    for step in (
        lambda: actions.change_plan(subscription, "yearly", by=worker, because=WHY),
        lambda: actions.ask_waiver(subscription, "Please", by=worker, because=WHY),
        lambda: actions.change_mind(subscription, by=worker, because=WHY),
    ):
        with refused("employer_pays"):
            step()
    with refused("not_of_the_employer"):
        actions.end_cover(subscription, by=second, because=WHY)


def test_dues_are_the_clocks():
    for other in (world.person(), world.officer()):
        with refused("not_the_clock"):
            actions.raise_dues(TODAY, by=other, because=WHY)
        with refused("not_the_clock"):
            actions.end_due(TODAY, by=other, because=WHY)
        with refused("not_the_clock"):
            actions.refresh_many([], by=other, because=WHY)


def test_lists_of_members_are_for_who_looks_after_members_or_money():
    for other in (world.person(), people.actor("registrar"), people.actor("administrator"), ANONYMOUS):
        for ask in (queries.arrears, queries.by_plan, queries.to_refund):
            with refused("wrong_role"):
                ask(other)
        with refused("wrong_role"):
            queries.churn(3, other)
        with refused("wrong_role"):
            queries.forecast(3, other)


@pytest.mark.parametrize("kept", states.SUBSCRIPTION.states)
def test_only_the_steps_of_the_table(kept: str):
    subscription, by = world.joined() if kept in (states.STARTING, states.ENDED) else world.member()
    if kept == states.ENDED:
        actions.cancel(subscription, by=by, because=WHY)
    dated: dict[str, dict] = {
        states.PAST_DUE: {"past_due_since": TODAY},
        states.PAUSED: {"paused_from": TODAY, "paused_until": date(2027, 3, 1)},
    }
    Subscription.objects.filter(pk=subscription).update(state=kept, **dated.get(kept, {}))
    for step, more in STEPS.items():
        if not states.SUBSCRIPTION.lawful(step, kept):
            with refused(f"membership_is_{kept}"):
                getattr(actions, step)(subscription, *more, by=by, because=WHY)
    assert world.state(subscription) == kept


def test_the_database_keeps_a_membership_whole():
    subscription, _by = world.member()
    kept = []
    for wrong in (
        {"state": "lifetime"},
        {"state": "active", "began_on": None},
        {"state": "past_due"},
        {"state": "paused"},
        {"state": "ended"},
        {"ended_on": TODAY},
        {"paused_from": TODAY},
        {"paused_from": TODAY, "paused_until": TODAY},
        {"past_due_since": TODAY},
        {"anchor_day": 0},
        {"anchor_day": 32},
        {"plan": ""},
        {"part_until": TODAY},
        {"billed_from": TODAY},
    ):
        try:
            with transaction.atomic():
                Subscription.objects.filter(pk=subscription).update(**wrong)
            kept.append(wrong)
        except IntegrityError:
            pass
    assert kept == []


def test_the_database_knows_one_live_membership_for_each_person():
    subscription, _by = world.member()
    row = world.row(subscription)
    row.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_database_lets_nobody_decide_their_own_waiver():
    subscription, by = world.member()
    decided = {"decided_person": by.person_id, "decided_account": uuid4(), "settled_at": clock.now()}
    days = {"since": TODAY, "until": date(2027, 1, 1)}
    about = {"subscription_id": subscription, "person_id": by.person_id, "sealed": b""}
    with pytest.raises(IntegrityError), transaction.atomic():
        WaiverRequest.objects.create(state="granted", **about, **decided, **days)
