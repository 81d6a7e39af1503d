"""The pretend provider's page: it says what it is, works on the smallest phone without a script, and keeps no number."""

import re

import pytest
from playwright.sync_api import Page, expect

from careregister.outside import cards as provider
from tests.harness.browser import NARROW, fits
from tests.harness.cards import Cards


@pytest.fixture
def visitor(new_context, cards: Cards, troubles) -> Page:
    troubles.expect(f"asked another host: {cards.url}")
    return new_context(viewport=NARROW, java_script_enabled=False).new_page()


def begun(cards: Cards, live, *kinds: str) -> provider.Setup:
    customer = provider.create_customer("payer-1", key="customer")
    back = f"{live.url}/register/"
    return provider.begin_setup(
        customer, kinds, done_url=f"{live.url}/?{{CHECKOUT_SESSION_ID}}", back_url=back, key="s"
    )


def test_it_says_that_it_is_pretend_and_lets_one_go_back(visitor: Page, live, cards: Cards):
    setup = begun(cards, live, "card", "bacs_debit")
    visitor.goto(setup.url)
    fits(visitor)
    expect(visitor.get_by_role("banner")).to_contain_text("pretend")
    expect(visitor.get_by_role("banner")).to_contain_text("Never type a real card")
    visitor.get_by_role("link", name="Cancel and go back").click()
    expect(visitor).to_have_url(f"{live.url}/register/")
    assert provider.setup_result(setup.id).state == "open"


def test_a_declined_card_is_said_so_and_another_can_be_chosen(visitor: Page, live, cards: Cards):
    setup = begun(cards, live, "card")
    visitor.goto(setup.url)
    expect(visitor.get_by_role("heading", name="Direct Debit")).to_have_count(0)
    for typed, words in (
        (cards.DECLINED, "Your card was declined"),
        ("4111111111111111", "not one of the test numbers"),
        (cards.DEBIT, "not one of the test numbers"),
    ):
        visitor.get_by_label("Or type a test number").fill(typed)
        visitor.get_by_role("button", name="Save card").click()
        expect(visitor.get_by_role("alert")).to_contain_text(words)
    visitor.get_by_label("Expiry date").fill("01/20")
    visitor.get_by_role("button", name="Save card").click()
    expect(visitor.get_by_role("alert")).to_contain_text("Your card has expired")
    visitor.get_by_role("button", name="Save card").click()
    expect(visitor).to_have_url(f"{live.url}/?{setup.id}")
    result = provider.setup_result(setup.id)
    assert result.method is not None
    assert result.method.last4 == "4242"
    known = str(cards.everything())
    assert not any(number in known for number in ("4111111111111111", cards.VISA, cards.DECLINED))


def test_a_bank_may_ask_and_be_told_no(visitor: Page, live, cards: Cards):
    setup = begun(cards, live, "card")
    visitor.goto(setup.url)
    for answer in ("No", "Yes, it is me"):
        visitor.get_by_label(re.compile("The bank asks you now, and never again")).check()
        visitor.get_by_role("button", name="Save card").click()
        fits(visitor)
        assert provider.setup_result(setup.id).state == "open"
        visitor.get_by_role("button", name=answer).click()
    expect(visitor).to_have_url(f"{live.url}/?{setup.id}")
    assert provider.setup_result(setup.id).state == "done"


def test_a_visit_is_for_once_and_for_a_day(visitor: Page, live, cards: Cards):
    setup = begun(cards, live, "bacs_debit")
    visitor.goto(setup.url)
    visitor.get_by_role("button", name="Set up Direct Debit").click()
    visitor.goto(setup.url)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("This page has ended")
    assert len(cards.things("payment_method")) == 1
    later = provider.begin_setup(
        provider.setup_result(setup.id).customer, ("card",), done_url=live.url, back_url=live.url, key="later"
    )
    cards.advance(days=2)
    visitor.goto(later.url)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("This page has ended")
    assert provider.setup_result(later.id).state == "expired"


def test_everybody_can_use_it_and_the_console(page: Page, live, cards: Cards, axe, troubles):
    troubles.expect(f"asked another host: {cards.url}")
    page.goto(begun(cards, live, "card", "bacs_debit").url)
    page.get_by_text("More, for what can go wrong").first.click()
    axe(page)
    page.get_by_label(re.compile("The bank asks you every time")).check()
    page.get_by_role("button", name="Save card").click()
    axe(page)
    page.get_by_role("button", name="Yes, it is me").click()
    method = cards.things("payment_method")[0]
    provider.charge(method["customer"], method["id"], 300, key="k", reference="r", words="Membership")
    page.goto(f"{cards.url}/_control/")
    axe(page)
    page.get_by_role("button", name="Four days pass").click()
    expect(page.get_by_text("£3.00")).to_be_visible()
    axe(page)
