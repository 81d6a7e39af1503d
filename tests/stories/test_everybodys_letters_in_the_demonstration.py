"""A newcomer tries the demonstration: asks for a code, finds it among everybody's letters, and follows its link."""

from playwright.sync_api import Page, expect

from tests.harness.browser import Live, fits
from tests.harness.letterbox import Letterbox


def test_a_code_is_found_among_everybodys_letters(phone: Page, live: Live, letterbox: Letterbox, settings, axe):
    settings.DEMO = True
    phone.goto("/account/join/address/")
    phone.get_by_label("Your e-mail address or mobile number").fill("newcomer@example.org")
    phone.get_by_role("button", name="Send me a code").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Write the code")
    letterbox.opened()
    phone.goto("/account/demo/inbox/")
    axe(phone)
    fits(phone)
    expect(phone.get_by_text("newcomer@example.org")).to_be_visible()
    phone.locator("main li a").first.click()
    axe(phone)
    fits(phone)
    phone.locator("main .cr-card a").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Did you ask for this?")
