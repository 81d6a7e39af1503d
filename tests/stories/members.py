"""Somebody who pays: out to the provider's page and back, and time that goes on for both."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from playwright.sync_api import Page, expect

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.membership import actions
from careregister.payments import actions as payments
from careregister.payments import queries
from careregister.payments.tests import world
from tests.harness.browser import fits
from tests.harness.cards import Cards

HOME = "/account/membership/"
DUE = Because("due")


def looked_at(page: Page, axe) -> None:
    """Everybody can use it, and nothing sticks out; nowhere is there a field for the number of a card."""
    axe(page)
    fits(page)
    assert page.locator("[autocomplete^=cc-]").count() == 0, page.url


def begin(page: Page, axe, plan: str, kind: str) -> None:
    """From one's account to the provider's page."""
    page.goto("/account/")
    fits(page)
    page.get_by_role("main").get_by_role("link", name="Join and pay").or_(
        page.get_by_role("link", name="What membership is, and what it costs")
    ).first.click()
    looked_at(page, axe)
    page.get_by_label(plan, exact=True).check()
    page.get_by_label(kind, exact=True).check()
    page.get_by_role("button", name="Join and pay").click()


def give(page: Page, number: str) -> None:
    """On the provider's page: a test number, and back to us."""
    kind = "account number" if len(number) == 8 else "test number"
    page.get_by_label(f"Or type a test {kind}" if kind == "account number" else f"Or type a {kind}").fill(number)
    page.get_by_role("button", name="Set up Direct Debit" if kind == "account number" else "Save card").click()


def hear(cards: Cards) -> None:
    """What the provider tells arrives and is booked, as the endpoint and the worker would."""
    world.hear(cards)


@contextmanager
def days_on(cards: Cards, days: int, payer_id: UUID, *, dues: bool = False) -> Iterator[None]:
    """So many days later here and at the provider; with `dues`, they are raised, and this payer is asked for theirs."""
    cards.advance(days=days)
    with clock.at(clock.now() + timedelta(days=days)):
        hear(cards)
        if dues:
            actions.raise_dues(clock.today(), by=CLOCK, because=DUE)
            owed = [one.id for one in queries.invoices(payer_id) if one.open_pence]
            payments.send(payments.collect(payer_id, owed, by=CLOCK, because=DUE), by=CLOCK, because=DUE)
        yield


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
