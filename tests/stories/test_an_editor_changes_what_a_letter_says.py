"""An editor changes what a letter says: nothing unsendable is kept, the next letter says it, and the old text comes back."""

from playwright.sync_api import Page, expect

from careregister.base.actors import CLOCK, Because
from careregister.letters import actions
from careregister.letters.models import Letter
from tests.harness.browser import Live, fits
from tests.stories.desks import sit_down

TOLD = {"day": "22 November 2026", "time": "12:00", "device": "Firefox"}


def newest_subject() -> str:
    actions.write("letters.sign_in_notice", to="ada@example.org", context=TOLD, by=CLOCK, because=Because("x"))
    return Letter.objects.latest("written_at").words.opened("subject")


def test_an_editor_changes_what_a_letter_says(page: Page, live: Live, axe):
    sit_down(page, live, "editor")
    page.goto("/staff/")
    page.get_by_role("link", name="Texts").first.click()
    axe(page)
    page.get_by_role("link", name="Notice of a sign-in").click()
    axe(page)
    page.get_by_role("link", name="Change this text").click()

    # Code is no text, and no placeholder may be lost.
    page.get_by_label("Subject").fill("{% if device %}New sign-in{% endif %}")
    page.get_by_label("What did you change").fill("Shorter")
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.get_by_role("alert")).to_contain_text("words and placeholders")
    expect(page.get_by_label("Subject")).to_have_value("{% if device %}New sign-in{% endif %}")
    axe(page)

    page.get_by_label("Subject").fill("Did you sign in with {{ device }}?")
    page.get_by_role("button", name="Show me the letter").click()
    expect(page.get_by_text("Did you sign in with Firefox on Android?", exact=True)).to_be_visible()
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    axe(page)
    assert "Did you" not in newest_subject()
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.get_by_role("alert")).to_contain_text("Saved as version 1")
    assert newest_subject() == "Did you sign in with Firefox?"

    # Compared, and brought back.
    page.get_by_role("link", name="Version 1").click()
    expect(page.locator("ins").first).to_be_visible()
    axe(page)
    page.go_back()
    page.get_by_role("link", name="As it came").click()
    page.get_by_label("Why do you go back").fill("People did not understand it")
    page.get_by_role("button", name="Say this again").click()
    expect(page.get_by_role("link", name="Version 2")).to_be_visible()
    assert "Did you" not in newest_subject()


def test_the_pages_fit_on_a_small_screen(narrow: Page, live: Live, axe):
    sit_down(narrow, live, "editor")
    where = "/staff/texts/letters.sign_in_notice/"
    for path in ("/staff/texts/", where, f"{where}edit/", f"{where}0/"):
        narrow.goto(path)
        fits(narrow)
        axe(narrow)
