"""Events late, twice, in any order, or never: each thing is booked once. By the thousand."""

import random
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest

from careregister.base import clock, news
from careregister.base.actors import CLOCK
from careregister.base.refusals import NotAllowed
from careregister.payments import actions, jobs, ledger
from careregister.payments.actions import settling
from careregister.payments.models import Attempt, LedgerTransaction, ProviderEvent
from careregister.payments.tests import world
from careregister.payments.tests.world import BECAUSE, PROVIDER

pytestmark = pytest.mark.django_db
PAYMENTS = 16  # four of each kind
DELIVERIES = 2_000


def test_an_event_is_taken_only_from_the_provider(cards):
    world.paying(cards)
    said = cards.news()[0]
    for by in (world.officer(), world.payer()[1]):
        with pytest.raises(NotAllowed, match="not_the_clock"):
            actions.take_event(said.payload, said.signature, by=by, because=BECAUSE)
    with pytest.raises(NotAllowed, match="wrong_signature"):
        actions.take_event(said.payload, "t=1,v1=00", by=PROVIDER, because=BECAUSE)


def test_two_thousand_deliveries_shuffled_and_repeated_book_each_thing_once(cards):
    chance = random.Random(4)
    numbers = [cards.VISA, cards.DEBIT, cards.DEBIT_NO_MONEY, cards.CHARGE_FAILS]
    for number in range(PAYMENTS):
        world.paying(cards, numbers[number % 4])
    cards.advance(days=6)
    for charge in cards.things("payment_intent")[:4]:
        if charge["status"] == "succeeded":
            cards.dispute(charge["id"])
            cards.decide(charge["id"], "lost")
    events = cards.news()
    deliveries = chance.choices(events, k=DELIVERIES - len(events)) + events
    chance.shuffle(deliveries)
    for said in deliveries:
        event_id = actions.take_event(said.payload, said.signature, by=PROVIDER, because=BECAUSE)
        if event_id is not None and chance.random() < 0.8:  # the jobs of the others were lost
            actions.book_event(event_id, by=CLOCK, because=BECAUSE)
            if chance.random() < 0.2:
                actions.book_event(event_id, by=CLOCK, because=BECAUSE)
    jobs.book_events()

    assert ProviderEvent.objects.count() == len(events)
    assert not ProviderEvent.objects.filter(booked_at=None).exists()
    booked = Counter(LedgerTransaction.objects.exclude(attempt=None).values_list("attempt", "kind"))
    assert set(booked.values()) == {1}
    assert not Attempt.objects.filter(state__in=("sending", "processing")).exists()
    paid = {charge["id"] for charge in cards.things("payment_intent") if charge["status"] == "succeeded"}
    assert set(Attempt.objects.filter(state__in=("succeeded", "returned")).values_list("charge", flat=True)) == paid
    received = sum(Attempt.objects.filter(charge__in=paid).values_list("pence", flat=True))
    assert ledger.balances()["held"] == received
    assert (
        ledger.balances()["owed"] + ledger.balances()["held"] + ledger.balances().get("disputed", 0) == 300 * PAYMENTS
    )
    world.sound()


def test_events_that_never_came_are_fetched(cards):
    _, _, invoice_id, _ = world.paying(cards, cards.DEBIT)
    cards.advance(days=1)
    assert actions.take_missed(by=CLOCK, because=BECAUSE) > 0
    assert actions.take_missed(by=CLOCK, because=BECAUSE) == 0
    cards.advance(days=5)
    actions.take_missed(by=CLOCK, because=BECAUSE)
    jobs.book_events()
    assert world.invoice(invoice_id).state == "settled"


def test_a_lost_dispute_of_which_no_event_came_is_heard_of_by_night(cards):
    _, _, invoice_id, attempt_id = world.paying(cards)
    cards.dispute(cards.things("payment_intent")[0]["id"])
    cards.decide(cards.things("payment_intent")[0]["id"], "lost")
    cards.news()  # lost on the way
    cards.advance(seconds=3 * 60 * 60)
    with clock.at(clock.now() + timedelta(hours=3)):
        world.paying(cards)
        world.hear(cards)  # later news arrive
        actions.take_missed(by=CLOCK, because=BECAUSE)
        jobs.book_events()
        assert world.state(attempt_id) == "succeeded", "an hour back is not far enough"
        jobs.reconcile()
    assert world.state(attempt_id) == "returned"
    assert world.invoice(invoice_id).open_pence == 300
    world.sound()


def test_a_failure_heard_after_the_payment_takes_it_back_and_is_not_heard_twice(cards):
    _, _, invoice_id, attempt_id = world.paying(cards)
    failed = settling.Charge(cards.things("payment_intent")[0]["id"], "failed", "insufficient_funds", 300, None, None)
    for _ in range(3):
        settling.book(attempt_id, failed, by=CLOCK, because=BECAUSE)
    assert world.bookings(attempt_id) == ["received", "returned"]
    assert world.invoice(invoice_id).open_pence == 300
    assert Attempt.objects.get(pk=attempt_id).retry_on is not None
    world.sound()


def test_a_crash_between_taking_and_booking_loses_nothing(cards):
    _, _, invoice_id, attempt_id = world.paying(cards, cards.DEBIT)
    cards.advance(days=6)
    for said in cards.news():
        actions.take_event(said.payload, said.signature, by=PROVIDER, because=BECAUSE)
    assert world.state(attempt_id) == "processing"  # the worker died here
    jobs.book_events()
    assert world.state(attempt_id) == "succeeded"
    assert world.invoice(invoice_id).state == "settled"


def test_one_event_that_cannot_be_booked_holds_up_no_other(cards, monkeypatch):
    first, second = world.paying(cards, cards.DEBIT), world.paying(cards, cards.DEBIT)
    cards.advance(days=6)
    for said in cards.news():
        actions.take_event(said.payload, said.signature, by=PROVIDER, because=BECAUSE)
    table = news._heard_by | {"payments.invoice_settled": (f"{__name__}.stumble",)}
    STUMBLES_OVER.add(first[2])
    monkeypatch.setattr(news, "_heard_by", table)
    jobs.book_events()
    assert [world.state(one[3]) for one in (first, second)] == ["processing", "succeeded"]
    assert ProviderEvent.objects.filter(booked_at=None).exists()
    STUMBLES_OVER.clear()
    jobs.book_events()
    assert world.state(first[3]) == "succeeded"
    assert not ProviderEvent.objects.filter(booked_at=None).exists()


STUMBLES_OVER: set[UUID] = set()


def stumble(invoice_id: UUID, **_more: object) -> None:
    """Somebody above who hears of an invoice and breaks."""
    if invoice_id in STUMBLES_OVER:
        raise ZeroDivisionError
