"""A care worker looks at what is held about her, takes it away, asks for a correction and is answered; 320 px and axe."""

import json
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from careregister.people.tests import world
from careregister.privacy import jobs
from careregister.privacy.models import Copy
from careregister.web.parts.tests.signing_in import client_for
from tests.harness.browser import Live, fits
from tests.stories.desks import sit_down


def sign_in(page: Page, live: Live, name: str) -> None:
    session = client_for(world.account(name=name, email="adaeze@example.org")).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live.url}])


def readable(page: Page, axe) -> None:
    """By everybody, and on a narrow phone."""
    axe(page)
    fits(page)


def test_she_takes_it_away_and_has_a_name_put_right(narrow: Page, another_page, live: Live, axe, letterbox):
    sign_in(narrow, live, "Adaeze Ofili-Brown")
    sees_everything(narrow, axe)
    takes_it_away(narrow, axe)
    asks_for_a_correction(narrow, axe)
    the_head_answers(sit_down(another_page(), live, "head_of_registration"), axe)

    narrow.reload()
    expect(narrow.get_by_text("Your name has its e now.")).to_be_visible()
    expect(narrow.get_by_role("link", name="Ask somebody else here to look at it")).to_be_visible()
    expect(narrow.get_by_role("link", name="Information Commissioner’s Office")).to_be_visible()
    readable(narrow, axe)
    assert any("has its e now" in letter.body for letter in letterbox.opened())
    narrow.goto("/privacy/how-long/")
    readable(narrow, axe)


def sees_everything(page: Page, axe) -> None:
    page.goto("/account/")
    page.get_by_role("link", name="See what we hold about you").click()
    readable(page, axe)
    page.get_by_role("link", name="Show me everything").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything we hold about you")
    expect(page.get_by_text("Adaeze Ofili-Brown").first).to_be_visible()
    expect(page.get_by_text("Held back:").first).to_be_visible()
    readable(page, axe)
    page.go_back()


def takes_it_away(page: Page, axe) -> None:
    page.get_by_role("button", name="Make my file").click()
    expect(page.get_by_text("is being made. You can leave this page and come back.")).to_be_visible()
    readable(page, axe)
    jobs.make_copy(str(Copy.objects.get().pk))  # as the worker would
    page.get_by_role("link", name="Look again").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Fetch your file").click()
    archive = zipfile.ZipFile(Path(started.value.path()))
    assert "Adaeze Ofili-Brown" in archive.read("data.json").decode()
    assert json.loads(archive.read("data.json"))["parts"]


def asks_for_a_correction(page: Page, axe) -> None:
    page.get_by_role("link", name="Put something right").click()
    readable(page, axe)
    page.get_by_label("What is wrong, and what is right?").fill("I am Ofili-Browne, with an e.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("We have it", exact=True)).to_be_visible()
    readable(page, axe)


def the_head_answers(page: Page, axe) -> None:
    page.goto("/staff/")
    page.get_by_role("link", name="Data requests").first.click()
    axe(page)
    page.get_by_role("link", name="Adaeze Ofili-Brown").click()
    expect(page.get_by_text("with an e.")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Answer", exact=True).click()
    page.get_by_label("Your answer").fill("Thank you. Your name has its e now.")
    axe(page)
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("Done. It is written to the history.")).to_be_visible()
