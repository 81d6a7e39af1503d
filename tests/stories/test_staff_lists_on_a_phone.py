"""On a phone no list of staff cuts a column off: each row reads downwards, every value after its label."""

from playwright.sync_api import Page, expect

from tests.harness.browser import Live, fits
from tests.stories.desks import sit_down, somebody

CUT = """() => [...document.querySelectorAll("table")].flatMap(table => [...table.querySelectorAll("tbody th, tbody td")])
    .filter(cell => cell.getClientRects().length && cell.getBoundingClientRect().right > window.innerWidth)
    .map(cell => cell.textContent.trim())"""


def test_every_column_is_there_on_a_narrow_screen(narrow: Page, live: Live, axe):
    one = somebody(email="quillon@example.org")
    sit_down(narrow, live, "auditor")
    for path in (
        f"registrants/{one.number_id}/", "registrants/?standing=registered", "proposals/?show=all", "history/",
    ):  # fmt: skip
        narrow.goto(f"{live.url}/staff/{path}")
        assert narrow.evaluate(CUT) == [], path
        fits(narrow)
    axe(narrow)
    expect(narrow.get_by_role("columnheader", name="What")).to_have_count(1)  # still a table to who hears it
    label = narrow.locator("#history td").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == '"What"'


def test_an_administrator_reads_the_accounts_on_a_phone(narrow: Page, live: Live, axe):
    sit_down(narrow, live, "administrator")
    narrow.goto(f"{live.url}/staff/accounts/")
    assert narrow.evaluate(CUT) == []
    fits(narrow)
    axe(narrow)


def test_on_paper_a_list_is_a_table(narrow: Page, live: Live):
    sit_down(narrow, live, "administrator")
    narrow.goto(f"{live.url}/staff/accounts/")
    narrow.emulate_media(media="print")
    assert narrow.locator("#queue tbody tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"
