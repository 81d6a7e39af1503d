"""An administrator sees no registrant, and gives themselves no role that would let them."""

from playwright.sync_api import Page, expect

from tests.stories.administrators import enter, joel, say_why


def test_no_registrant_and_no_role_for_oneself(page: Page, axe):
    account = joel()
    enter(page, account)
    page.goto("/staff/registrants/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your role does not do this")
    page.goto(f"/staff/accounts/{account.pk}/")
    expect(page.get_by_role("link", name="Give a role")).to_have_count(0)
    page.goto(f"/staff/accounts/{account.pk}/roles/")
    page.get_by_label("Auditor").check()
    say_why(page, "Their work changed")
    page.get_by_role("button", name="Give this role").click()
    expect(page.get_by_role("alert")).to_contain_text("You cannot change your own roles")
    axe(page)
