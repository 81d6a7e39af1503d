"""A member's click and the provider's word at the same instant: both are done, or one is refused; nobody waits for ever."""

from datetime import timedelta

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.membership import actions, queries, states
from careregister.payments.models import Attempt
from careregister.payments.tests import world as money
from tests.harness.at_once import at_once

from . import world

WHY = world.WHY
ROUNDS = 4


@pytest.mark.parametrize("step", ["cancel", "change_mind"])
def test_somebody_leaves_at_the_instant_their_first_payment_arrives(own_database: str, step: str):
    for _ in range(ROUNDS):
        subscription, by = world.joined()
        attempt = world.tried(subscription)
        assert attempt is not None
        leave = lambda: getattr(actions, step)(subscription, by=by, because=WHY)  # noqa: B023, E731
        came = lambda: world.receive(attempt)  # noqa: B023, E731
        assert at_once(leave, came, came) == ["done"] * 3
        assert Attempt.objects.get(pk=attempt).state == "succeeded"
        assert world.check(subscription) in (states.ENDED, states.ACTIVE)
        shown = queries.mine(world.person_of(by))
        assert shown is not None
        assert shown.state == states.ENDED or shown.cancels_on is not None
        money.sound()


def test_two_clicks_on_cancel_end_it_once(own_database: str):
    subscription, by = world.member()
    cancel = lambda: actions.cancel(subscription, by=by, because=WHY)  # noqa: E731
    assert at_once(cancel, cancel, cancel) == ["already_cancelled", "already_cancelled", "done"]
    keep = lambda: actions.keep(subscription, by=by, because=WHY)  # noqa: E731
    assert at_once(keep, keep) == ["done", "not_cancelled"]
    assert at_once(cancel, cancel) == ["already_cancelled", "done"]
    assert world.check(subscription) == states.ACTIVE


def test_the_night_bills_while_payments_arrive(own_database: str):
    begun = clock.now()
    people = [world.member()[0] for _ in range(6)]
    with clock.at(begun + timedelta(days=40)):
        actions.raise_dues(clock.today(), by=CLOCK, because=WHY)
        attempts = [world.tried(one) for one in people]
    with clock.at(begun + timedelta(days=75)):
        day = clock.today()
        said = at_once(
            lambda: actions.raise_dues(day, by=CLOCK, because=WHY),
            lambda: actions.end_due(day, by=CLOCK, because=WHY),
            *(lambda one=one: world.receive(one) for one in attempts),  # type: ignore[misc]
        )
        assert said == ["done"] * 8
        money.sound()
