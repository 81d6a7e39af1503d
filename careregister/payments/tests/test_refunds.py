"""Money given back: up to a limit by one, above it by two, once."""

from datetime import timedelta

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.base.refusals import NotAllowed
from careregister.payments import actions, jobs, ledger, queries
from careregister.payments.models import Attempt, Refund
from careregister.payments.tests import world
from careregister.payments.tests.world import BECAUSE, WORDS

pytestmark = pytest.mark.django_db


def paid(cards, number: str = "", pence: int = 300):
    payer_id, by = world.payer()
    world.method(cards, payer_id, by, number or cards.VISA)
    invoice_id = world.owing(payer_id, world.line(pence))
    attempt_id = actions.collect(payer_id, [invoice_id], by=by, because=BECAUSE)
    actions.send(attempt_id, by=CLOCK, because=BECAUSE)
    assert world.state(attempt_id) == "succeeded"
    return payer_id, by, attempt_id


def state(refund_id) -> str:
    return Refund.objects.values_list("state", flat=True).get(pk=refund_id)


def test_nobody_but_a_finance_officer_refunds(cards):
    _, owner, attempt_id = paid(cards)
    for by in (owner, CLOCK, world.people.actor("membership_officer"), world.people.actor("auditor")):
        with pytest.raises(NotAllowed, match="wrong_role"):
            actions.ask_refund(attempt_id, 100, by=by, because=WORDS)


def test_nobody_refunds_themselves(cards):
    officer = world.officer()
    assert officer.person_id is not None
    payer_id = actions.payer_for_person(officer.person_id, by=CLOCK, because=BECAUSE)
    owner = world.Actor(kind=world.Kind.PERSON, person_id=officer.person_id)
    world.method(cards, payer_id, owner)
    attempt_id = actions.collect(payer_id, [world.owing(payer_id)], by=owner, because=BECAUSE)
    actions.send(attempt_id, by=CLOCK, because=BECAUSE)
    with pytest.raises(NotAllowed, match="about_oneself"):
        actions.ask_refund(attempt_id, 100, by=officer, because=WORDS)


def test_why_is_said_in_words_and_no_more_than_was_paid(cards):
    _, _, attempt_id = paid(cards)
    officer = world.officer()
    with pytest.raises(NotAllowed, match="words_missing"):
        actions.ask_refund(attempt_id, 100, by=officer, because=BECAUSE)
    for pence in (-1, 0, 301):
        with pytest.raises(NotAllowed, match="more_than_was_paid"):
            actions.ask_refund(attempt_id, pence, by=officer, because=WORDS)
    actions.ask_refund(attempt_id, 200, by=officer, because=WORDS)
    with pytest.raises(NotAllowed, match="more_than_was_paid"):
        actions.ask_refund(attempt_id, 101, by=officer, because=WORDS)


def test_two_clicks_are_one_refund(cards):
    _, _, attempt_id = paid(cards)
    officer = world.officer()
    actions.ask_refund(attempt_id, 100, by=officer, because=WORDS)
    with pytest.raises(NotAllowed, match="refund_just_asked"):
        actions.ask_refund(attempt_id, 100, by=officer, because=WORDS)
    with clock.at(clock.now() + timedelta(minutes=6)):
        actions.ask_refund(attempt_id, 100, by=officer, because=WORDS)
    assert Refund.objects.count() == 2


def test_what_the_bank_took_back_is_not_given_back_as_well(cards):
    _, _, attempt_id = paid(cards, pence=5000)
    asked = actions.ask_refund(attempt_id, 5000, by=world.officer(), because=WORDS)
    cards.dispute(Attempt.objects.get(pk=attempt_id).charge)
    cards.decide(Attempt.objects.get(pk=attempt_id).charge, "lost")
    world.hear(cards)
    assert world.state(attempt_id) == "returned"
    with pytest.raises(NotAllowed, match="payment_not_received"):
        actions.agree_refund(asked, by=world.officer(), because=BECAUSE)
    assert state(asked) == "asked"


def test_a_refund_that_was_agreed_before_the_bank_took_the_payment_back_is_not_sent(cards):
    _, _, attempt_id = paid(cards)
    agreed = actions.ask_refund(attempt_id, 300, by=world.officer(), because=WORDS)
    cards.dispute(Attempt.objects.get(pk=attempt_id).charge)
    cards.decide(Attempt.objects.get(pk=attempt_id).charge, "lost")
    world.hear(cards)
    jobs.tend_refunds()
    assert state(agreed) == "failed"
    assert cards.things("refund") == []
    world.sound()


def test_a_small_one_is_sent_once_by_one(cards):
    _, _, attempt_id = paid(cards)
    refund_id = actions.ask_refund(attempt_id, 100, by=world.officer(), because=WORDS)
    for _ in range(3):
        actions.send_refund(refund_id, by=CLOCK, because=BECAUSE)
    world.hear(cards)
    assert state(refund_id) == "succeeded"
    assert len(cards.things("refund")) == 1
    assert ledger.balances()["refunded"] == 100
    assert ledger.balances()["held"] == 200
    world.sound()


def test_above_the_limit_it_waits_for_somebody_else(cards):
    _, _, attempt_id = paid(cards, pence=7200)
    first, second = world.officer(), world.officer()
    refund_id = actions.ask_refund(attempt_id, 3601, by=first, because=WORDS)
    assert state(refund_id) == "asked"
    assert actions.send_refund(refund_id, by=CLOCK, because=BECAUSE) == "asked"
    with pytest.raises(NotAllowed, match="own_refund"):
        actions.agree_refund(refund_id, by=first, because=WORDS)
    actions.agree_refund(refund_id, by=second, because=WORDS)
    assert actions.send_refund(refund_id, by=CLOCK, because=BECAUSE) == "succeeded"
    with pytest.raises(NotAllowed, match="refund_is_succeeded"):
        actions.agree_refund(refund_id, by=second, because=WORDS)
    world.sound()


def test_a_sum_in_parts_is_one_sum(cards):
    _, _, attempt_id = paid(cards, pence=7200)
    officer = world.officer()
    assert state(actions.ask_refund(attempt_id, 2000, by=officer, because=WORDS)) == "agreed"
    assert state(actions.ask_refund(attempt_id, 1600, by=officer, because=WORDS)) == "agreed"
    assert state(actions.ask_refund(attempt_id, 1, by=officer, because=WORDS)) == "asked"


def test_one_that_is_declined_or_taken_back_frees_what_it_held(cards):
    _, _, attempt_id = paid(cards, pence=7200)
    first, second = world.officer(), world.officer()
    refund_id = actions.ask_refund(attempt_id, 7200, by=first, because=WORDS)
    with pytest.raises(NotAllowed, match="not_your_refund"):
        actions.take_back_refund(refund_id, by=second, because=WORDS)
    actions.decline_refund(refund_id, by=second, because=WORDS)
    another = actions.ask_refund(attempt_id, 7200, by=first, because=WORDS)
    actions.take_back_refund(another, by=first, because=WORDS)
    assert Attempt.objects.get(pk=attempt_id).refunding_pence == 0
    assert not cards.things("refund")


def test_one_whose_answer_was_lost_is_not_sent_twice(cards):
    _, _, attempt_id = paid(cards)
    refund_id = actions.ask_refund(attempt_id, 100, by=world.officer(), because=WORDS)
    cards.fail("close", on="/v1/refunds")
    assert actions.send_refund(refund_id, by=CLOCK, because=BECAUSE) == "sending"
    with world.days_later(2):
        jobs.tend_refunds()
    assert state(refund_id) == "succeeded"
    assert len(cards.things("refund")) == 1
    world.sound()


def test_one_that_fails_later_is_booked_back(cards):
    _, _, attempt_id = paid(cards, cards.REFUND_FAILS)
    refund_id = actions.ask_refund(attempt_id, 300, by=world.officer(), because=WORDS)
    actions.send_refund(refund_id, by=CLOCK, because=BECAUSE)
    cards.advance(days=10)
    world.hear(cards)
    assert state(refund_id) == "failed"
    assert ledger.balances()["refunded"] == 0
    assert ledger.balances()["held"] == 300
    assert Attempt.objects.get(pk=attempt_id).refunding_pence == 0
    world.sound()


def test_what_found_nothing_to_pay_goes_back_before_what_was_earned(cards):
    _, _, invoice_id, attempt_id = world.paying(cards, cards.DEBIT)
    actions.cancel_invoice(invoice_id, by=CLOCK, because=BECAUSE)
    cards.advance(days=6)
    world.hear(cards)
    officer = world.officer()
    assert queries.overpaid(officer) == [(attempt_id, world.invoice(invoice_id).payer_id, 300)]
    refund_id = actions.ask_refund(attempt_id, 300, by=officer, because=WORDS)
    actions.send_refund(refund_id, by=CLOCK, because=BECAUSE)
    assert queries.overpaid(officer) == []
    assert ledger.balances().get("refunded", 0) == 0
    world.sound()


def test_the_list_says_who_may_settle(cards):
    _, _, attempt_id = paid(cards, pence=7200)
    first, second = world.officer(), world.officer()
    actions.ask_refund(attempt_id, 7200, by=first, because=WORDS)
    assert [(one.may_settle, one.may_take_back) for one in queries.refunds(first)] == [(False, True)]
    assert [(one.may_settle, one.may_take_back) for one in queries.refunds(second)] == [(True, False)]
    auditor = world.people.actor("auditor")
    assert [(one.may_settle, one.may_take_back) for one in queries.refunds(auditor)] == [(False, False)]
    for role in ("registrar", "checks_officer", "membership_officer", "case_officer", "administrator"):
        with pytest.raises(NotAllowed, match="wrong_role"):
            queries.refunds(world.people.actor(role))
