"""Somebody was drawn by lot: she sends her year, a registrar asks for one thing more, reads it, and accepts it."""

from playwright.sync_api import Page, expect

from careregister.people.models import Account
from careregister.training.models import Audit
from careregister.training.seeds import person_of
from careregister.web.parts.tests.signing_in import client_for
from tests.harness.browser import Live, fits
from tests.stories.desks import sit_down


def test_asked_answered_and_accepted(phone: Page, page: Page, live: Live, axe):
    person = person_of("known_as")
    session = client_for(Account.objects.get(person=person)).cookies["session"].value
    phone.context.add_cookies([{"name": "session", "value": session, "url": live.url}])
    audit = Audit.objects.get(person=person)

    phone.goto("/account/training/")
    phone.get_by_role("link", name="Look it over and send it").tap()
    expect(phone.get_by_text("You were drawn by lot")).to_be_visible()
    axe(phone)
    fits(phone)
    phone.get_by_label("Anything you want to say about it").fill("August was my holiday.")
    phone.get_by_role("button", name="Send my learning").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("You sent it, and we read it")
    axe(phone)

    sit_down(page, live, "registrar")
    page.goto("/staff/training/")
    axe(page)
    page.goto(f"/staff/training/{audit.pk}/")
    expect(page.get_by_text("August was my holiday.")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Ask for what is missing").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask for what is missing")
    axe(page)
    page.get_by_label("What you write to the person").fill("Please add a course in basic life support.")
    page.get_by_role("button", name="Ask for what is missing").click()
    expect(page.get_by_role("alert")).to_contain_text("Done")

    phone.goto("/account/training/")
    phone.get_by_role("link", name="Look it over and send it").tap()
    expect(phone.get_by_text("Please add a course in basic life support.")).to_be_visible()
    phone.get_by_label("Anything you want to say about it").fill("It is on 12 December. I have the booking.")
    phone.get_by_role("button", name="Send my learning").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("You sent it, and we read it")

    page.goto(f"/staff/training/{audit.pk}/accept/")
    page.get_by_role("button", name="Accept it").click()
    expect(page.get_by_text("The rules were met")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("The rules were met")


def test_staff_pages_of_audits_fit_and_are_readable(narrow: Page, live: Live, axe):
    sit_down(narrow, live, "registrar")
    waiting = Audit.objects.filter(state="second_look").first()
    assert waiting is not None
    for path in ("", "?tab=all", "draws/", "draws/new/", f"{waiting.pk}/", f"{waiting.pk}/accept/"):
        narrow.goto(f"/staff/training/{path}")
        axe(narrow)
        fits(narrow)
