"""A care worker becomes a member on a phone, pays by card, and later sees the money that came back."""

from playwright.sync_api import expect

from careregister.base.actors import CLOCK, Because
from careregister.payments import actions as payments
from careregister.payments.models import Attempt
from careregister.payments.tests import world
from tests.harness.browser import PHONE, Live
from tests.harness.cards import Cards
from tests.stories.applicants import applicant
from tests.stories.members import begin, give, heading, hear, looked_at


def test_she_joins_and_pays_and_a_refund_is_seen(new_context, live: Live, cards: Cards, axe, troubles):
    troubles.expect(f"asked another host: {cards.url}")
    page = new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    account = applicant(page, live, "Marigold Quillfeather")
    begin(page, axe, "£36 a year", "Card")
    page.get_by_role("link", name="Cancel and go back").click()
    heading(page, "Nothing was taken")
    looked_at(page, axe)
    page.get_by_role("link", name="Choose again how to pay").click()
    heading(page, "You have not paid yet")
    page.get_by_role("button", name="Join and pay").click()
    give(page, cards.VISA)
    heading(page, "You are a member")
    looked_at(page, axe)
    page.get_by_role("link", name="Go to your membership").click()
    expect(page.get_by_text("Visa card ending 4242")).to_be_visible()
    expect(page.get_by_role("link", name="Cancel", exact=True)).to_be_in_viewport()  # all of it on one screen
    looked_at(page, axe)

    attempt = Attempt.objects.get(payer__person=account.person_id)
    said = Because("own_wish", "She rang: she had paid for herself and her employer had too.")
    refund = payments.ask_refund(attempt.pk, 1200, by=world.officer(), because=said)
    payments.send_refund(refund, by=CLOCK, because=said)
    hear(cards)
    page.get_by_role("link", name="Payments and receipts").click()
    expect(page.get_by_text("£12 was given back to you.")).to_be_visible()
    looked_at(page, axe)
    with page.expect_download() as started:
        page.get_by_role("link", name="Receipt (PDF)").click()
    assert started.value.suggested_filename.endswith(".pdf")
