"""Nothing has changed: on a phone and without a script, a renewal is three pages and one button."""

from time import monotonic

from playwright.sync_api import Page, expect

from careregister.register.models import StandingSpan
from careregister.renewals import questions
from tests.harness.browser import Live, fits
from tests.stories import renewing

HOME = "/account/renewal/"
SECONDS = 120


def said_no_to_all(page: Page) -> None:
    for one in questions.QUESTIONS:
        page.get_by_role("group", name=str(one.words)).get_by_label("No", exact=True).check()


def test_without_a_script(plain_page: Page, live: Live):
    one, account = renewing.worker("Blessing Farthinghoe")
    renewing.sign_in(plain_page, live, account)
    began = monotonic()
    plain_page.goto(HOME)
    plain_page.get_by_role("button", name="Start").or_(plain_page.get_by_role("link", name="Start")).click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Is this still right?")
    expect(plain_page.get_by_role("main")).to_contain_text("Blessing Farthinghoe")
    plain_page.get_by_role("button", name="Yes, this is right").click()
    said_no_to_all(plain_page)
    plain_page.get_by_role("button", name="Save and continue").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Check and send")
    plain_page.get_by_role("button", name="Renew my registration").click()
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("You are registered until")
    assert monotonic() - began < SECONDS
    span = StandingSpan.objects.get(registrant=one, known__upper_inf=True, valid__upper_inf=True)
    plain_page.goto(f"/register/{one.number_id}/")
    expect(plain_page.locator("main")).to_contain_text(f"{span.registered_until.year}")


def test_every_page_fits_a_small_screen_and_is_readable(narrow: Page, live: Live, axe):
    _one, account = renewing.worker("Blessing Farthinghoe", paid=False, learnt=False)
    renewing.sign_in(narrow, live, account)
    for part in ("", "parts/details/", "parts/declarations/", "parts/cpd/", "more-time/", "work/"):
        narrow.goto(HOME + part)
        axe(narrow)
        fits(narrow)
    narrow.goto(HOME + "parts/declarations/")
    narrow.get_by_role("button", name="Save and continue").click()
    expect(narrow.get_by_text("There is a problem")).to_be_visible()
    axe(narrow)
