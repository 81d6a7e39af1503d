"""Two people have one name, and one of them is suspended: nobody learns of it under the wrong name."""

from playwright.sync_api import Page, expect

from careregister.web.public.register.tests.people import registered, restricted
from tests.harness.browser import whole


def test_the_number_decides(page: Page, troubles, axe):
    suspended = registered("Bridget Holloway-Quist", town="Leeds")
    restricted(suspended)
    hers = registered("Bridget Holloway-Quist", town="York").number_id

    page.goto("/register/?q=Bridget+Holloway-Quist")
    expect(page.get_by_text("Several people have this name")).to_be_visible()
    assert "Suspended" not in whole(page).content()
    axe(page)

    # She opens the one from York, and the worker's number belongs to it.
    page.get_by_role("listitem").filter(has_text="York").get_by_role(
        "link", name="Bridget Holloway-Quist", exact=True
    ).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this the right person?")
    expect(page.get_by_role("main")).to_contain_text("York")
    axe(page)

    page.get_by_label("The registration number they gave you").fill("CR 123 456 787")
    page.get_by_role("button", name="Compare the number").click()
    expect(page.get_by_role("alert")).to_contain_text("one digit seems wrong or missing")
    axe(page)
    page.get_by_label("The registration number they gave you").fill(suspended.number_id)
    page.get_by_role("button", name="Compare the number").click()
    expect(page.get_by_role("alert")).to_contain_text("That number belongs to another entry")

    page.get_by_label("The registration number they gave you").fill(f"{hers[2:5]} {hers[5:8]} {hers[8:]}")
    page.get_by_role("button", name="Compare the number").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bridget Holloway-Quist")
    expect(page.locator(".cr-entry__word")).to_have_text("Registered")


def test_without_a_number_the_entry_has_no_name_and_says_its_doubt(page: Page, axe):
    restricted(registered("Bridget Holloway-Quist", town="Leeds"))
    page.goto("/register/?q=Bridgit+Holloway-Quist")
    expect(page.get_by_text("Spelt a little differently")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Is this them? Check their number").click()
    page.get_by_text("I cannot get their number").click()
    page.get_by_role("link", name="Look at the entry, knowing that it may be somebody else's").click()
    expect(page.get_by_role("heading", name="This may be somebody else")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("An entry that may be theirs")
    assert "Bridget" not in whole(page).content()
    axe(page)
