"""Several at once, each on a connection of their own: money is asked for once, and booked once."""

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.base.refusals import Busy
from careregister.payments import actions
from careregister.payments.actions import collecting
from careregister.payments.models import Attempt, LedgerTransaction, Method, Movement, ProviderEvent
from careregister.payments.tests import world
from careregister.payments.tests.world import BECAUSE, PROVIDER, WORDS
from tests.harness.at_once import at_once
from tests.harness.cards import Cards

ROUNDS = 3


def test_of_two_clicks_on_pay_one_pays(own_database: str, cards: Cards):
    payer_id, by = world.payer()
    world.method(cards, payer_id, by)
    for _ in range(ROUNDS):
        invoice_id = world.owing(payer_id)
        pay = lambda: actions.collect(payer_id, [invoice_id], by=by, because=BECAUSE)  # noqa: B023, E731
        assert at_once(pay, pay, pay) == ["done", "payment_under_way", "payment_under_way"]
    collect = lambda: actions.collect_due(by=CLOCK, because=BECAUSE)  # noqa: E731
    world.owing(payer_id)
    at_once(collect, collect)
    assert Attempt.objects.count() == ROUNDS + 1
    attempts = list(Attempt.objects.values_list("pk", flat=True))
    at_once(*(lambda one=one: actions.send(one, by=CLOCK, because=BECAUSE) for one in attempts * 2))  # type: ignore[misc]
    assert len(cards.things("charge")) == ROUNDS + 1
    assert LedgerTransaction.objects.filter(kind="received").count() == ROUNDS + 1
    world.sound()


def test_whoever_is_held_up_keeps_nobody_else_from_being_asked(own_database: str, cards: Cards, as_owner, monkeypatch):
    monkeypatch.setattr(collecting, "MOST_AT_ONCE", 1)
    owing = {}
    for _ in range(3):
        payer_id, by = world.payer()
        world.method(cards, payer_id, by)
        owing[payer_id] = world.owing(payer_id)
    first = min(owing)
    with as_owner.transaction():
        as_owner.execute("select from payments_invoice where id = %s for update", [owing[first]])
        with pytest.raises(Busy):
            actions.collect_due(by=CLOCK, because=BECAUSE)
        assert set(Attempt.objects.values_list("payer_id", flat=True)) == set(owing) - {first}
    assert actions.collect_due(by=CLOCK, because=BECAUSE) == 1


def test_one_event_taken_and_booked_by_several_is_booked_once(own_database: str, cards: Cards):
    payer_id, by = world.payer()
    session_holder = world.method(cards, payer_id, by, cards.DEBIT)
    attempt_id = actions.collect(payer_id, [world.owing(payer_id)], by=by, because=BECAUSE)
    actions.send(attempt_id, by=CLOCK, because=BECAUSE)
    cards.advance(days=6)
    for said in cards.news():
        take = lambda: actions.take_event(said.payload, said.signature, by=PROVIDER, because=BECAUSE)  # noqa: B023, E731
        assert at_once(take, take) == ["done", "done"]
    events = list(ProviderEvent.objects.values_list("pk", flat=True))
    assert len(events) == len(set(ProviderEvent.objects.values_list("event", flat=True)))
    for event in events:
        book = lambda: actions.book_event(event, by=CLOCK, because=BECAUSE)  # noqa: B023, E731
        at_once(book, book)
    assert world.bookings(attempt_id) == ["received"]
    assert list(Method.objects.values_list("pk", flat=True)) == [session_holder]
    world.sound()


def test_of_two_refunds_of_the_same_money_one_is_made(own_database: str, cards: Cards):
    _, _, _, attempt_id = world.paying(cards)
    officers = [world.officer() for _ in range(3)]
    said = at_once(
        *(lambda one=one: actions.ask_refund(attempt_id, 200, by=one, because=WORDS) for one in officers)  # type: ignore[misc]
    )
    assert said == ["done", "more_than_was_paid", "more_than_was_paid"]
    world.sound()


def test_of_two_who_explain_one_movement_the_second_is_told(own_database: str):
    moved = {"kind": "other", "pence": -50, "fee_pence": 0, "source": "", "at": clock.now()}
    Movement.objects.create(id="txn_odd", **moved)
    officers = [world.officer() for _ in range(2)]
    said = at_once(
        *(lambda one=one: actions.explain_movement("txn_odd", by=one, because=WORDS) for one in officers)  # type: ignore[misc]
    )
    assert said == ["done", "movement_is_booked"]
    assert LedgerTransaction.objects.count() == 1
