"""An administrator keeps the accounts of staff: not their own, not alone where two are needed, and never a registrant."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from careregister.base import clock
from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import client_for


def enter(page: Page, account) -> None:
    """Sign in without the sign-in pages: those have stories of their own."""
    cookie = client_for(account).cookies["session"].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "session", "value": cookie, "url": page.evaluate("location.origin")}])


def say_why(page: Page, reason: str, words: str = "") -> None:
    page.get_by_label(reason).check()
    if words:
        page.get_by_label("In your own words").fill(words)


def test_accounts_are_kept_by_administrators(page: Page, axe):
    joel = world.account("administrator", name="Joel Banerjee", email="joel@example.org")
    ruth = world.account("administrator", name="Ruth Abernathy", email="ruth@example.org")
    page.goto("/account/sign-in/")
    enter(page, joel)

    # No registrant, and no role for oneself.
    page.goto("/staff/registrants/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your role does not do this")
    page.goto(f"/staff/accounts/{joel.pk}/")
    expect(page.get_by_role("link", name="Give a role")).to_have_count(0)
    page.goto(f"/staff/accounts/{joel.pk}/roles/")
    page.get_by_label("Auditor").check()
    say_why(page, "Their work changed")
    page.get_by_role("button", name="Give this role").click()
    expect(page.get_by_role("alert")).to_contain_text("You cannot change your own roles")
    axe(page)

    # A new colleague. Nobody both represents and judges.
    page.get_by_role("link", name="Accounts").click()
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
    ann = page.url

    # She loses her phone. Who asks cannot also do it, and not before the owner had time to object.
    page.get_by_role("link", name="They lost their sign-in keys").click()
    say_why(page, "They lost the device", "She came to the office.")
    page.get_by_role("button", name="Ask for the keys to be taken away").click()
    page.get_by_role("link", name="Decide").click()
    expect(page.get_by_role("button", name="Take the keys away")).to_have_count(0)
    decide = page.url
    with clock.at(clock.now() + timedelta(minutes=61)):
        enter(page, ruth)
        page.goto(decide)
        axe(page)
        say_why(page, "They lost the device", "I rang her as well.")
        page.get_by_role("button", name="Take the keys away").click()
        expect(page.get_by_text("Took away lost sign-in keys")).to_be_visible()

        # She leaves: the account is suspended, with the reason in its history.
        page.goto(ann)
        page.get_by_role("link", name="Suspend the account").click()
        page.get_by_role("button", name="Suspend this account now").click()
        expect(page.get_by_role("alert")).to_contain_text("problem")
        say_why(page, "They left us", "Last day today.")
        page.get_by_role("button", name="Suspend this account now").click()
        expect(page.get_by_text("Last day today.")).to_be_visible()
        expect(page.get_by_role("link", name="Open the account again")).to_be_visible()
