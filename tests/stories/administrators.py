"""Administrators at their desks: in without the sign-in pages, which have stories of their own; and saying why."""

from typing import Any

from playwright.sync_api import Page

from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import client_for


def joel() -> Any:
    return world.account("administrator", name="Joel Banerjee", email="joel@example.org")


def enter(page: Page, account: Any) -> Page:
    page.goto("/account/sign-in/")
    cookie = client_for(account).cookies["session"].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "session", "value": cookie, "url": page.evaluate("location.origin")}])
    return page


def say_why(page: Page, reason: str, words: str = "") -> None:
    page.get_by_label(reason).check()
    if words:
        page.get_by_label("In your own words").fill(words)
