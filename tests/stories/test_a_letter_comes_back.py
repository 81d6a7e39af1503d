"""A letter comes back: a registrar sees it on the person's page, reads it, reaches the person another way."""

from playwright.sync_api import Page, expect

from careregister.base.actors import CLOCK, Because
from careregister.letters import actions
from careregister.letters.models import Letter
from tests.harness.browser import Live
from tests.stories.desks import sit_down, somebody


def test_a_letter_that_came_back_is_looked_after(page: Page, live: Live, axe):
    registrant = somebody()
    told = {"day": "22 November 2026", "time": "12:00", "device": "Firefox"}
    why = Because("test")
    letter = actions.write(
        "letters.sign_in_notice",
        to="ada@nowhere.example",
        context=told,
        person_id=registrant.person_id,
        by=CLOCK,
        because=why,
    )
    row = Letter.objects.get(pk=letter)
    Letter.objects.filter(pk=letter).update(
        status="handed_over", attempts=1, begun_at=row.written_at, settled_at=row.written_at
    )
    actions.record_return(row.message_id, "5.1.1", by=CLOCK, because=why)
    sit_down(page, live, "registrar")
    page.goto(f"/staff/registrants/{registrant.number_id}/")
    expect(page.get_by_text("One did not arrive")).to_be_visible()
    page.get_by_role("link", name="Letters we wrote to them").click()
    axe(page)
    page.locator("#letters a").first.click()
    expect(page.get_by_text("There is no such address (5.1.1)")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Look after it").click()
    axe(page)
    page.get_by_label("What did you do instead?").fill("I rang her; she gave another address.")
    page.get_by_role("button", name="Leave it at that").click()
    expect(page.get_by_role("alert")).to_contain_text("Left at that")
    axe(page)
