"""With an authenticator app, without JavaScript; and by a recovery code when the phone is gone."""

import re

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from careregister.people.tests import world
from tests.stories.test_a_new_colleague_signs_in_with_a_passkey import PASSWORD, sign_in


def code_for(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def test_an_app_and_then_a_recovery_code(plain_page: Page):
    page = plain_page
    account = world.account("checks_officer", name="Ann Other", email="ann.other@example.org", password=PASSWORD)
    sign_in(page, account.email)
    page.get_by_role("link", name="Set up an app").click()
    secret = re.sub(r"\s", "", page.locator("[data-secret]").inner_text())

    # A wrong code sets nothing up, and says so beside the field.
    page.get_by_label("The 6-digit code that the app shows").fill("000000")
    page.get_by_role("button", name="Set up the app").click()
    expect(page.get_by_role("alert")).to_contain_text("That code is not right")

    page.get_by_label("The 6-digit code that the app shows").fill(code_for(secret))
    page.get_by_role("button", name="Set up the app").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    codes = page.locator("[data-codes] li").all_inner_texts()
    page.get_by_role("link", name="I have them: go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ann Other")

    # Signing in asks for the app's numbers.
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, account.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("The second step")
    page.get_by_label("Code").fill(code_for(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ann Other")

    # The phone is gone: a recovery code lets in once, and not twice.
    for heading in ("Hello Ann Other", "The second step"):
        page.goto("/account/")
        if page.get_by_role("button", name="Sign out").count():
            page.get_by_role("button", name="Sign out").first.click()
        sign_in(page, account.email)
        page.get_by_label("Code").fill(codes[0])
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
