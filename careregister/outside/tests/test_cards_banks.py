"""What banks do, before and long after a payment: it comes out in what the provider says now."""

from datetime import timedelta

import pytest

from careregister.base import clock
from careregister.outside import cards as provider
from careregister.outside.tests.cards_there import There, new, paid


@pytest.fixture
def there(cards) -> There:
    return There(cards)


# ---- cards ----


def test_a_card_is_over_when_its_month_is(cards, there: There):
    customer = there.customer()
    result = visited(cards, customer, cards.VISA, expires="12/26")
    assert result.expires is not None
    cards.clock(clock.start_of_day(result.expires) + timedelta(hours=12))
    assert paid(customer, result).state == "succeeded"
    cards.advance(days=1)
    assert (paid(customer, result).state, paid(customer, result).code) == ("failed", "expired_card")


@pytest.mark.parametrize(("way", "state"), [("card", "succeeded"), ("debit", "pending")])
def test_what_the_demonstration_laid_out_can_be_given_back(cards, way: str, state: str):
    charge = f"pi_demo_{way}_{new().replace('-', '')}_3600_{new().replace('-', '')}"
    assert provider.refund(charge, 1200, key=new(), reference=new()).state == state
    cards.advance(days=9)
    said = provider.charge_now(charge)
    assert (said.state, said.pence, said.refunded_pence) == ("succeeded", 3600, 1200)
    with pytest.raises(provider.CardsRefused) as no:
        provider.refund(charge, 2500, key=new(), reference=new())
    assert no.value.code == "refund_amount_too_large"


def test_a_bank_that_asked_once_does_not_ask_again(cards, there: There):
    customer = there.customer()
    assert paid(customer, visited(cards, customer, cards.ASKS_ONCE)).state == "succeeded"


def test_a_bank_that_always_asks_needs_the_person(cards, there: There):
    customer = there.customer()
    assert paid(customer, visited(cards, customer, cards.ASKS_ALWAYS)).state == "needs_person"


def test_a_method_may_change_its_mind(cards, there: There):
    customer, method = there.saved("pm_card_visa")
    cards.behave(method.id, "insufficient_funds")
    assert paid(customer, method).code == "insufficient_funds"
    cards.behave(method.id, "")
    assert paid(customer, method).state == "succeeded"


def test_a_dispute_takes_the_money_and_more_and_a_won_one_brings_it_back(cards, there: There):
    customer, method = there.saved("pm_card_createDispute")
    charge = paid(customer, method, 3600)
    assert provider.charge_now(charge.id).dispute == "open"
    with pytest.raises(provider.CardsRefused) as no:
        provider.refund(charge.id, 100, key=new(), reference=new())
    assert no.value.code == "charge_disputed"
    cards.decide(charge.id, "won")
    assert provider.charge_now(charge.id).dispute == "won"
    lines = [line for line in account(cards) if line.kind == "dispute"]
    assert [(line.pence, line.fee_pence, line.source) for line in lines] == [
        (3600, 0, charge.id),
        (-3600, 2000, charge.id),
    ]


def test_a_lost_dispute_stays_lost(cards, there: There):
    customer, method = there.saved("pm_card_visa")
    charge = paid(customer, method)
    cards.dispute(charge.id)
    cards.decide(charge.id, "lost")
    assert provider.charge_now(charge.id).dispute == "lost"


def test_an_inquiry_moves_no_money(cards, there: There):
    customer, method = there.saved("pm_card_createDisputeInquiry")
    charge = paid(customer, method)
    assert provider.charge_now(charge.id).dispute == "inquiry"
    assert [line.kind for line in account(cards)] == ["charge"]


# ---- Direct Debits ----


def test_a_direct_debit_may_be_taken_back_long_after(cards, there: There):
    customer, method = there.saved("pm_bacsDebit_success", "bacs_debit")
    charge = paid(customer, method, 3600)
    cards.advance(days=200)
    assert provider.charge_now(charge.id).state == "succeeded"
    cards.dispute(charge.id)
    assert provider.charge_now(charge.id).dispute == "lost"  # the Guarantee: there is nothing to argue about


def test_a_direct_debit_cancelled_at_the_bank_ends_what_is_under_way(cards, there: There):
    customer, method = there.saved("pm_bacsDebit_success", "bacs_debit")
    charge = paid(customer, method)
    cards.end_mandate(method.id)
    assert provider.method(method.id).mandate_state == "inactive"
    told = [event for event in map(taken, cards.news()) if event.object_kind == "mandate"]
    assert [(event.kind, event.object_id, event.about) for event in told] == [
        ("mandate.updated", method.mandate, method.id)
    ]
    cards.advance(days=4)
    assert provider.charge_now(charge.id).code == "debit_not_authorized"
    with pytest.raises(provider.CardsRefused) as no:
        paid(customer, method)
    assert no.value.code == "payment_intent_mandate_invalid"


def test_a_bank_may_refuse_a_direct_debit_after_it_was_agreed(cards, there: There):
    customer = there.customer()
    method = visited(cards, customer, cards.DEBIT_REFUSED, kind="bacs_debit")
    assert provider.method(method.id).mandate_state == "inactive"


def test_a_mandate_becomes_active_within_days(cards, there: There):
    _customer, method = there.saved("pm_bacsDebit_success", "bacs_debit")
    assert method.mandate_state == "pending"
    cards.advance(days=3)
    assert provider.method(method.id).mandate_state == "active"


def test_a_direct_debit_is_not_taken_without_its_mandate(there: There):
    customer, method = there.saved("pm_bacsDebit_success", "bacs_debit")
    with pytest.raises(provider.CardsRefused):
        paid(customer, method.id)


# ---- the account ----


def test_every_penny_is_in_the_account_and_goes_to_the_bank(cards, there: There):
    customer, method = there.saved("pm_card_visa")
    charge = paid(customer, method, 3600)
    provider.refund(charge.id, 600, key=new(), reference=new())
    cards.advance(days=1)
    payout = cards.things("payout")[0]
    assert payout["amount"] == 3600 - 74 - 600
    assert [(line.kind, line.pence, line.fee_pence) for line in account(cards)] == [
        ("payout", -2926, 0),
        ("refund", -600, 0),
        ("charge", 3600, 74),
    ]
    assert account(cards)[0].source == payout["id"]


def test_the_account_is_read_to_its_end_however_long(cards, there: There):
    customer, method = there.saved("pm_card_visa")
    for pence in range(300, 551):
        paid(customer, method, pence)
    assert sorted(line.pence for line in account(cards)) == list(range(300, 551))


def test_the_account_is_cut_at_its_moments(cards, there: There):
    customer, method = there.saved("pm_card_visa")
    begun = clock.now().replace(microsecond=0)
    cards.clock(begun)
    first = paid(customer, method)
    cards.clock(begun + timedelta(days=1))
    second = paid(customer, method)
    day = timedelta(days=1)
    charges = [[line.source for line in provider.movements(*cut) if line.kind == "charge"] for cut in (
        (begun, begun + day), (begun + day, begun + 2 * day),
    )]  # fmt: skip
    assert charges == [[first.id], [second.id]]


def visited(cards, customer: str, number: str, *, kind: str = "card", expires: str = "12/34") -> provider.MethodFacts:
    setup = provider.begin_setup(
        customer, (kind,), done_url="http://127.0.0.1:1/done/", back_url="http://127.0.0.1:1/back/", key=new()
    )
    assert cards.give(setup.url, number, expires=expires)
    result = provider.setup_result(setup.id)
    assert (result.state, result.customer) == ("done", customer)
    assert result.method is not None
    return result.method


def account(cards) -> list[provider.Movement]:
    now = clock.now()
    return list(provider.movements(now - timedelta(days=400), now + timedelta(days=400)))


def taken(said) -> provider.Event:
    return provider.event(said.payload, said.signature)
