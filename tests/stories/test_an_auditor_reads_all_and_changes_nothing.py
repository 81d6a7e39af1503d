"""An auditor reads everything, who looked included, finds no button that decides, and an administrator reads nothing."""

from playwright.sync_api import Page, expect

from tests.harness.browser import Live
from tests.stories.desks import sit_down, somebody


def test_the_auditor_reads_all_and_changes_nothing(page: Page, another_page, live: Live, axe):
    one = somebody(email="quillon@example.org", former="Quillon Marsh")
    record = f"{live.url}/staff/registrants/{one.number_id}/"

    administrator = sit_down(another_page(), live, "administrator")
    administrator.goto(record)
    expect(administrator.locator("main")).to_contain_text("Your role does not do this")
    administrator.goto(f"{live.url}/staff/history/")
    expect(administrator.locator("main")).to_contain_text("Your role does not do this")

    registrar = sit_down(another_page(), live, "registrar")
    registrar.goto(record)

    sit_down(page, live, "auditor")
    page.goto(record)
    for words in ("Quillon Marsh", "quillon@example.org", "looked at the whole record", "Your role decides nothing"):
        expect(page.locator("main")).to_contain_text(words)
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    axe(page)
    page.goto(f"{record}steps/pause/")
    expect(page.locator("main")).to_contain_text("Your role does not do this")
    page.goto(f"{record}as-known/")
    boxes = page.get_by_role("group", name="How did it stand on")
    for label, value in (("Day", "1"), ("Month", "1"), ("Year", "2020")):
        boxes.get_by_label(label).fill(value)
    page.get_by_role("button", name="Show it").click()
    expect(page.locator("main")).to_contain_text("Not on the register then")
    axe(page)
    page.goto("/staff/history/?what=register.looked_at")
    expect(page.get_by_role("table")).to_contain_text("looked at the whole record of Quillon")
    axe(page)
