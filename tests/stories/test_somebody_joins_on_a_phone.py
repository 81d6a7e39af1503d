"""Joining on a phone without JavaScript: by e-mail or by mobile number, with a code that is wrong first."""

import pytest
from playwright.sync_api import Page, expect

from careregister.people.tests import world
from careregister.web.account.tests.mailed import code_in, link_in
from tests.harness.browser import fits


@pytest.fixture
def plain_phone(new_context) -> Page:
    page: Page = new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False).new_page()
    return page


def checked(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def ask(page: Page, address: str) -> None:
    page.goto("/account/join/")
    page.get_by_role("link", name="Join", exact=True).click()
    page.get_by_label("Your e-mail address or mobile number").fill(address)
    page.get_by_role("button", name="Send me a code").click()


def enter(page: Page, code: str) -> None:
    page.get_by_label("The 6-digit code").fill(code)
    page.get_by_role("button", name="Go on").click()


def test_by_email_without_javascript(plain_phone: Page, letterbox):
    page = plain_phone
    page.goto("/account/join/")
    expect(page.get_by_text("about half an hour")).to_be_visible()
    expect(page.get_by_text("does not by itself refuse you")).to_be_visible()
    page.get_by_role("link", name="tell us what helps").click()
    page.get_by_label("More time").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("We have noted what you told us")).to_be_visible()
    ask(page, "ada.obi@example.org")
    checked(page, "Write the code")
    code = code_in(letterbox.opened()[-1])
    enter(page, "111111" if code != "111111" else "222222")
    expect(page.get_by_role("alert")).to_contain_text("That code is not right")
    enter(page, f"{code[:3]} {code[3:]}")
    checked(page, "You are in. Make signing in easier?")
    page.get_by_role("link", name="Not now: go on").click()
    checked(page, "Your account")
    expect(page.get_by_text("More time")).to_be_visible()

    # The code was used: in another browser, or again, it opens nothing; a new one signs in.
    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/account/code/")
    page.get_by_label("Your e-mail address or mobile number").fill("ada.obi@example.org")
    page.get_by_role("button", name="Send me a code").click()
    enter(page, code)
    expect(page.get_by_role("alert")).to_contain_text("That code is not right")
    link = link_in(letterbox.opened()[-1])
    page.goto(link)
    page.get_by_role("button", name="Yes, sign me in").click()
    checked(page, "Your account")
    page.get_by_role("button", name="Sign out").first.click()
    page.goto(link)
    page.get_by_role("button", name="Yes, sign me in").click()
    checked(page, "This link does not work any more")


def test_by_mobile_number(phone: Page, letterbox):
    ask(phone, "07700 900 123")
    expect(phone.get_by_text("We have sent a text to 07700 900123")).to_be_visible()
    enter(phone, code_in(letterbox.opened()[-1]))
    phone.get_by_role("link", name="Not now: go on").click()
    expect(phone.get_by_text("07700 900123")).to_be_visible()


def test_an_address_that_has_an_account_looks_like_any_other(phone: Page, another_page, letterbox):
    world.account(email="known@example.org")
    other = another_page()
    ask(phone, "known@example.org")
    ask(other, "fresh@example.org")
    same = [page.locator("main").inner_text().replace(name, "") for page, name in ((phone, "known"), (other, "fresh"))]
    assert same[0] == same[1]


def test_each_page_is_readable_for_everybody(narrow: Page, axe, letterbox):
    def check() -> None:
        axe(narrow)
        fits(narrow)

    for address in ("/account/join/", "/account/join/adjustments/", "/account/code/", "/account/sign-in/"):
        narrow.goto(address)
        check()
    ask(narrow, "nobody")
    check()
    ask(narrow, "ada.obi@example.org")
    check()
    enter(narrow, code_in(letterbox.opened()[-1]))
    check()
    for address in ("/account/", "/account/letters/", "/account/adjustments/", "/account/email/"):
        narrow.goto(address)
        check()
