"""A care worker with an old phone and no script answers everything, and sends it. One name, four jobs' worth of life."""

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browser import PHONE, fits
from tests.stories.applicants import HOME, applicant
from tests.stories.parts_of_an_application import (
    about_you,
    criminal_record,
    employment,
    gaps,
    identity,
    no_training,
    references,
    the_rest,
)


@pytest.fixture
def old_phone(new_context, troubles) -> Page:
    return new_context(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False).new_page()


def test_everything_without_a_script(live, old_phone, scanner):
    page = old_phone
    applicant(page, live)
    page.goto(HOME)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("0 of 13 parts")).to_be_visible()
    fits(page)

    about_you(page)
    identity(page)
    criminal_record(page)
    employment(page)
    gaps(page)
    references(page)
    no_training(page)
    the_rest(page)

    page.goto(HOME)
    expect(page.get_by_text("13 of 13 parts")).to_be_visible()
    page.get_by_role("link", name="Check your answers and send").click()
    fits(page)
    for words in (
        "Adebose Quillfeather",
        "27 March 1987",
        "M33 7ZF",
        "March 2019",
        "Looking for work",
        "We have what you sent",
    ):
        expect(page.get_by_role("main")).to_contain_text(words)
    page.get_by_role("button", name="Send my application").click()
    expect(page.get_by_role("heading", name="We have your application")).to_be_visible()
    expect(page.get_by_text("We write to the people you named.", exact=False)).to_be_visible()
    page.get_by_role("link", name="See how it stands").click()
    expect(page.get_by_text("Mary Manager").first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Criminal record")
    fits(page)
