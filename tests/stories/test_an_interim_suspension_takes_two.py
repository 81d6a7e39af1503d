"""A case manager proposes, the wrong people are refused, a panel member decides, and the public reads it at once."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from careregister.base import clock
from tests.harness.browser import Live
from tests.stories.desks import sit_down, somebody


def fill_day(page: Page, legend: str, days: int) -> None:
    day = clock.today() + timedelta(days=days)
    boxes = page.get_by_role("group", name=legend)
    boxes.get_by_label("Day").fill(str(day.day))
    boxes.get_by_label("Month").fill(str(day.month))
    boxes.get_by_label("Year").fill(str(day.year))


def test_two_people_suspend_and_the_entry_says_so_at_once(page: Page, another_page, live: Live, axe):
    one = somebody()
    record = f"/staff/registrants/{one.number_id}/"

    stranger = sit_down(another_page(), live, "panel_member", 1)
    stranger.goto(live.url + record)
    expect(stranger.locator("main")).to_contain_text("This person is not before you")

    sit_down(page, live, "case_manager")
    page.goto(record)
    page.get_by_role("link", name="Propose: Suspend for now").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    axe(page)
    fill_day(page, "Last day", 200)
    fill_day(page, "Review by", 100)
    page.get_by_label("Why?").select_option("risk_to_public")
    page.get_by_label("In words").fill("A report came in last night.")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It is proposed")
    expect(page.get_by_role("button", name="Accept and record it")).to_have_count(0)
    axe(page)
    where = page.url.partition("?")[0]

    registrar = sit_down(another_page(), live, "registrar")
    registrar.goto(where)
    expect(registrar.get_by_role("button", name="Accept and record it")).to_have_count(0)
    registrar.goto(f"{live.url}/register/{one.number_id}/")
    expect(registrar.locator("main")).not_to_contain_text("Suspended for now")

    member = sit_down(another_page(), live, "panel_member")
    member.goto(live.url + "/staff/")
    member.get_by_role("link", name="Proposals for you to decide").click()
    axe(member)
    member.get_by_role("row", name="Quillon").get_by_role("link").click()
    expect(member.locator("#preview")).to_contain_text("Suspended for now")
    axe(member)
    member.get_by_role("button", name="Accept and record it").click()
    expect(member.get_by_role("heading", level=1)).to_have_text("It is recorded")

    registrar.goto(f"{live.url}/register/{one.number_id}/")
    expect(registrar.locator("main")).to_contain_text("Suspended for now")
