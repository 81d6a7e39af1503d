"""Delivery reports of mail servers, read: RFC 3464, and the looser forms of servers that write to people instead.

A report is a stranger's mail. All that is taken from it are the ids it names and a code of digits; what it may change is
decided by whether one of the ids is a letter's (`actions.record_report`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr
from uuid import UUID

LETTER_HEADER = "X-Register-Letter"  # for servers that write a Message-ID of their own over ours
MOST_BYTES = 1024 * 1024  # a report quotes the letter; the rest of a longer one is not read
MOST_IDS = 20
UNSAID = "5.0.0"  # failed, and no word of why

_ID = re.compile(r"<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[^<>\s]{1,255}>", re.IGNORECASE)
_OWN_HEADER = re.compile(rf"^\W*{LETTER_HEADER}:[ \t]*([0-9a-f-]{{36}})[ \t]*$", re.IGNORECASE | re.MULTILINE)
_CODE = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_OLD_CODE = re.compile(r"(?<![\d.])(5[0-5]\d)(?=[ -])")
_POSTMASTERS = re.compile(r"^(mailer-daemon|postmaster|mail-daemon|bounces?|mailerdaemon)$", re.IGNORECASE)
_FAILED = re.compile(
    r"undeliver|not be delivered|couldn't be delivered|failure notice|delivery (status notification|has failed|failed)|"
    r"returned mail|mail delivery (failed|failure)|permanent error|returning message to sender",
    re.IGNORECASE,
)
_ONLY_LATE = re.compile(
    r"\b(delayed|will be retried|still being retried|warning only|temporar(y|ily))\b", re.IGNORECASE
)
_ID_FIELDS = ("Message-ID", "X-Original-Message-ID", "Original-Message-ID")


@dataclass(frozen=True, slots=True)
class Report:
    """A letter came back for good. `letters`: the ids it names. `to`: where its sender wanted it, lower case, empty
    when it does not say. `code`: three numbers (`5.1.1`)."""

    letters: tuple[UUID, ...]
    to: str
    code: str


def read(data: bytes) -> Report | None:
    """The report in a mail; None for what is no report, or one of a delay or of success. Never fails, whatever it is."""
    try:
        message = message_from_bytes(data[:MOST_BYTES], policy=policy.compat32)
        return _read(message)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None  # a mail so broken that Python's reader stumbles


def _read(message: Message) -> Report | None:
    parts = list(message.walk())
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is not None:
        found = _by_the_book(status)
    elif _is_from_a_server(message):
        found = _as_told(_text(parts), bool(message["X-Failed-Recipients"]))
    else:
        return None
    if found is None:
        return None
    to, code = found
    letters = tuple(dict.fromkeys(_ids(message, parts)))[:MOST_IDS]
    return Report(letters=letters, to=to, code=code) if letters else None


def _by_the_book(status: Message) -> tuple[str, str] | None:
    """RFC 3464: groups of fields, one for each recipient. We write to one at a time, so the first that failed counts."""
    groups = status.get_payload()
    for group in groups if isinstance(groups, list) else []:
        if not isinstance(group, Message) or _said(group, "Action").lower() != "failed":
            continue
        code = _CODE.search(_said(group, "Status")) or _CODE.search(_said(group, "Diagnostic-Code"))
        if code and code.group(1) == "2":
            continue
        return _address(_said(group, "Original-Recipient")), ".".join(code.groups()) if code else UNSAID
    return None


def _as_told(text: str, names_recipients: bool) -> tuple[str, str] | None:
    """A report in words (qmail, Exim, and others). Only what failed for good counts."""
    told = text[:8000]
    codes = list(_CODE.finditer(told))
    lasting = next((code for code in codes if code.group(1) == "5"), None)
    if lasting:
        return "", ".".join(lasting.groups())
    if codes or _ONLY_LATE.search(told):
        return None
    if _OLD_CODE.search(told) or names_recipients or _FAILED.search(told):
        return "", UNSAID
    return None


def _is_from_a_server(message: Message) -> bool:
    """Sent by a server's own hand. An absence notice is not: it says so, or comes from a person."""
    if _said(message, "Auto-Submitted").lower().startswith("auto-replied") and not message["X-Failed-Recipients"]:
        return False
    sender = parseaddr(_said(message, "From"))[1].partition("@")[0]
    return bool(
        message["X-Failed-Recipients"] or _said(message, "Return-Path").strip() == "<>" or _POSTMASTERS.match(sender)
    )


def _ids(message: Message, parts: list[Message]) -> Iterator[UUID]:
    """The ids of letters that a report names, the likeliest first: in the letter it returns, then in its own headers."""
    for part in parts[1:]:
        for field in (*_ID_FIELDS, LETTER_HEADER):
            yield from _uuids(_said(part, field))
    for part in parts:
        if part.get_content_maintype() == "text":
            yield from _uuids(_decoded(part))
    for field in ("X-Original-Message-ID", LETTER_HEADER, "In-Reply-To", "References"):
        yield from _uuids(_said(message, field))


def _uuids(text: str) -> Iterator[UUID]:
    bare = text.strip()
    for found in [*_ID.findall(text), *_OWN_HEADER.findall(text), *([bare] if len(bare) == 36 else [])]:
        try:
            yield UUID(found)
        except ValueError:
            continue


def _text(parts: list[Message]) -> str:
    return "\n".join(_decoded(part) for part in parts if part.get_content_maintype() == "text")


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _said(part: Message, field: str) -> str:
    return str(part.get(field, "") or "")


def _address(field: str) -> str:
    """`rfc822;Ada@example.org` is ada@example.org."""
    return field.rpartition(";")[2].strip().strip("<>").lower()
