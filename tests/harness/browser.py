"""Stories in a real Chromium, against the whole product in a clone of the demo."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response
from pytest_django.live_server_helper import LiveServer

from careregister.base import clock
from tests.harness import gate
from tools import chromium

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
NARROW = {"width": 320, "height": 640}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # One renderer for each person's browser, and no more processes and threads than it takes.
    "--process-per-site",
    "--renderer-process-limit=1",
    "--in-process-gpu",
    "--enable-features=NetworkServiceInProcess2",
    "--num-raster-threads=1",
]


_LIKE_MOST = {"viewport": DESKTOP, "locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}


@dataclass(frozen=True, slots=True)
class Live:
    """The product being served. `url` has no slash at its end; `database` is the name of this test's clone."""

    url: str
    database: str

    def at(self, moment: datetime) -> AbstractContextManager[None]:
        """Serve as if it were `moment`, until the block ends."""
        return clock.at(moment)


@pytest.fixture(autouse=True)
def _no_loop_of_a_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Playwright's loop counts as running in this thread until the run ends; a test without a browser has none."""
    loop = asyncio._get_running_loop()
    if loop is None or "playwright" in request.fixturenames:
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


@pytest.fixture(scope="session")
def _serving_thread() -> Iterator[LiveServer]:
    # Threads of this process, not a server's own processes: they share the test's clock and follow it to its clone.
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def live(_serving_thread: LiveServer, demo_database: str) -> Iterator[Live]:
    """The whole product, served to a browser from a clone of the demo that this test may change as it likes."""
    with gate.opened():
        yield Live(url=_serving_thread.url, database=demo_database)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    path = chromium.find_or_install()
    return {**browser_type_launch_args, "args": FLAGS} | ({"executable_path": path} if path else {})


@dataclass
class Troubles:
    """What a browser complained of. A story that means to cause one says so: `troubles.expect("429")`."""

    ours: str
    seen: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)

    def expect(self, pattern: str) -> None:
        self.expected.append(pattern)

    def left(self) -> list[str]:
        return [words for words in self.seen if not any(re.search(pattern, words) for pattern in self.expected)]

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.seen.append(f"script failed: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        refused_document = "Failed to load resource" in message.text and where in self.documents
        if message.type == "error" and not refused_document:
            self.seen.append(f"console: {message.text} ({where})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.ours, "data:", "blob:", "about:")):
            self.seen.append(f"asked another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.documents.add(response.url)


@pytest.fixture
def troubles(live: Live) -> Iterator[Troubles]:
    """Console errors, broken content policy, failed scripts and calls to other hosts: any of them fails the story."""
    found = Troubles(ours=live.url)
    yield found
    if found.left():
        pytest.fail("The browser complained:\n  " + "\n  ".join(found.left()), pytrace=False)


@pytest.fixture
def new_context(troubles: Troubles, new_context: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    def watched(**options) -> BrowserContext:
        context = new_context(**{**_LIKE_MOST, "base_url": troubles.ours, **options})
        troubles.watch(context)
        context.set_default_timeout(30_000)  # a busy machine stands still for ten seconds at times
        return context

    return watched


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], troubles: Troubles) -> Iterator[Page]:
    """A desktop browser with JavaScript."""
    yield from _page(new_context(), troubles)


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext], troubles: Troubles) -> Iterator[Page]:
    """A phone, 360 x 740, touched with a finger."""
    yield from _page(new_context(viewport=PHONE, has_touch=True, is_mobile=True), troubles)


@pytest.fixture
def narrow(new_context: Callable[..., BrowserContext], troubles: Troubles) -> Iterator[Page]:
    """320 px: also what a desktop shows at 400%."""
    yield from _page(new_context(viewport=NARROW), troubles)


@pytest.fixture
def plain_page(new_context: Callable[..., BrowserContext], troubles: Troubles) -> Iterator[Page]:
    """A browser without JavaScript."""
    yield from _page(new_context(java_script_enabled=False), troubles)


@pytest.fixture
def another_page(new_context: Callable[..., BrowserContext]) -> Callable[[], Page]:
    """Another person at another machine: a page that shares no cookies with `page`."""
    return lambda: new_context().new_page()


def _page(context: BrowserContext, troubles: Troubles) -> Iterator[Page]:
    page = context.new_page()
    yield page
    for origin in context.storage_state()["origins"]:
        kept = [entry["name"] for entry in origin["localStorage"]]
        if kept:
            troubles.seen.append(f"kept in the browser's storage, on what may be a shared machine: {kept}")


def whole(page: Page) -> Page:
    """`page` when all of it has arrived: a click comes back as soon as the first byte of the next page is there."""
    page.wait_for_load_state()
    return page


def fits(page: Page) -> None:
    """Nothing sticks out sideways."""
    assert whole(page).evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
