"""Bytes to text, by strict rules that are said aloud: a mark decides; else UTF-8 if all of it is; else Windows-1252.

A file in which some lines are UTF-8 and others are not is refused: half of its names would come out wrong.
"""

from __future__ import annotations

import codecs
import re

from careregister.base.refusals import Refused

UTF8, WINDOWS = "utf-8", "windows-1252"
_MARKS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files that people send instead of a CSV.
_OTHER_KINDS = ((b"PK\x03\x04", "spreadsheet"), (b"\xd0\xcf\x11\xe0", "spreadsheet"), (b"%PDF", "pdf"))
_ENDS = re.compile(rb"\r\n|\r|\n")
MOST_LINES_NAMED = 10


class FileRefused(Refused):
    """The file as a whole cannot be read. `detail` may hold `line` or `lines`, counted from 1."""


def decoded(data: bytes, given: str | None = None) -> tuple[str, str]:
    """The text without its mark, and the encoding used. FileRefused: `empty`, `not_a_csv`, `unknown_encoding`,
    `mark_contradicts`, `utf16_without_mark`, `mixed_encodings`, `undecodable`."""
    if not data.strip():
        raise FileRefused("empty")
    for start, kind in _OTHER_KINDS:
        if data.startswith(start):
            raise FileRefused("not_a_csv", kind=kind)
    mark, marked = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", None))
    encoding = _known(given) if given else None
    if encoding and marked and marked not in {encoding, f"{encoding}-le", f"{encoding}-be"}:
        raise FileRefused("mark_contradicts", marked=marked, given=given)
    encoding = marked or encoding or _by_its_bytes(data)
    return _strictly(data[len(mark) :], encoding), encoding


def _known(given: str) -> str:
    try:
        name = codecs.lookup(given).name
        "".encode(name)
    except LookupError as error:
        raise FileRefused("unknown_encoding", given=given) from error
    return UTF8 if name == "utf-8-sig" else name


def _by_its_bytes(data: bytes) -> str:
    if b"\0" in data:
        odd, even = data[1::2].count(0), data[::2].count(0)
        if max(odd, even) * 3 > len(data) // 2:
            raise FileRefused("utf16_without_mark", likely="utf-16-le" if odd > even else "utf-16-be")
        raise FileRefused("not_a_csv", kind="binary")
    utf8, other = [], []
    for number, line in enumerate(_ENDS.split(data), start=1):
        if line.isascii():
            continue
        try:
            line.decode(UTF8)
            utf8.append(number)
        except UnicodeDecodeError:
            other.append(number)
    if utf8 and other:
        raise FileRefused("mixed_encodings", utf8=_listed(utf8), other=_listed(other))
    return WINDOWS if other else UTF8


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="ignore")
        line = len(re.findall(r"\r\n|\r|\n", before)) + 1
        raise FileRefused("undecodable", encoding=encoding, line=line) from error


def _listed(numbers: list[int]) -> str:
    more = " ..." if len(numbers) > MOST_LINES_NAMED else ""
    return ", ".join(map(str, numbers[:MOST_LINES_NAMED])) + more
