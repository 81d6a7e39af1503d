"""What somebody who wants to be a member for nothing, or is unlucky with two clicks, might do."""

from datetime import date

import pytest

from careregister.base.refusals import NotAllowed
from careregister.membership import actions, queries, states
from careregister.membership.models import WaiverRequest

from . import world
from .world import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
WHY = world.WHY


def test_pausing_and_going_on_by_turns_is_no_membership_for_nothing():
    subscription, by = world.member()
    actions.pause(subscription, date(2027, 6, 1), by=by, because=WHY)
    world.nights(date(2026, 12, 22), date(2026, 12, 23))
    with on(date(2027, 1, 10)):
        assert world.check(subscription) == states.PAUSED
        actions.resume(subscription, by=by, because=WHY)
        assert [one.pence for one in world.owed(subscription)] == [300], "going on is paid for, at once"
        with pytest.raises(NotAllowed) as refused:
            actions.pause(subscription, date(2027, 2, 5), by=by, because=WHY)
        assert refused.value.reason == "pause_before_paid"


def test_a_plan_is_not_changed_while_its_first_payment_is_on_its_way():
    subscription, by = world.joined()
    attempt = world.tried(subscription)
    assert attempt is not None
    with pytest.raises(NotAllowed) as refused:
        actions.change_plan(subscription, "yearly", by=by, because=WHY)
    assert refused.value.reason == "payment_under_way"
    world.receive(attempt)
    assert world.check(subscription) == states.ACTIVE


def test_what_a_worker_owes_themselves_can_be_paid_when_their_employer_has_begun_to_pay():
    employer, owner = world.employer()
    subscription, by = world.member()
    world.nights(date(2026, 12, 22), date(2026, 12, 23))
    with on(date(2026, 12, 24)):
        world.fail(subscription)
        assert world.check(subscription) == states.PAST_DUE
        world.covered(employer, owner, by=by)
        shown = queries.mine(world.person_of(by), by)
        assert shown is not None
        assert shown.open_pence == 300
        assert len(shown.open_invoices) == 1
        world.pay(subscription)
        assert world.check(subscription) == states.ACTIVE


def test_a_waiver_in_a_pause_begins_today_and_not_in_the_past():
    subscription, by = world.member()
    actions.pause(subscription, date(2027, 10, 1), by=by, because=WHY)
    world.nights(date(2026, 12, 22), date(2026, 12, 23))
    with on(date(2027, 5, 10)):
        asked = actions.ask_waiver(subscription, "Ill.", by=by, because=WHY)
        actions.grant_waiver(asked, 3, by=world.officer(), because=world.WORDS)
        granted = WaiverRequest.objects.get()
        assert (granted.since, granted.until) == (date(2027, 5, 10), date(2027, 8, 10))
        assert world.check(subscription) == states.ACTIVE


def test_a_request_not_to_pay_is_over_when_an_employer_pays():
    employer, owner = world.employer()
    subscription, by = world.member()
    actions.ask_waiver(subscription, "Ill.", by=by, because=WHY)
    world.covered(employer, owner, by=by)
    assert WaiverRequest.objects.get().state == states.WITHDRAWN
