"""A new colleague begins: from the letter to the staff pages, by a passkey; and no other finger gets there."""

import re

from playwright.sync_api import Page, expect

from careregister.base.actors import Because
from careregister.people.actions import add_staff
from careregister.people.tests import world
from tests.harness.letterbox import Letterbox
from tests.stories.keys import device

PASSWORD = "seven wet otters juggle"


def link_in_the_last_letter(letterbox: Letterbox) -> str:
    found = re.search(r"https?://\S+/account/password/reset/\S+", letterbox.opened()[-1].body)
    assert found
    return found.group()


def choose_a_password(page: Page, email: str, letterbox: Letterbox) -> None:
    page.goto("/account/sign-in/")
    page.get_by_role("link", name="I forgot my password, or have none yet").click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your e-mail")
    page.goto(link_in_the_last_letter(letterbox))
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    page.get_by_role("button", name="Use this password").click()


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_from_the_letter_to_the_staff_pages(page: Page, axe, letterbox: Letterbox):
    made = add_staff(
        "ann.other@example.org", "Ann Other", ["registrar"], by=world.administrator(), because=Because("joined")
    )
    choose_a_password(page, made.email, letterbox)
    page.get_by_role("link", name="Sign in").click()
    sign_in(page, made.email)

    with device(page) as phone:
        page.get_by_role("link", name="Add a passkey").click()
        axe(page)
        page.get_by_label("What to call it").fill("Ann’s phone")
        page.get_by_role("button", name="Add a passkey").click()

        # The recovery codes are shown once, and then the door is open.
        expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
        expect(page.locator("[data-codes] li")).to_have_count(10)
        axe(page)
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save them as a file").click()
        assert saved.value.suggested_filename == "recovery-codes.txt"
        page.reload()
        expect(page.locator("[data-codes]")).to_have_count(0)
        page.goto("/staff/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ann Other")
        assert len(phone.passkeys()) == 1

        # The passkey signs in by itself, without a password.
        page.get_by_role("button", name="Sign out").click()
        page.goto("/staff/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ann Other")

        # Somebody else's finger does not.
        page.get_by_role("button", name="Sign out").click()
        phone.refuse()
        page.goto("/account/sign-in/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_role("status")).to_have_text("That did not work. Try again, or use your password.")
