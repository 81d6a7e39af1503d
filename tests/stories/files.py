"""Applications that lie on a registrar's desk, and how one says in a browser that one does not know somebody."""

from typing import Any
from uuid import UUID

from playwright.sync_api import Page, expect

from careregister.applications import states
from careregister.applications.models import Application
from careregister.applications.tests import world
from tests.harness.browser import fits


def about(legal: str = "Quenby Ashgrove-Adéọlá", **changed: Any) -> dict[str, Any]:
    """The section `about_you` of somebody with a name that nobody else has."""
    return {
        "about_you": world.ANSWERS["about_you"] | {"legal_name": legal, "family_name": "", "known_as": "", **changed}
    }


def where(application_id: UUID) -> str:
    return f"/staff/applications/{Application.objects.values_list('reference', flat=True).get(pk=application_id)}/"


def state(application_id: UUID) -> str:
    return world.state_of(application_id)


def do_not_know(page: Page, path: str) -> None:
    """Say that one does not know the applicant."""
    page.goto(f"{path}interest/")
    page.get_by_label("No, I do not know them").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("You can go on")).to_be_visible()


def look_over(page: Page, button: str) -> None:
    """From the page that asks to the one with the letter, and through it."""
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("look it over")
    fits(page)
    page.get_by_role("button", name=button).click()


__all__ = ["about", "do_not_know", "look_over", "state", "states", "where", "world"]
