"""What `mail` and `sms` put into folders when trying things out, read again: for the inbox of the demonstration."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from careregister.base import clock

_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,80}\.(eml|txt)")
_LONGEST = 200_000  # bytes of one message


@dataclass(frozen=True, slots=True)
class Handed:
    """A message as it lies in a folder. `subject` is empty for a text to a telephone."""

    name: str
    at: datetime
    text: bool
    to: str
    subject: str
    body: str


def are_folders() -> bool:
    """Whether nothing leaves this machine: both mail and texts go to a folder."""
    return all(url.startswith("file:") for url in (settings.MAIL_URL, settings.SMS_URL))


def page(number: int, size: int) -> tuple[list[Handed], int]:
    """One page of what was handed over, newest first, and how many there are in all."""
    found = sorted(_files(), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    return [_read(path) for path in found[(number - 1) * size : number * size]], len(found)


def one(name: str) -> Handed | None:
    """The message of that name; None when there is none. A name that is a path is no name."""
    if not _NAME.fullmatch(name):
        return None
    return next((_read(path) for path in _files() if path.name == name), None)


def _files() -> Iterator[Path]:
    urls = {url for url in (settings.MAIL_URL, settings.SMS_URL) if url.startswith("file:")}
    for url in sorted(urls):
        for path in Path(unquote(urlsplit(url).path)).glob("*"):
            if _NAME.fullmatch(path.name) and path.is_file() and not path.is_symlink():
                yield path


def _read(path: Path) -> Handed:
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone(clock.LONDON)
    with path.open("rb") as file:
        data = file.read(_LONGEST)
    if path.suffix == ".txt":
        to, _, text = data.decode("utf-8", "replace").partition("\n\n")
        return Handed(path.name, at, text=True, to=to.removeprefix("To: "), subject="", body=text.strip())
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    body = part.get_content() if part else ""
    return Handed(
        path.name, at, text=False, to=str(message["To"]), subject=str(message["Subject"]), body=str(body).strip()
    )
