"""A Direct Debit begins after a week, a later one fails for want of money, and is paid in one click; without a script."""

from playwright.sync_api import expect

from careregister.payments import queries
from tests.harness.browser import PHONE, Live
from tests.harness.cards import Cards
from tests.stories.applicants import applicant, sign_in
from tests.stories.members import HOME, days_on, give, heading, looked_at


def test_it_is_honest_about_when_it_begins_and_kind_when_it_fails(new_context, live: Live, cards: Cards, axe, troubles):
    troubles.expect(f"asked another host: {cards.url}")
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    looks = new_context(viewport=PHONE).new_page()  # axe is a script
    account = applicant(page, live, "Tamsin Quillfeather")
    sign_in(looks, live, account)

    def look(where: str = HOME) -> None:
        looks.goto(where)
        looked_at(looks, axe)

    begin_without_a_script(page)
    give(page, cards.DEBIT)
    heading(page, "Your Direct Debit is set up")
    expect(page.get_by_text("Your membership begins on the day the money arrives")).to_be_visible()
    look(f"{HOME}done/")
    page.get_by_role("link", name="Go to your membership").click()
    expect(page.get_by_text("A payment is on its way")).to_be_visible()
    look()
    payer = queries.payer_of_person(account.person_id)
    assert payer is not None
    with days_on(cards, 7, payer):
        page.reload()
        expect(page.get_by_text("Active", exact=True)).to_be_visible()
        method = cards.things("payment_method")[-1]["id"]
        cards.behave(method, "insufficient_funds")
        with days_on(cards, 25, payer, dues=True), days_on(cards, 6, payer):
            sign_in(page, live, account)
            sign_in(looks, live, account)
            page.goto("/account/")
            expect(page.get_by_text("£3 is to be paid.")).to_be_visible()
            expect(page.get_by_role("link", name="Your payment of £3 did not go through")).to_be_visible()
            page.get_by_role("link", name="Go to your membership").click()
            expect(page.get_by_text("There was not enough money in the account.")).to_be_visible()
            look()
            cards.behave(method, "ok")
            page.get_by_role("button", name="Pay £3 now").click()
            heading(page, "Your payment is on its way")
            with days_on(cards, 6, payer):
                page.goto(HOME)
                expect(page.get_by_text("Active", exact=True)).to_be_visible()
                expect(page.get_by_text("is to be paid")).to_have_count(0)


def begin_without_a_script(page) -> None:
    page.goto(f"{HOME}join/")
    page.get_by_label("£3 a month", exact=True).check()
    page.get_by_label("Direct Debit", exact=True).check()
    page.get_by_role("button", name="Join and pay").click()
