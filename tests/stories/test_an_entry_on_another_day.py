"""How somebody stood on another day: said loudly that it is the past, and explained when there is no such day."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from careregister.base import clock
from careregister.register.tests import world
from careregister.web.public.register.tests.people import registered, restricted


def test_before_during_and_after_a_suspension(page: Page, live, axe):
    with live.at(world.NOON - timedelta(days=40)):
        registrant = registered("Imelda Featherstone", town="Sale")
    with live.at(world.NOON):
        restriction = restricted(registrant)
    with live.at(world.NOON + timedelta(days=20)):
        world.do(registrant, "lift_restriction", world.details_for("lift_restriction", restriction))

    with live.at(world.NOON + timedelta(days=30)):
        page.goto(f"/register/{registrant.number_id}/?as-at=2027-01-01")
        expect(page.get_by_role("heading", level=1)).to_have_text("That day has not come yet")
        axe(page)
        page.goto(f"/register/{registrant.number_id}/?as-at=31.2.2026")
        expect(page.get_by_role("heading", level=1)).to_have_text("We could not read that date")
        axe(page)

        page.goto(f"/register/{registrant.number_id}/")
        expect(page.locator(".cr-entry__word")).to_have_text("Registered")
        expect(page.get_by_text("Suspended (ended)")).to_be_visible()
        page.get_by_label("At the end of").fill("2026-06-12")
        page.get_by_role("button", name="Show that day").click()
        expect(page.get_by_role("heading", name="This is the past, not today")).to_be_visible()
        expect(page.get_by_text("You see how this entry stood at the end of 12 June 2026")).to_be_visible()
        expect(page.locator(".cr-entry__word")).to_have_text("Suspended")
        assert page.url.endswith(f"/register/{registrant.number_id}/?as-at=2026-06-12")
        axe(page)
        page.get_by_role("link", name="Show it as it is today").click()
        expect(page.locator(".cr-entry__word")).to_have_text("Registered")

    assert clock.today() >= world.TODAY
