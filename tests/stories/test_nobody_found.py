"""Nobody found: what that means, what it does not mean, and what to do next."""

from playwright.sync_api import Page, expect

from careregister.web.public.register.tests.people import registered

TYPED = {
    "zebedee quuxington": "We found nobody with this name",
    "ab": "Please type a little more",
    "CR123456787": "One digit seems wrong",
    "CR123456786": "No entry with this number",
}


def test_every_way_of_finding_nobody_is_explained(page: Page, axe):
    for typed, said in TYPED.items():
        page.goto("/register/")
        page.get_by_label("Name or registration number").fill(typed)
        page.get_by_label("Name or registration number").press("Enter")
        expect(page.get_by_role("heading", name=said)).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text(
            "This says nothing about the person" if "digit" in said else ""
        )
        axe(page)


def test_a_person_at_risk_is_not_found_and_the_page_does_not_hint_at_her(page: Page):
    registered("Imelda Featherstone", town="Sale", at_risk=True)
    page.goto("/register/?q=imelda+featherstone")
    expect(page.get_by_role("heading", name="We found nobody with this name")).to_be_visible()
