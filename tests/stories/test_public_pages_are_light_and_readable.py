"""Every public page: axe clean, no wider than a narrow phone, under 100 KB on the wire, and usable by keyboard."""

import gzip
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from careregister.web.public.register.tests.people import registered, restricted
from tests.harness.browser import fits

PAGES = (
    "/",
    "/register/",
    "/register/?q=smith",
    "/register/data/",
    "/register/private-check/",
    "/about/",
    "/how-to-check/",
    "/accessibility/",
    "/privacy/",
    "/code/",
    "/convictions/",
    "/your-information/",
)
MOST_BYTES = 100_000


@pytest.fixture
def everywhere() -> list[str]:
    registrant = registered("Halina Nowicka-Zielińska", town="Sale", county="Greater Manchester")
    restricted(registrant)
    return [*PAGES, f"/register/{registrant.number_id}/", "/register/?q=halina+nowicka-zielinska"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_context, axe, everywhere, scheme):
    page = new_context(color_scheme=scheme).new_page()
    for path in everywhere:
        page.goto(path)
        axe(page)


def test_nothing_is_wider_than_a_narrow_phone(narrow: Page, everywhere):
    for path in everywhere:
        narrow.goto(path)
        fits(narrow)


def test_pages_are_light_and_ask_no_other_host(live, browser: Browser, everywhere):
    for path in everywhere:
        context = browser.new_context(base_url=live.url)  # a first visit: nothing is kept from before
        page = context.new_page()
        answers: list[Response] = []
        page.on("response", partial(list.append, answers))
        page.goto(path, wait_until="networkidle")
        assert all(answer.url.startswith(live.url) for answer in answers)
        weight = sum(on_the_wire(answer) for answer in answers)
        print(f"{path}: {weight / 1000:.0f} KB")
        assert weight < MOST_BYTES, f"{path}: {weight} bytes"
        assert sum(answer.request.resource_type == "script" for answer in answers) <= 1, path
        context.close()


def on_the_wire(answer: Response) -> int:
    """Bytes. Style sheets and scripts are sent compressed wherever they were collected, as bin/run does."""
    body = answer.body()
    compressed = answer.request.resource_type in {"stylesheet", "script"}
    return len(gzip.compress(body) if compressed else body) + 500  # and the headers


def test_by_keyboard_alone(page: Page):
    registered("Halina Nowicka-Zielińska")
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("halina nowicka-zielinska")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Halina Nowicka-Zielińska")).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Halina Nowicka-Zielińska":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Halina Nowicka-Zielińska")
