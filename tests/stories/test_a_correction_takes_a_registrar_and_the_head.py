"""A registrar proposes that a mistyped day be put right; the head agrees; what was recorded first stays to be read."""

from playwright.sync_api import Page, expect

from careregister.base import clock
from tests.harness.browser import Live
from tests.stories.desks import sit_down, somebody


def test_a_mistyped_day_is_put_right(page: Page, another_page, live: Live, axe):
    one = somebody()
    record = f"{live.url}/staff/registrants/{one.number_id}/"
    head = sit_down(another_page(), live, "head_of_registration")
    head.goto(record)
    expect(head.get_by_role("link", name="Correct Admitted")).to_have_count(0)

    sit_down(page, live, "registrar")
    page.goto(record)
    page.get_by_role("link", name="Correct Admitted").click()
    year = str(clock.today().year + 1)
    page.get_by_role("group", name="Registered until").get_by_label("Year").fill(year)
    page.get_by_label("Why?").select_option("wrong_details")
    page.get_by_label("In words").fill("The year was mistyped.")
    axe(page)
    page.get_by_role("button", name="Go on").click()
    axe(page)
    page.get_by_role("button", name="Propose it").click()
    where = page.url.partition("?")[0]

    head.goto(where)
    expect(head.locator("main")).to_contain_text("Replaces")
    head.get_by_role("button", name="Accept and record it").click()
    expect(head.get_by_role("heading", level=1)).to_have_text("It is recorded")
    head.goto(record)
    expect(head.locator("#acts")).to_contain_text("Replaced")
    expect(head.locator("#acts")).to_contain_text("A correction")
    axe(head)
