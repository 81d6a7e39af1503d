"""Paying at the provider, when everything that can go wrong does."""

import pytest

from careregister.outside import cards as provider


def ready(cards, number: str, kind: str = "card"):
    customer = provider.create_customer("payer-1", key="c1")
    setup = provider.begin_setup(
        customer,
        (kind,),
        done_url="http://127.0.0.1:1/done/{CHECKOUT_SESSION_ID}/",
        back_url="http://127.0.0.1:1/",
        key="s1",
    )
    back = cards.give(setup.url, number)
    assert back == f"http://127.0.0.1:1/done/{setup.id}/"
    result = provider.setup_result(setup.id)
    assert result.method
    return customer, result.method


def test_smoke(cards):
    customer, method = ready(cards, cards.VISA)
    paid = provider.charge(customer, method.id, 300, key="k", reference="ref-1", words="Membership")
    assert paid.state == "succeeded"
    assert paid.fee_pence == 25
    assert provider.charge_of("ref-1") == paid
    assert provider.charge_now(paid.id) == paid


def test_debit(cards):
    customer, method = ready(cards, cards.DEBIT, "bacs_debit")
    assert method.mandate_state == "pending"
    paid = provider.charge(
        customer, method.id, 300, key="k", reference="ref-1", words="Membership", mandate=method.mandate
    )
    assert paid.state == "processing"
    cards.advance(days=4)
    assert provider.charge_now(paid.id).state == "succeeded"
