"""The provider is away, slow, or does what it was asked and never says so: everybody stays as they were."""

from datetime import timedelta

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.base.refusals import NotAllowed
from careregister.payments import actions, jobs, ledger
from careregister.payments.models import Attempt, Invoice, Method
from careregister.payments.tests import world
from careregister.payments.tests.world import BECAUSE

pytestmark = pytest.mark.django_db


def everybody() -> list[tuple]:
    methods = list(Method.objects.order_by("pk").values_list("pk", "state"))
    invoices = list(Invoice.objects.order_by("pk").values_list("pk", "state", "open_pence"))
    return [*methods, *invoices, *sorted(ledger.balances().items())]


def after(hours: float, *work) -> None:
    with clock.at(clock.now() + timedelta(hours=hours)):
        for job in work:
            job()


ALL = (jobs.send_waiting, jobs.chase_unknown, jobs.book_events, jobs.hear_missed, jobs.tend_refunds, jobs.let_all_go)


def test_an_hour_without_the_provider_leaves_everyone_as_they_were(cards):
    world.paying(cards)
    waiting = []
    for _ in range(3):
        payer_id, by = world.payer()
        world.method(cards, payer_id, by)
        waiting.append(actions.collect(payer_id, [world.owing(payer_id)], by=by, because=BECAUSE))
    before = everybody()
    cards.modes(outage="503")
    for minutes in (0, 5, 20, 40, 60):
        after(minutes / 60, *ALL, jobs.retry_due, jobs.collect_due, jobs.reconcile)
    assert everybody() == before
    assert {world.state(one) for one in waiting} <= {"waiting", "sending"}
    with pytest.raises(NotAllowed, match="provider_away"):
        actions.begin_method(payer_id, "card", **world.PLACES, by=by, because=BECAUSE)
    cards.modes(outage="")
    after(1.1, *ALL)
    assert {world.state(one) for one in waiting} == {"succeeded"}
    assert len(cards.things("charge")) == 4
    world.sound()


@pytest.mark.parametrize("how", ["close", "500", "500_kept"])
def test_a_payment_whose_answer_was_lost_is_made_once(cards, how: str):
    payer_id, by = world.payer()
    world.method(cards, payer_id, by)
    attempt_id = actions.collect(payer_id, [world.owing(payer_id)], by=by, because=BECAUSE)
    cards.fail(how, on="/v1/payment_intents")
    actions.send(attempt_id, by=CLOCK, because=BECAUSE)
    after(0.1, jobs.chase_unknown)
    assert world.state(attempt_id) == "succeeded"
    assert len(cards.things("charge")) == 1
    world.sound()


def test_a_payment_whose_answer_was_lost_for_days_is_found_by_its_reference(cards):
    payer_id, by = world.payer()
    world.method(cards, payer_id, by)
    attempt_id = actions.collect(payer_id, [world.owing(payer_id)], by=by, because=BECAUSE)
    cards.fail("close", on="/v1/payment_intents")
    actions.send(attempt_id, by=CLOCK, because=BECAUSE)
    assert world.state(attempt_id) == "sending"
    cards.advance(days=2)
    after(48, jobs.chase_unknown)
    assert world.state(attempt_id) == "succeeded"
    assert len(cards.things("charge")) == 1


def test_a_payment_that_was_never_asked_for_fails_after_a_day_and_is_tried_again(cards):
    payer_id, by = world.payer()
    world.method(cards, payer_id, by)
    attempt_id = actions.collect(payer_id, [world.owing(payer_id)], by=by, because=BECAUSE)
    cards.fail("close", on="/v1/payment_intents", before=True)
    actions.send(attempt_id, by=CLOCK, because=BECAUSE)
    assert world.state(attempt_id) == "sending"
    cards.advance(days=2)
    after(48, jobs.chase_unknown)
    attempt = Attempt.objects.get(pk=attempt_id)
    assert (attempt.state, attempt.code) == ("failed", "never_asked")
    assert attempt.retry_on is not None
    assert cards.things("charge") == []


def test_without_a_key_paying_is_closed_with_honest_words(settings):
    settings.CARDS_KEY = ""
    payer_id, by = world.payer()
    with pytest.raises(NotAllowed, match="paying_is_closed"):
        actions.begin_method(payer_id, "card", **world.PLACES, by=by, because=BECAUSE)
    jobs.hear_missed()
    jobs.reconcile()
