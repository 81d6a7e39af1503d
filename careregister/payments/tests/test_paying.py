"""A payment from the invoice to the ledger, and what goes wrong on the way."""

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.base.refusals import NotAllowed
from careregister.payments import actions, ledger
from careregister.payments.models import Attempt, Method
from careregister.payments.tests import world
from careregister.payments.tests.world import BECAUSE

pytestmark = pytest.mark.django_db


def test_a_period_is_billed_once():
    payer_id, _ = world.payer()
    line = world.line()
    world.owing(payer_id, line)
    with pytest.raises(NotAllowed, match="billed_already"):
        world.owing(payer_id, line)
    world.sound()


def test_a_card_pays_an_invoice_once_however_often_it_is_sent(cards):
    _, _, invoice_id, attempt_id = world.paying(cards)
    for _ in range(3):
        actions.send(attempt_id, by=CLOCK, because=BECAUSE)
    world.hear(cards)
    assert world.state(attempt_id) == "succeeded"
    assert world.invoice(invoice_id).state == "settled"
    assert len(cards.things("charge")) == 1
    assert world.bookings(attempt_id) == ["received"]
    assert ledger.balances() == {"owed": 0, "income": -300, "held": 300}
    world.sound()


def test_a_direct_debit_is_under_way_for_days_and_then_pays(cards):
    _, by, invoice_id, attempt_id = world.paying(cards, cards.DEBIT)
    assert world.state(attempt_id) == "processing"
    assert world.invoice(invoice_id).state == "open"
    with pytest.raises(NotAllowed, match="payment_under_way"):
        actions.collect(world.invoice(invoice_id).payer_id, [invoice_id], by=by, because=BECAUSE)
    cards.advance(days=6)
    world.hear(cards)
    assert world.state(attempt_id) == "succeeded"
    assert world.invoice(invoice_id).state == "settled"
    world.sound()


def test_a_debit_without_money_fails_after_days_and_is_tried_again_on_a_payday(cards):
    _, _, invoice_id, attempt_id = world.paying(cards, cards.DEBIT_NO_MONEY)
    cards.advance(days=6)
    world.hear(cards)
    attempt = Attempt.objects.get(pk=attempt_id)
    assert (attempt.state, attempt.code) == ("failed", "insufficient_funds")
    assert attempt.retry_on is not None
    assert attempt.retry_on > clock.today()
    with clock.at(clock.start_of_day(attempt.retry_on)):
        assert actions.retry_due(by=CLOCK, because=BECAUSE) == 1
        assert actions.retry_due(by=CLOCK, because=BECAUSE) == 0
    again = Attempt.objects.get(state="waiting")
    assert again.number == 2
    assert world.invoice(invoice_id).state == "open"
    world.sound()


def test_a_declined_card_is_not_asked_for_ever(cards):
    _, _, invoice_id, _ = world.paying(cards, cards.CHARGE_FAILS)
    tries = 1
    while due := Attempt.objects.filter(retry_on__isnull=False).first():
        assert due.retry_on is not None
        with clock.at(clock.start_of_day(due.retry_on)):
            assert actions.collect_due(by=CLOCK, because=BECAUSE) == 0
            actions.retry_due(by=CLOCK, because=BECAUSE)
            again = Attempt.objects.get(state="waiting")
            actions.send(again.pk, by=CLOCK, because=BECAUSE)
        tries += 1
    assert tries == 4
    assert world.invoice(invoice_id).state == "open"
    world.sound()


def test_a_new_card_collects_what_the_old_one_could_not(cards):
    payer_id, by, invoice_id, _ = world.paying(cards, cards.CHARGE_FAILS)
    world.method(cards, payer_id, by)
    assert Method.objects.filter(payer=payer_id, state="ready").count() == 1
    assert actions.collect_due(by=CLOCK, because=BECAUSE) == 1
    assert actions.collect_due(by=CLOCK, because=BECAUSE) == 0
    actions.send(Attempt.objects.get(state="waiting").pk, by=CLOCK, because=BECAUSE)
    assert world.invoice(invoice_id).state == "settled"
    assert not Attempt.objects.exclude(retry_on=None).exists()
    world.sound()


def test_paying_while_one_waits_is_the_payers_own_and_takes_once(cards):
    payer_id, by = world.payer()
    world.method(cards, payer_id, by)
    invoice_id = world.owing(payer_id)
    _other, stranger = world.payer()
    with pytest.raises(NotAllowed, match="not_your_money"):
        actions.collect_now(payer_id, [invoice_id], by=stranger, because=BECAUSE)
    assert actions.collect_now(payer_id, [invoice_id], by=by, because=BECAUSE) == "succeeded"
    with pytest.raises(NotAllowed, match="nothing_to_pay"):
        actions.collect_now(payer_id, [invoice_id], by=by, because=BECAUSE)
    assert len(cards.things("charge")) == 1
