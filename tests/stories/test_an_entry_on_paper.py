"""An entry that is printed: one page of A4, and a demonstration says on it that it is one."""

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("number", ["CR204815375", "CR482160938"])
def test_it_is_one_page(page: Page, number: str):
    page.goto(f"/register/{number}/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", print_background=True))) == 1


def test_a_print_of_the_demonstration_says_so(page: Page, settings):
    settings.DEMO = True
    page.goto("/register/CR204815375/")
    page.emulate_media(media="print")
    expect(page.get_by_text("Demonstration", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
