"""Nothing has changed: on a phone and without a script, a renewal is three pages and one button."""

from playwright.sync_api import Page, expect

from careregister.register.models import StandingSpan
from careregister.renewals import questions
from tests.harness.browser import Live, fits, whole
from tests.stories import renewing

HOME = "/account/renewal/"
MINUTES, WORDS_A_MINUTE, SECONDS_A_CLICK = 2, 250, 1.5  # an ordinary reader; somebody slow needs about twice as long


def words(page: Page) -> int:
    """To read on a page for the first time. How to get help stands on every page: nobody reads it again."""
    said = whole(page).get_by_role("main").inner_text().partition("Stuck?")[0]
    return len(said.split())


def test_without_a_script(plain_page: Page, live: Live):
    one, account = renewing.worker("Blessing Farthinghoe")
    renewing.sign_in(plain_page, live, account)
    plain_page.goto(HOME)
    read, clicks = words(plain_page), 4 + len(questions.QUESTIONS)
    plain_page.get_by_role("button", name="Start").or_(plain_page.get_by_role("link", name="Start")).click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Is this still right?")
    expect(plain_page.get_by_role("main")).to_contain_text("Blessing Farthinghoe")
    read += words(plain_page)
    plain_page.get_by_role("button", name="Yes, this is right").click()
    read += words(plain_page)
    renewing.says_no_to_all(plain_page)
    plain_page.get_by_role("button", name="Save and continue").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Check and send")
    read += words(plain_page)
    plain_page.get_by_role("button", name="Renew my registration").click()
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("You are registered until")
    assert read / WORDS_A_MINUTE + clicks * SECONDS_A_CLICK / 60 <= MINUTES, f"{read} words, {clicks} clicks"
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
