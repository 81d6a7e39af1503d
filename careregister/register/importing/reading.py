"""A file's bytes become rows of text: how it is encoded, what separates its cells, where its header is."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from . import columns
from .encodings import FileRefused, decoded

MOST_BYTES = 200 * 1024 * 1024
LONGEST_PREFACE = 50  # so many lines may stand above the header
ESCAPED = "=+-@\t\r"  # what a spreadsheet takes for a formula
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SEPARATOR_LINE = re.compile(r"sep=(.)(?:\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stands in the file. `number` is the line it begins on, counted from 1; blank rows are left out."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The file, taken apart. `fields` says which column (counted from 0) holds which field."""

    digest: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int
    fields: dict[str, int]
    unknown: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def separated_by(self) -> str:
        return _DELIMITERS.get(self.delimiter, self.delimiter)

    def heading(self, field: str) -> str:
        """How this file heads a field; the field's first spelling where it has no such column."""
        place = self.fields.get(field)
        return columns.SPELLINGS[field][0] if place is None else " ".join(self.header[place].split())


def read(data: bytes, encoding: str | None = None) -> Sheet:
    """FileRefused, with a named reason, when the file as a whole cannot be read: see `encodings` and `docs`."""
    if len(data) > MOST_BYTES:
        raise FileRefused("too_big", megabytes=MOST_BYTES // 1024 // 1024)
    text, used = decoded(data, encoding)
    asked = _SEPARATOR_LINE.match(text)
    candidates = [asked[1]] if asked else list(_DELIMITERS)
    delimiter, header_line = _header(text, candidates)
    lines = list(_lines(text, delimiter))
    header = next(line for line in lines if line.number == header_line)
    fields, unknown = _columns(header.cells)
    rows = tuple(line for line in lines if line.number > header_line)
    if not rows:
        raise FileRefused("no_rows")
    return Sheet(
        digest=hashlib.sha256(data).hexdigest(),
        encoding=used,
        delimiter=delimiter,
        header=header.cells,
        header_line=header_line,
        fields=fields,
        unknown=unknown,
        lines=rows,
    )


def unescaped(cell: str) -> str:
    """The cell as it was before an errors file, or a careful colleague, put an apostrophe before a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:2] and cell[1] in ESCAPED else cell


def _header(text: str, candidates: Sequence[str]) -> tuple[str, int]:
    """The delimiter under which some row near the top names the most columns, and that row's line."""
    best, found = 0, ("", 0)
    for delimiter in candidates:
        for number, cells in islice(_raw(text, delimiter, strict=False), LONGEST_PREFACE):
            known = {field for cell in cells if (field := columns.field(cell))}
            if columns.named(known) and len(known) > best:
                best, found = len(known), (delimiter, number)
    if best < 2:
        raise FileRefused("no_header")
    return found


def _columns(header: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    fields: dict[str, int] = {}
    unknown = []
    for place, heading in enumerate(header):
        field = columns.field(heading)
        if field is None:
            if heading.strip() and not columns.ours(heading):
                unknown.append(" ".join(heading.split()))
            continue
        if field in fields:
            raise FileRefused("column_twice", first=header[fields[field]], second=heading)
        fields[field] = place
    missing = [field for field in columns.NEEDED if field not in fields]
    if missing:
        raise FileRefused("column_missing", columns=", ".join(columns.SPELLINGS[field][0] for field in missing))
    return fields, tuple(unknown)


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    for number, cells in _raw(text, delimiter, strict=True):
        if any(cell.strip() for cell in cells):
            yield Line(number, tuple(unescaped(cell) for cell in cells))


def _raw(text: str, delimiter: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        if not strict:
            return
        reason = "quote_not_closed" if "unexpected end" in str(error) else "quotes_unreadable"
        raise FileRefused("cell_too_long" if "field limit" in str(error) else reason, line=start) from error
