"""Paying when lines break: no payment is made twice, none is forgotten, and what nobody can know is called so."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe
from django.core.exceptions import ImproperlyConfigured

from careregister.base import clock
from careregister.outside import cards as provider
from careregister.outside.cards import asking
from careregister.outside.tests.cards_there import There, new, paid
from careregister.outside.tests.processes import service


@pytest.fixture
def payer(cards) -> tuple[str, provider.MethodFacts]:
    return There(cards).saved("pm_card_visa")


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch):
    """Half a second of it, in place of some."""
    asking.close()
    monkeypatch.setattr(asking, "TIMES", 0.5)
    yield
    asking.close()


@pytest.fixture(autouse=True)
def _lines():
    yield
    asking.close()


def test_without_a_key_nobody_can_pay(settings):
    settings.CARDS_KEY = ""
    assert not provider.is_set_up()
    with pytest.raises(provider.CardsRefused) as no:
        provider.create_customer("somebody", key=new())
    assert no.value.code == "not_set_up"


def test_the_key_is_never_sent_in_clear_to_another_machine(settings):
    settings.CARDS_URL, settings.CARDS_KEY = "http://pay.example.org", "sk_test_x"
    with pytest.raises(ImproperlyConfigured):
        provider.create_customer("somebody", key=new())


def test_nobody_there_says_nothing(settings):
    settings.CARDS_URL, settings.CARDS_KEY = "http://127.0.0.1:1", "sk_test_x"
    with pytest.raises(provider.CardsUnreachable) as unknown:
        provider.charge_now("pi_1")
    assert unknown.value.reason == "unreachable"
    assert unknown.value.__suppress_context__  # what the library's error carries along stays behind


@pytest.mark.parametrize("how", ["close", "500"])
def test_an_answer_that_was_lost_is_had_by_asking_again(cards, payer, how: str):
    named = {"key": new(), "reference": new()}
    cards.fail(how, on="/v1/payment_intents")
    if how == "close":
        with pytest.raises(provider.CardsUnreachable):
            pay(payer, named)
    charge = pay(payer, named)
    assert charge.state == "succeeded"
    assert provider.charge_of(named["reference"]) == charge
    assert len(cards.things("charge")) == 1


def test_a_500_that_is_kept_under_its_key_hides_no_payment(cards, payer):
    named = {"key": new(), "reference": new()}
    cards.fail("500_kept", on="/v1/payment_intents")
    first = pay(payer, named)
    assert (first.state, pay(payer, named).id) == ("succeeded", first.id)
    cards.fail("500_kept", on="/v1/refunds")
    key, reference = new(), new()
    refund = provider.refund(first.id, 300, key=key, reference=reference)
    assert provider.refund(first.id, 300, key=key, reference=reference).id == refund.id
    assert len(cards.things("charge")) == len(cards.things("refund")) == 1


def test_a_500_for_nothing_is_no_payment(cards, payer):
    named = {"key": new(), "reference": new()}
    cards.fail("500", on="/v1/payment_intents", before=True)
    with pytest.raises(provider.CardsUnreachable) as unknown:
        pay(payer, named)
    assert unknown.value.reason == "status_500"
    assert provider.charge_of(named["reference"]) is None
    assert pay(payer, named).state == "succeeded"
    assert len(cards.things("charge")) == 1


def test_an_answer_that_takes_too_long_is_none(cards, payer, patience):
    named = {"key": new(), "reference": new()}
    cards.modes(slow_seconds=2)
    with pytest.raises(provider.CardsUnreachable) as unknown:
        pay(payer, named)
    assert unknown.value.reason == "slow"
    cards.modes(slow_seconds=0)
    assert pay(payer, named).state == "succeeded"
    assert len(cards.things("charge")) == 1


@pytest.mark.parametrize(("outage", "reason"), [("silent", "unreachable"), ("503", "status_503")])
def test_in_an_outage_nothing_is_known_and_nothing_moves(cards, payer, outage: str, reason: str):
    cards.modes(outage=outage)
    for ask in (
        lambda: paid(*payer),
        lambda: provider.create_customer(new(), key=new()),
        lambda: provider.charge_now("pi_1"),
        lambda: list(provider.events(clock.now())),
    ):
        with pytest.raises(provider.CardsUnreachable) as unknown:
            ask()
        assert unknown.value.reason == reason
    cards.modes(outage="")
    assert cards.things("payment_intent") == []


def test_twenty_who_ask_at_once_under_one_key_pay_once(cards, payer):
    named = {"key": new(), "reference": new()}
    with ThreadPoolExecutor(10) as many:
        found = {charge.id for charge in many.map(lambda _: pay(payer, named), range(20))}
    assert len(found) == len(cards.things("charge")) == 1


def test_after_a_day_a_key_is_forgotten_and_the_reference_is_what_is_left(cards, payer):
    """Why a lost answer is looked up by its reference before its key is used again on another day."""
    named = {"key": new(), "reference": new()}
    first = pay(payer, named)
    cards.advance(days=2)
    found = provider.charge_of(named["reference"])
    assert found is not None
    assert found.id == first.id
    assert pay(payer, named).id != first.id


def test_everything_outlasts_a_restart(settings, tmp_path):
    kept = tmp_path / "kept.json"
    settings.CARDS_KEY = "sk_test_pretend"
    named = {"key": new(), "reference": new()}
    with service("cards", "--kept", str(kept)) as settings.CARDS_URL:
        customer, method = There(None).saved("pm_card_visa")
        charge = pay((customer, method), named)
    with service("cards", "--kept", str(kept)) as settings.CARDS_URL:
        assert pay((customer, method), named) == charge
        assert provider.charge_of(named["reference"]) == charge
        assert provider.charge_now(charge.id) == charge


def test_no_log_says_whom_we_asked_about(cards, payer, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO):
        charge = paid(*payer, words="Membership of Quenby Vanterpool")
        provider.charge_now(charge.id)
    assert charge.id not in caplog.text
    assert "Quenby" not in caplog.text


def test_nothing_about_this_machine_goes_along(cards, payer):
    assert stripe.enable_telemetry is False


def pay(payer: tuple[str, provider.MethodFacts], named: dict[str, str]) -> provider.Charge:
    customer, method = payer
    return paid(customer, method, key=named["key"], reference=named["reference"])
