"""A registrar finds somebody by what was said on the telephone, and pauses the registration: by keyboard alone."""

from playwright.sync_api import Page, expect

from tests.harness.browser import Live, fits
from tests.stories.desks import sit_down, somebody


def test_by_keyboard_alone(page: Page, live: Live, axe):
    one = somebody()
    sit_down(page, live, "registrar")
    page.goto("/staff/registrants/")
    axe(page)
    page.get_by_label("Who?").focus()
    page.keyboard.type("ajayi featherstone 4 march 1987")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_contain_text("Quillon")
    assert "quillon" not in page.url.lower()
    assert "ajayi" not in page.url.lower()
    axe(page)
    page.get_by_role("link", name="Quillon").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quillon Featherstone-Àjàyí")
    axe(page)
    page.get_by_role("link", name="Pause the registration").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pause the registration")
    axe(page)
    page.get_by_label("Why?").select_option("own_wish")
    page.get_by_role("button", name="Go on").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#preview")).to_contain_text("Paused: not practising")
    axe(page)
    page.get_by_role("button", name="Record it").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("It is recorded")
    axe(page)
    page.goto(f"/register/{one.number_id}/")
    expect(page.locator("main")).to_contain_text("Paused")


def test_without_scripts_and_on_a_narrow_screen(plain_page: Page, narrow: Page, live: Live, axe):
    one = somebody()
    sit_down(plain_page, live, "registrar")
    plain_page.goto("/staff/registrants/")
    plain_page.get_by_label("Who?").fill(one.number_id)
    plain_page.get_by_role("button", name="Find").click()
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("Quillon")
    sit_down(narrow, live, "registrar", 1)
    record = f"/staff/registrants/{one.number_id}/"
    for path in (
        "/staff/",
        "/staff/registrants/",
        "/staff/registrants/?standing=registered",
        record,
        f"{record}steps/renew/",
    ):
        narrow.goto(path)
        fits(narrow)
        axe(narrow)
