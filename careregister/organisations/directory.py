"""Reading an edition of the care directory: the Care Quality Commission's own layout, as it comes.

Lines of preface, then a header that is found by its names wherever it stands, then one place a line. Columns may be
moved, added or renamed; a column that is not there says nothing about its field. Nothing is guessed: what cannot be
read is a problem with its line and column, and an edition with problems is not imported.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any

from .cells import CELLS, Unreadable, day

# Names a column has had, squeezed as `_squeeze` does; the first is the one in use.
COLUMNS = {
    "location_id": ("cqc location id", "location id"),
    "name": ("name", "location name"),
    "also_known_as": ("also known as", "location also known as"),
    "address": ("address", "location address"),
    "postcode": ("postcode", "location postcode", "postal code", "location postal code"),
    "phone": ("phone number", "telephone number", "location telephone number", "phone"),
    "website": ("services website", "location web address", "website", "web address"),
    "service_types": ("service types", "service type"),
    "checked_on": ("date of latest check", "date of latest inspection", "latest check"),
    "specialisms": ("specialisms services", "specialisms"),
    "provider_name": ("provider name",),
    "local_authority": ("local authority", "location local authority"),
    "region": ("region", "location region"),
    "url": ("location url", "url"),
    "provider_id": ("cqc provider id", "provider id"),
}
REQUIRED = ("location_id", "name")
HEADER_WITHIN = 50  # lines
LONGEST_CELL = 20_000  # characters
PRODUCED = re.compile(r"\bproduced on\s+(\d{1,2} [A-Za-z]+ \d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be read, and where. `line` counts from 1 as an editor shows it; `column` is the header's own name."""

    line: int
    column: str
    reason: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    said: dict[str, Any]


@dataclass(slots=True)
class Directory:
    """What a file says. `columns` are the fields it has a column for, `unused` the columns nobody knows."""

    digest: bytes
    produced_on: date | None = None
    columns: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    encoding: str = ""
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(data: bytes) -> Directory:
    """Read a file whole. It never raises for what is in the file: see `problems`."""
    found = Directory(digest=hashlib.sha256(data).digest())
    text = _decoded(data, found)
    if text is None:
        return found
    header_line, delimiter = _find_header(text)
    if not header_line:
        found.problems.append(Problem(1, "", "no_header"))
        return found
    _read_lines(text, header_line, delimiter, found)
    return found


def _decoded(data: bytes, found: Directory) -> str | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        found.encoding = encoding
        return text
    found.problems.append(Problem(1, "", "not_text"))
    return None


def _find_header(text: str) -> tuple[int, str]:
    """The line the header starts on, and what stands between its cells; line 0 when there is none."""
    for delimiter in ",;\t":
        for line, cells in _lines(text, delimiter):
            if line > HEADER_WITHIN:
                break
            if cells is not None and set(REQUIRED) <= set(map(_field_of, cells)):
                return line, delimiter
    return 0, ","


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with the line it starts on; None in place of one whose quotes do not close."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            yield start, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield start, None


def _read_lines(text: str, header_line: int, delimiter: str, found: Directory) -> None:
    fields: list[str | None] = []
    names: list[str] = []
    preface: set[date] = set()
    for line, cells in _lines(text, delimiter):
        if cells is None:
            found.problems.append(Problem(line, "", "quotes_do_not_close"))
        elif line < header_line:
            preface |= _dates_in(" ".join(cells))
        elif line == header_line:
            names = [" ".join(cell.split()) for cell in cells]
            fields = _fields(names, line, found)
        elif any(cell.strip() for cell in cells):
            _read_row(line, cells, names, fields, found)
    if len(preface) == 1:
        found.produced_on = preface.pop()
    elif preface:
        found.problems.append(Problem(1, "", "two_edition_dates"))
    _refuse_twice_listed(found)


def _dates_in(text: str) -> set[date]:
    dates = set()
    for written in PRODUCED.findall(text):
        try:
            dates.add(day(written))
        except Unreadable:
            continue
    return dates


def _fields(names: list[str], line: int, found: Directory) -> list[str | None]:
    """Which field each column is; a column may be there once only."""
    fields: list[str | None] = []
    for name in names:
        known = _field_of(name)
        if known is not None and known in fields:
            found.problems.append(Problem(line, name, "column_twice"))
        fields.append(known)
    found.columns = tuple(field for field in COLUMNS if field in fields)
    found.unused = tuple(name for name, known in zip(names, fields, strict=True) if name and known is None)
    return fields


def _read_row(line: int, cells: list[str], names: list[str], fields: list[str | None], found: Directory) -> None:
    said: dict[str, Any] = {}
    problems = [
        Problem(line, "", "more_cells_than_columns", cell[:80]) for cell in cells[len(fields) :] if cell.strip()
    ]
    for name, known, cell in zip_longest(names, fields, cells[: len(fields)], fillvalue=""):
        if known:
            try:
                said[known] = _value(known, cell or "")
            except Unreadable as error:
                problems.append(Problem(line, name or "", str(error), (cell or "")[:80]))
    if not problems:
        problems = list(_contradictions(line, said, dict(zip(fields, names, strict=True))))
    if not problems:
        found.rows.append(Row(line, said))
    found.problems += problems


def _contradictions(line: int, said: dict[str, Any], names: dict[str | None, str]) -> Iterator[Problem]:
    for known in REQUIRED:
        if not said[known]:
            yield Problem(line, names[known], "empty")
    if _belies_its_address(said):
        yield Problem(line, names["url"], "another_location", said["url"][:80])


def _value(known: str, cell: str) -> Any:
    if len(cell) > LONGEST_CELL:
        raise Unreadable("too_long")
    return CELLS[known](" ".join(cell.split()))


def _belies_its_address(said: dict[str, Any]) -> bool:
    """The page's address ends with the location's id; where it ends with another, the line contradicts itself."""
    match = re.search(r"/location/([^/?#]+)", said.get("url", ""))
    return bool(match and match[1].upper() != said["location_id"])


def _refuse_twice_listed(found: Directory) -> None:
    """The same line twice is harmless; two lines that say different things of one place contradict each other."""
    first: dict[str, Row] = {}
    for row in found.rows:
        known = first.setdefault(row.said["location_id"], row)
        if known.said != row.said:
            reason = f"contradicts_line_{known.line}"
            found.problems.append(Problem(row.line, "", reason, row.said["location_id"]))
    found.rows = list(first.values())


def _field_of(name: str) -> str | None:
    squeezed = _squeeze(name)
    return next((known for known, names in COLUMNS.items() if squeezed in names), None)


def _squeeze(name: str) -> str:
    """`Service's website (if available)` becomes `services website`."""
    bare = re.sub(r"\(.*?\)", " ", name.casefold()).replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())
