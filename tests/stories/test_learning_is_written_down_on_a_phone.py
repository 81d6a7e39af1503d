"""A care worker writes down what she learnt between two visits: on a phone, with one text, three taps and no script."""

import re

import pytest
from playwright.sync_api import Page, expect

from careregister.people.models import Account
from careregister.training.models import Learning
from careregister.training.seeds import person_of
from careregister.web.parts.tests.signing_in import client_for
from tests.harness.browser import Live, fits

MOST_TAPS = 5  # from the page of one's learning until it is kept, the box to write in among them
MOST_QUESTIONS = 3  # that need an answer: what, how long, with whom


@pytest.fixture
def plain_phone(new_context) -> Page:
    page: Page = new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False, has_touch=True
    ).new_page()
    return page


def signed_in(page: Page, live: Live, code: str = "known_as") -> Page:
    session = client_for(Account.objects.get(person=person_of(code))).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live.url}])
    return page


def test_in_under_a_minute_without_a_script(plain_phone: Page, live: Live):
    page, taps = signed_in(plain_phone, live), 0
    page.goto("/account/training/")
    before = Learning.objects.count()

    def tap(role: str, name: str | re.Pattern) -> None:
        nonlocal taps
        page.get_by_role(role, name=name).tap()  # type: ignore[arg-type]
        taps += 1

    tap("link", "Write down something you learnt")
    asked = page.locator("form.tr-write .govuk-form-group:visible").filter(
        has_not_text=re.compile("optional|another time")
    )
    # When, topic and photo are folded away; today is written already.
    expect(asked).to_have_count(MOST_QUESTIONS)
    tap("textbox", "What did you learn?")
    page.keyboard.type("How to read a body map")
    tap("radio", "30 minutes")
    tap("radio", "With a colleague")
    tap("button", "Keep it")
    expect(page.get_by_role("alert")).to_have_text(re.compile("Kept: 30 minutes"))
    expect(page.get_by_role("link", name="How to read a body map")).to_be_visible()
    assert taps <= MOST_TAPS
    assert Learning.objects.count() == before + 1
    fits(page)


def test_taken_out_by_mistake_and_put_back(phone: Page, live: Live, axe):
    page = signed_in(phone, live)
    page.goto("/account/training/log/")
    axe(page)
    first = page.locator(".ap-item__name a").first
    title = first.inner_text()
    first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Something you learnt")
    axe(page)
    page.get_by_role("button", name="Take it out of my log").tap()
    expect(page.get_by_role("alert")).to_contain_text("Taken out of your log")
    axe(page)
    page.get_by_role("button", name="Undo: put it back").tap()
    expect(page.get_by_role("link", name=title)).to_be_visible()


def test_a_long_text_with_a_mistake_is_not_lost(phone: Page, live: Live, axe):
    page = signed_in(phone, live)
    page.goto("/account/training/log/new/")
    long = "We talked about falls in the bathroom. " * 200 + "The end."
    page.get_by_label("What did you learn?").fill(long)
    page.get_by_label("If another time, how long?").fill("a good while")
    page.get_by_label("By myself").check()
    page.get_by_role("button", name="Keep it").tap()
    expect(page.get_by_role("link", name="Write how long it took like 45, or 1 hour 20")).to_be_visible()
    axe(page)
    expect(page.get_by_label("What did you learn?")).to_have_value(long)
    page.get_by_label("If another time, how long?").fill("an hour and a half")
    page.get_by_role("button", name="Keep it").tap()
    expect(page.get_by_role("alert")).to_contain_text("Kept: 1 hour 30 minutes")


def test_each_page_is_readable_for_everybody(narrow: Page, live: Live, axe):
    page = signed_in(narrow, live)
    for path in ("", "log/new/", "passport/", "passport/new/", "plans/new/", "paper/"):
        page.goto(f"/account/training/{path}")
        axe(page)
        fits(page)
    page.goto("/register/learning-audits/")
    axe(page)
    fits(page)


def test_text_of_twice_the_size_fits_a_phone(narrow: Page, live: Live):
    page = signed_in(narrow, live)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("", "log/new/", "passport/new/", "plans/new/", "paper/"):
        page.goto(f"/account/training/{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        fits(page)
