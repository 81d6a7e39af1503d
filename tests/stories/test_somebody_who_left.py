"""Who left the register stays to be found for a time, in words that accuse nobody, and then no longer."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from careregister.register.tests import world
from careregister.web.public.register.tests.people import registered


def test_lapsed_is_not_worded_as_removed_and_goes_after_a_year(page: Page, live, troubles, axe):
    with live.at(world.NOON):
        registrant = registered("Imelda Featherstone", town="Sale")
        world.do(registrant, "lapse")
    with live.at(world.NOON + timedelta(days=300)):
        page.goto("/register/?q=imelda+featherstone")
        page.get_by_role("link", name="Imelda Featherstone").click()
        expect(page.locator(".cr-entry__word")).to_have_text("Lapsed: not registered")
        expect(page.get_by_role("main")).to_contain_text("It does not mean that they did anything wrong")
        assert "emoved" not in page.get_by_role("main").inner_text()
        axe(page)
    with live.at(world.NOON + timedelta(days=400)):
        page.goto(f"/register/{registrant.number_id}/")
        expect(page.get_by_role("heading", level=1)).to_have_text("No entry with this number")
        axe(page)
