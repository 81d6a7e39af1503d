"""Somebody who applies: their browser, and the answers they give, page by page."""

import struct
import zlib
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import client_for
from tests.harness.browser import Live

HOME = "/account/application/"


def applicant(page: Page, live: Live, name: str = "Adebose Quillfeather") -> Any:
    """Sign `page` in as somebody who has just joined. Their account."""
    account = world.account(name=name)
    assert account.person is not None
    account.person.names_open = True
    account.person.save()
    sign_in(page, live, account)
    return account


def sign_in(page: Page, live: Live, account: Any) -> None:
    session = client_for(account, second_step=False).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live.url}])


def picture() -> FilePayload:
    """A small picture, as a phone would send it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + bytes([90, 140, 90]) * 40 for _ in range(30))
    head = struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return {"name": "passport.png", "mimeType": "image/png", "buffer": data}


def open_part(page: Page, title: str) -> None:
    page.goto(HOME)
    page.get_by_role("main").get_by_role("link", name=title, exact=True).click()


def month(page: Page, label: str, number: str, year: str) -> None:
    group = page.get_by_role("group", name=label)
    group.get_by_label("Month").fill(number)
    group.get_by_label("Year").fill(year)


def day(page: Page, label: str, number: str, of: str, year: str) -> None:
    month(page, label, of, year)
    page.get_by_role("group", name=label).get_by_label("Day").fill(number)


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def save(page: Page) -> None:
    """Save and continue, to a page without a mistake."""
    page.get_by_role("button", name="Save and continue").last.click()
    expect(page.get_by_text("There is a problem")).to_have_count(0)


def done(page: Page, title: str) -> None:
    """The task list says that the part is done."""
    page.goto(HOME)
    row = page.get_by_role("listitem").filter(has=page.get_by_text(title, exact=True))
    expect(row).to_contain_text("Done")
