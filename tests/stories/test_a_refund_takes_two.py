"""A refund above the limit: one finance officer asks for it, another agrees, and the money goes back once."""

from playwright.sync_api import Page, expect

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.membership.tests import world as membership
from careregister.payments import actions as payments
from careregister.payments.models import Attempt, Refund
from careregister.payments.tests import world
from careregister.people.tests import world as people
from tests.harness.browser import Live, fits
from tests.harness.cards import Cards
from tests.stories.desks import sit_down

NAME = "Quillon Featherstone"


def paid(cards: Cards) -> Attempt:
    """A member who paid a year and a month at once, which is above what one officer gives back."""
    by = people.owner_of(people.account(name=NAME))
    subscription, _by = membership.joined("yearly", by)
    payer_id = membership.row(subscription).payer_id
    world.method(cards, payer_id, by)
    yearly = membership.owed(subscription)[0].pk
    more = payments.issue(payer_id, [world.line()], due_on=clock.today(), by=CLOCK, because=world.BECAUSE)
    attempt = payments.collect(payer_id, [yearly, more], by=by, because=world.BECAUSE)
    payments.send(attempt, by=CLOCK, because=world.BECAUSE)
    world.hear(cards)
    return Attempt.objects.get(pk=attempt)


def look(page: Page, axe) -> None:
    axe(page)
    fits(page)


def test_one_asks_for_it_and_another_agrees(page: Page, another_page, live: Live, cards: Cards, axe):
    payment = paid(cards)
    assert (payment.state, payment.pence) == ("succeeded", 3900)
    sit_down(page, live, "finance_officer")
    page.goto(f"{live.url}/staff/members/")
    page.get_by_label("Name or registration number").fill("featherstone quillon")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    look(page, axe)
    page.get_by_role("link", name="Give back").click()
    expect(page.get_by_label("How much?")).to_have_value("39.00")
    page.get_by_role("button", name="Give it back").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    page.get_by_label("Paid twice, or too much").check()
    page.get_by_label("In words").fill("Her employer had paid for the same year.")
    look(page, axe)
    page.get_by_role("button", name="Give it back").click()
    expect(page.get_by_role("alert")).to_contain_text("waits for a second finance officer")
    expect(page.get_by_role("button", name="I agree: send it")).to_have_count(0)
    assert Refund.objects.get().state == "asked"

    second = sit_down(another_page(), live, "finance_officer", 1)
    second.goto(f"{live.url}/staff/")
    second.get_by_role("link", name="Refunds for you as the second person").click()
    look(second, axe)
    second.locator("#waiting").get_by_role("link", name=NAME).click()
    expect(second.get_by_text("Her employer had paid for the same year.")).to_be_visible()
    look(second, axe)
    second.get_by_role("button", name="I agree: send it").click()
    expect(second.get_by_text("Agreed, to be sent")).to_be_visible()

    refund = Refund.objects.get()
    for _again in range(2):
        payments.send_refund(refund.pk, by=CLOCK, because=Because("due"))
    world.hear(cards)
    assert [one["amount"] for one in cards.things("refund")] == [3900]
    second.reload()
    expect(second.get_by_text("Arrived")).to_be_visible()
