"""Somebody who signs in by telephone gets another number: the new one is proved by a code, the old one is told."""

from playwright.sync_api import Page, expect

from careregister.web.account.tests.mailed import code_in
from tests.harness.browser import fits


def checked(page: Page, axe, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    axe(page)
    fits(page)


def test_the_new_number_is_proved_first(narrow: Page, letterbox, axe):
    narrow.goto("/account/join/address/")
    narrow.get_by_label("Your e-mail address or mobile number").fill("07700 900 123")
    narrow.get_by_role("button", name="Send me a code").click()
    narrow.get_by_label("The 6-digit code").fill(code_in(letterbox.opened()[-1]))
    narrow.get_by_role("button", name="Go on").click()
    narrow.get_by_role("link", name="Not now: go on").click()
    narrow.get_by_role("link", name="Change your mobile number").click()
    checked(narrow, axe, "Change your mobile number")
    narrow.get_by_label("Your new mobile number").fill("0770")
    narrow.get_by_role("button", name="Send me a code").click()
    checked(narrow, axe, "Change your mobile number")
    narrow.get_by_label("Your new mobile number").fill("07700 900 456")
    narrow.get_by_role("button", name="Send me a code").click()
    checked(narrow, axe, "Write the code")
    narrow.get_by_label("The 6-digit code").fill(code_in(letterbox.opened()[-1]))
    narrow.get_by_role("button", name="Change my number").click()
    expect(narrow.get_by_text("Your mobile number is changed.")).to_be_visible()
    expect(narrow.get_by_text("07700 900456")).to_be_visible()
    assert letterbox.opened()[-1].to == "+447700900123"
