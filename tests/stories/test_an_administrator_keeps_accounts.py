"""An administrator opens an account for a new colleague and suspends it when they leave; nobody both represents and judges."""

from playwright.sync_api import Page, expect

from careregister.people.tests import world
from tests.stories.administrators import enter, joel, say_why


def test_a_colleague_comes(page: Page, axe):
    enter(page, joel())
    page.goto("/staff/accounts/")
    page.get_by_role("link", name="Open an account").click()
    page.get_by_label("Full name").fill("Ann Other")
    page.get_by_label("E-mail address at work").fill("ann@example.org")
    page.get_by_label("Registrar").check()
    page.get_by_label("Representative").check()
    say_why(page, "They joined us")
    page.get_by_role("button", name="Open the account").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody both represents members and judges them")
    page.get_by_label("Representative").uncheck()
    page.get_by_role("button", name="Open the account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ann Other")
    expect(page.get_by_text("Gave a role: Registrar")).to_be_visible()
    axe(page)


def test_a_colleague_leaves(page: Page, axe):
    ann = world.account("registrar", name="Ann Other", email="ann@example.org")
    enter(page, joel())
    page.goto(f"/staff/accounts/{ann.pk}/")
    page.get_by_role("link", name="Suspend the account").click()
    page.get_by_role("button", name="Suspend this account now").click()
    expect(page.get_by_role("alert")).to_contain_text("problem")
    axe(page)
    say_why(page, "They left us", "Last day today.")
    page.get_by_role("button", name="Suspend this account now").click()
    expect(page.get_by_text("Last day today.")).to_be_visible()
    expect(page.get_by_role("link", name="Open the account again")).to_be_visible()
