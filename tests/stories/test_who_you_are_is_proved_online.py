"""After sending: proof of identity at the pages of a provider (a process of its own), and what happens when it fails."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from careregister.applications.tests import world as applications
from careregister.base import clock
from careregister.checks.models import Check
from careregister.outside.tests.processes import service
from careregister.people.tests import world
from tests.harness.browser import NARROW, fits
from tests.stories.applicants import HOME, applicant, picture

HER_NAME, HER_FAMILY, HER_BIRTHDAY = "Amara", "Okafor", "1990-05-04"


@pytest.fixture(scope="module")
def _running_provider() -> Iterator[str]:
    with service("identity", "--client-id", "care-register", "--client-secret", "secret") as address:
        yield address


@pytest.fixture
def provider(settings, troubles, _running_provider: str) -> str:
    """The address at which the pretend provider answers; the product is set up for it, as bin/run does."""
    address = _running_provider
    settings.IDENTITY_ISSUER, settings.IDENTITY_PROVIDER_NAME = address, "Trusty Proofs"
    settings.IDENTITY_CLIENT_ID, settings.IDENTITY_CLIENT_SECRET = "care-register", "secret"
    policy = settings.CONTENT_SECURITY_POLICY
    forms = {"form-action": ["'self'", address]}
    settings.CONTENT_SECURITY_POLICY = policy | {"DIRECTIVES": policy["DIRECTIVES"] | forms}
    troubles.expect(f"asked another host: {address}")
    return address


@pytest.fixture
def amara(new_context, live, provider) -> tuple[Page, Any]:
    """A phone without a script, signed in as somebody whose application was sent a moment ago, and its id."""
    page = new_context(viewport=NARROW, java_script_enabled=False).new_page()
    owner = world.owner_of(applicant(page, live, name="Amara Okafor"))
    application, _by = applications.draft(by=owner)
    applications.actions.send(application, by=owner, because=applications.BECAUSE)
    return page, application


def go(page: Page) -> None:
    page.goto(HOME)
    page.get_by_role("main").get_by_role("link", name="Prove who you are online").click()
    fits(page)
    expect(page.get_by_text("You leave our pages for Trusty Proofs")).to_be_visible()
    page.get_by_role("button", name="Go to the identity service").click()


def show(page: Page, *, name: str = HER_NAME, trouble: str = "", level: str = "medium") -> None:
    """What the provider is shown, at its own pages."""
    expect(page.get_by_role("heading", level=1)).to_have_text("A pretend identity service")
    page.get_by_label("First names").fill(name)
    page.get_by_label("Family name").fill(HER_FAMILY)
    page.get_by_label("Date of birth").fill(HER_BIRTHDAY)
    page.get_by_label("How sure").select_option(level)
    page.get_by_label("What goes wrong").select_option(trouble)
    page.get_by_role("button", name="This is me").click()


def state_of(application: Any) -> str:
    return Check.objects.get(application_id=application, kind="identity").state


def test_she_proves_it_and_is_thanked(amara):
    page, application = amara
    page.goto("/account/")
    expect(page.get_by_text("One thing is left for you to do.")).to_be_visible()
    go(page)
    show(page)
    expect(page.get_by_text("Thank you. You have proved who you are.")).to_be_visible()
    expect(page.get_by_text("One thing is left for you to do.")).to_have_count(0)
    expect(page.get_by_role("link", name="Prove who you are online")).to_have_count(0)
    fits(page)
    assert state_of(application) == "passed"
    page.goto("/account/application/prove/")
    expect(page).to_have_url(re.compile(f"{HOME}$"))


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("declined", "The identity service sent you back without an answer"),
        ("down", "The identity service did not answer"),
        ("wrong_signature", "We could not be sure that this answer was about you"),
    ],
)
def test_what_brought_nothing_is_said_and_can_be_tried_again(amara, trouble, words):
    page, application = amara
    go(page)
    show(page, trouble=trouble)
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_role("link", name="Prove it in another way")).to_be_visible()
    fits(page)
    assert state_of(application) == "open"
    page.get_by_role("button", name="Try again").click()
    show(page)
    expect(page.get_by_text("Thank you. You have proved who you are.")).to_be_visible()


def test_too_unsure_too_late_and_nobody_there(amara, live, provider, settings):
    page, _application = amara
    go(page)
    show(page, level="low")
    expect(page.get_by_role("alert")).to_contain_text("The identity service was not sure enough")
    page.get_by_role("button", name="Try again").click()
    with live.at(clock.now() + timedelta(minutes=61)):
        show(page)
        expect(page.get_by_role("alert")).to_contain_text("That took more than an hour")
    page.goto("/account/application/prove/back/?state=nothing&code=of-ours")
    expect(page.get_by_role("alert")).to_contain_text("We did not send you to the identity service")
    settings.IDENTITY_ISSUER = "http://127.0.0.1:9"
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_contain_text("It is not you. Try again in a few minutes")


def test_another_name_goes_to_an_officer(amara):
    page, application = amara
    go(page)
    show(page, name="Somebody")
    expect(page.get_by_text("An officer looks at it: you need do nothing now.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Prove who you are online")).to_have_count(0)
    assert state_of(application) == "open"


def test_another_way_and_back_again(amara, scanner, axe, new_context):
    page, _application = amara
    page.goto(HOME)
    page.get_by_role("link", name="Prove it in another way").click()
    fits(page)
    page.get_by_label("Send photos of papers, then a short video call with us").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("Passport, of any country").check()
    page.get_by_label("Photos or scans").set_input_files(picture())
    fits(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. We go on from here.")).to_be_visible()
    expect(page.get_by_role("button", name="Prove who you are online")).to_have_count(0)

    page.get_by_role("link", name="Change how you prove it").click()
    page.get_by_label("Online, with a certified identity service. The quickest").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Go to the identity service").click()
    show(page)
    expect(page.get_by_text("Thank you. You have proved who you are.")).to_be_visible()


def test_its_pages_are_for_everybody(amara, narrow, live, axe):
    page, _application = amara
    narrow.context.add_cookies(page.context.cookies())
    for where in ("", "prove/", "prove/ways/", "prove/ways/video/", "prove/ways/vouched/", "sent/"):
        narrow.goto(HOME + where)
        axe(narrow)
        fits(narrow)
