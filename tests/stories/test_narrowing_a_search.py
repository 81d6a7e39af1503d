"""Somebody knows a common name, the town and what the worker said of her training: three fields, no script."""

import re

import pytest
from playwright.sync_api import expect

from careregister.web.public.register.tests.people import registered
from tests.harness.browser import DESKTOP, PHONE


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_by_town_and_tier_from_the_first_page_on(new_context, axe, viewport):
    registered("Imelda Quillfeather", town="Sale", county="Greater Manchester", tier="advanced")
    registered("Imelda Quillfeather", town="Hove", county="East Sussex")
    page = new_context(viewport=viewport, java_script_enabled=False).new_page()
    page.goto("/register/")
    page.get_by_label("Name or registration number").fill("imelda quillfeather")
    page.get_by_label("Town or county").fill("greater manchester")
    page.get_by_label("Tier").select_option(label="Advanced")
    page.get_by_role("main").get_by_role("button", name="Search").click()

    expect(page).to_have_url(re.compile(r"\?q=imelda\+quillfeather&place=greater\+manchester&tier=advanced$"))
    expect(page.get_by_role("heading", name="1 person found")).to_be_visible()
    expect(page.get_by_label("Name or registration number")).to_have_value("imelda quillfeather")
    expect(page.get_by_label("Town or county")).to_have_value("greater manchester")
    expect(page.get_by_label("Tier")).to_have_value("advanced")

    page.get_by_role("link", name="Take away town and tier").click()
    expect(page.get_by_role("heading", name="2 people found")).to_be_visible()
    expect(page.get_by_label("Town or county")).to_have_value("")
    expect(page.get_by_label("Name or registration number")).to_have_value("imelda quillfeather")


def test_the_two_fields_stand_side_by_side_on_a_desk_and_below_each_other_on_a_phone(page, phone):
    for one, beside in ((page, True), (phone, False)):
        one.goto("/register/?q=smith")
        place, tier = one.get_by_label("Town or county").bounding_box(), one.get_by_label("Tier").bounding_box()
        assert place
        assert tier
        assert (abs(place["y"] - tier["y"]) < 8) is beside
