"""From the home page to the register: a care worker with a phone, two referees, a manager, staff, and a stranger who looks.

Everybody has a browser of their own; the care worker's has no script, and nobody reaches into the database but to run
what the worker would run.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from careregister.applications import states
from careregister.applications.linkage import jobs
from careregister.applications.models import Application
from careregister.web.account.tests.mailed import code_in, link_in
from tests.harness.browser import PHONE, Live, fits
from tests.harness.letterbox import Letterbox
from tests.stories import parts_of_an_application as parts
from tests.stories.applicants import HOME, day, done, open_part, picture, save
from tests.stories.desks import sit_down
from tests.stories.files import do_not_know, look_over, state, where

ADDRESS = "bose.quillfeather@example.org"
NAME = "Adebose Quillfeather"


@dataclass
class Desk:
    """A browser of staff, signed in, on one application."""

    page: Page
    path: str

    def open(self, more: str = "") -> Page:
        self.page.goto(self.path + more)
        return self.page

    def accept(self, kind: str) -> None:
        page = self.open()
        page.locator("section", has=page.locator(f"#check-{kind}")).get_by_role("link", name="Accept").first.click()
        page.get_by_role("button", name="Accept").click()
        expect(page.locator(f"#check-{kind}")).to_contain_text("Passed")


@pytest.fixture
def old_phone(new_context: Callable, troubles) -> Page:
    page: Page = new_context(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False).new_page()
    return page


def test_she_joins_applies_is_checked_and_is_found(live: Live, old_phone, another_page, letterbox, scanner):
    joins(old_phone, letterbox)
    answers_everything(old_phone)
    application = sends(old_phone)
    assert jobs.have_we_met(str(application)) == 0  # as the worker does after sending

    for name in ("mary", "sam"):
        a_referee_answers(another_page(), link_to(letterbox, f"{name}@quillcare.example.org", "who knows their work"))
    her_manager_answers(another_page(), link_to(letterbox, "mary@quillcare.example.org", "enhanced DBS"))

    path = f"{live.url}{where(application)}"
    registrar = Desk(sit_down(another_page(), live, "registrar"), path)
    takes_it_up(registrar)
    asks_a_question(registrar)
    answers_by_the_link(another_page(), link_to(letterbox, ADDRESS, "need one thing", start="/answer/"))
    checks_all_but_the_certificate(registrar)
    officer = Desk(sit_down(another_page(), live, "checks_officer"), path)
    do_not_know(officer.page, path)
    officer.accept("criminal_record")
    admits(registrar, application)

    number = reads_that_she_is_admitted(old_phone, letterbox)
    a_stranger_finds_her(another_page(), number)


def link_to(letterbox: Letterbox, address: str, words: str, start: str = "/asked/") -> str:
    """The link in the newest letter to somebody that says these words."""
    found = [one for one in letterbox.opened() if one.to == address and words in " ".join(one.body.split())]
    assert found, (address, words)
    return link_in(found[-1], start)


def joins(page: Page, letterbox: Letterbox) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Join the register").click()
    page.get_by_role("link", name="Join", exact=True).click()
    page.get_by_label("Your e-mail address or mobile number").fill(ADDRESS)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The 6-digit code").fill(code_in(letterbox.opened()[-1]))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Not now: go on").click()
    page.get_by_role("main").get_by_role("link", name="application").first.click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("0 of 13 parts")).to_be_visible()
    fits(page)


def answers_everything(page: Page) -> None:
    parts.identity(page)  # before the name: nothing there waits for it
    parts.criminal_record(page)
    parts.about_you(page)
    parts.employment(page)
    parts.gaps(page)
    parts.references(page)
    training_with_a_photo(page)
    parts.the_rest(page, shown="My full legal name")


def training_with_a_photo(page: Page) -> None:
    open_part(page, "The Care Certificate")
    page.get_by_label("No", exact=True).check()
    save(page)
    open_part(page, "Other training")
    page.get_by_role("button", name="I have no other training yet").click()
    done(page, "Other training")
    open_part(page, "Other training")  # a course after all
    page.get_by_role("link", name="Add a course").click()
    page.get_by_label("What was it about?").select_option(label="Safeguarding adults")
    page.get_by_label("Who gave it?").fill("Sale Training")
    day(page, "Date you finished", "4", "5", "2026")
    page.get_by_label("Photo of the certificate").set_input_files(picture())
    save(page)
    done(page, "Other training")


def sends(page: Page) -> UUID:
    """The id of what was sent."""
    page.goto(HOME)
    expect(page.get_by_text("13 of 13 parts")).to_be_visible()
    page.get_by_role("link", name="Check your answers and send").click()
    fits(page)
    for words in (NAME, "27 March 1987", "M33 7ZF", "March 2019", "Looking for work", "We have what you sent"):
        expect(page.get_by_role("main")).to_contain_text(words)
    page.get_by_role("button", name="Send my application").click()
    expect(page.get_by_role("heading", name="We have your application")).to_be_visible()
    expect(page.get_by_text("We write to the people you named.", exact=False)).to_be_visible()
    fits(page)
    page.get_by_role("link", name="See how it stands").click()
    expect(page.get_by_text("Mary Manager").first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Criminal record")
    fits(page)
    return Application.objects.exclude(sent_at=None).latest("sent_at").pk


def a_referee_answers(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("link", name="Answer the questions").click()
    page.get_by_label("I am or was their manager").check()
    page.get_by_label("What did they do with you?").fill("Care assistant")
    started = page.get_by_role("group", name="When did they start?")
    started.get_by_label("Month").fill("3")
    started.get_by_label("Year").fill("2019")
    page.get_by_role("group", name="Are they still there?").get_by_label("Yes").check()
    page.get_by_label("How did they treat the people").fill("Kind, patient, and on time.")
    page.get_by_role("group", name="Would you employ them again?").get_by_label("Yes").check()
    page.get_by_role("group", name="could put people in care at risk?").get_by_label("No").check()
    page.get_by_role("group", name="Shall we keep your answers from them?").get_by_label("No").check()
    its_true_and_sent(page)


def her_manager_answers(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("link", name="Answer the questions").click()
    page.get_by_label("What is your job?").fill("Registered manager")
    page.get_by_role("group", name="Have you seen the original").get_by_label("Yes").check()
    day(page, "On which day did you see it?", "2", "5", "2026")
    day(page, "Date on the certificate", "1", "4", "2026")
    page.get_by_label("Enhanced", exact=True).check()
    page.get_by_label("Adults", exact=True).check()
    page.get_by_role("group", name="Do you let them work with people in care?").get_by_label("Yes").check()
    its_true_and_sent(page)


def its_true_and_sent(page: Page) -> None:
    page.get_by_label("What I have written is true").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers have arrived")


def takes_it_up(desk: Desk) -> None:
    desk.page.goto(desk.path.partition("/staff/")[0] + "/staff/applications/?tab=nobodys")
    expect(desk.page.locator("#applications")).to_contain_text("Bose")
    do_not_know(desk.page, desk.path)
    desk.page.get_by_role("link", name="Take it up").click()
    desk.page.get_by_role("button", name="Take it up").click()
    expect(desk.page.get_by_text("You have taken it up")).to_be_visible()


def asks_a_question(desk: Desk) -> None:
    page = desk.open("steps/ask/")
    page.get_by_label("Your question").fill("Which shop was it in 2017?")
    look_over(page, "Send the question")
    page = desk.open()
    expect(page.get_by_text("Which shop was it in 2017?").first).to_be_visible()


def answers_by_the_link(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_text("Which shop was it in 2017?")).to_be_visible()
    page.get_by_role("textbox").first.fill("The one at the corner of Cross Street.")
    page.get_by_role("button", name="Send my answer").click()
    page.goto(link)
    expect(page.get_by_text("Which shop was it in 2017?")).to_have_count(0)


def checks_all_but_the_certificate(desk: Desk) -> None:
    page = desk.open()
    expect(page.get_by_text("The one at the corner of Cross Street.")).to_be_visible()
    page.get_by_role("link", name="Enter the scores and accept").click()
    page.get_by_label("Papers and a video call").check()
    page.get_by_role("group", name="Which papers did you look at?").get_by_role("checkbox").first.check()
    scores = {"Strength of the first": "4", "Validity of the first": "3", "Activity": "3", "Fraud": "3"}
    for label, score in {**scores, "Verification: it": "3"}.items():
        page.get_by_label(label).select_option(score)
    page.get_by_role("button", name="Match to a profile").click()
    expect(page.locator("#check-identity")).to_contain_text("Passed")

    page.get_by_role("link", name="Look at it Safeguarding adults").click()
    page.get_by_role("button", name="The paper shows it").click()
    for kind in ("employment", "references", "training", "character"):
        desk.accept(kind)


def admits(desk: Desk, application: UUID) -> None:
    page = desk.open()
    expect(page.locator("#stops + p")).to_contain_text("Nothing")
    page.get_by_role("link", name="Admit", exact=True).click()
    look_over(page, "Admit them")
    assert state(application) == states.ADMITTED


def reads_that_she_is_admitted(page: Page, letterbox: Letterbox) -> str:
    """Her number, as her page shows it."""
    page.goto(HOME)
    expect(page.get_by_role("heading", name="You are on the register")).to_be_visible()
    fits(page)
    letters = [one for one in letterbox.opened() if one.to == ADDRESS]
    page.get_by_role("link", name="See your entry").click()
    number = page.url.rstrip("/").rpartition("/")[2]
    assert number in letters[-1].body.replace(" ", "").replace("\u00a0", "")
    return number


def a_stranger_finds_her(page: Page, number: str) -> None:
    page.goto("/")
    page.get_by_label("Their registration number, or their name").fill(NAME)
    page.get_by_role("button", name="Look up").click()
    page.get_by_role("main").get_by_role("link", name=NAME).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    expect(page.get_by_role("main")).to_contain_text("Registered")
    assert number in page.url
