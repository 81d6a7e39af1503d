"""A row of text becomes what it means, or the problems that keep it from meaning anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from careregister.base import body, clock, numbers
from careregister.base import names as folding

from .. import states
from ..actions.admission import old_number_refused
from . import names, statuses
from .dates import Convention, NotADay, day
from .reading import Line, Sheet

YOUNGEST = 16
OLDEST = 110
FURTHEST_YEARS = 10
DATES = ("born", "tier_since", "since", "until", "status_since", "restriction_until", "review_by")
OURS, OTHERS = "ours", "others"
_OFF = frozenset(states.BASES) - set(states.ON_THE_REGISTER)

_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_SEVERAL = re.compile(r"[;|\r\n]+")
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell: the column as the file heads it, a reason's code, and what its words need."""

    column: str
    reason: str
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Row:
    """What a line says. What could not be read is None or empty, and `problems` says why."""

    line: Line
    name: str = ""
    family: str = ""
    previous: tuple[str, ...] = ()
    known_as: str = ""
    born: date | None = None
    email: str = ""
    tier: str = ""
    tier_since: date | None = None
    since: date | None = None
    until: date | None = None
    status: str = ""
    status_since: date | None = None
    restriction_until: date | None = None
    review_by: date | None = None
    number: str = ""
    number_of: str = ""  # OURS or OTHERS, empty without a number
    different_person: bool = False
    problems: list[Problem] = field(default_factory=list)

    def meaning(self) -> tuple[object, ...]:
        """Everything it says: two rows of the same meaning are the same row twice."""
        return (
            self.name,
            self.family,
            self.previous,
            self.known_as,
            self.born,
            self.email.casefold(),
            self.tier,
            self.tier_since,
            self.since,
            self.until,
            self.status,
            self.status_since,
            self.restriction_until,
            self.review_by,
            self.number,
        )

    def keys(self) -> set[tuple[date, str]]:
        """Birth date and name, in any order of its parts, for the present name and each before it."""
        if self.born is None:
            return set()
        return {(self.born, key_of(name)) for name in (self.name, *self.previous) if name}

    def main_key(self) -> tuple[date, str] | None:
        return (self.born, key_of(self.name)) if self.born and self.name else None


def key_of(name: str) -> str:
    return " ".join(folding.tokens(name))


class Reader:
    """Reads the lines of one sheet. `everybody` is the status of all when the sheet has no such column."""

    def __init__(self, sheet: Sheet, *, day_first: bool = False, everybody: str = "") -> None:
        self.sheet, self.everybody = sheet, everybody
        self.today = clock.today()
        self.prefix = body.body().number_prefix
        places = [sheet.fields[name] for name in DATES if name in sheet.fields]
        self.convention = Convention.proved_by(
            (line.cells[place] for line in sheet.lines for place in places if place < len(line.cells)), said=day_first
        )

    def row(self, line: Line) -> Row:
        row = Row(line)
        if any(cell.strip() for cell in line.cells[len(self.sheet.header) :]):
            row.problems.append(Problem("", "more_cells_than_columns"))
            return row
        self._who(row)
        self._dates(row)
        row.tier = self._optional(row, "tier", statuses.tier) or ""
        self._status(row)
        self._number(row)
        if not row.problems:
            _check(row, self)
        return row

    def problem(self, row: Row, field_name: str, reason: str, **detail: object) -> None:
        row.problems.append(Problem(self.sheet.heading(field_name), reason, detail))

    def _cell(self, row: Row, field_name: str) -> str:
        place = self.sheet.fields.get(field_name)
        return row.line.cells[place].strip() if place is not None and place < len(row.line.cells) else ""

    def _read(self, row: Row, field_name: str, text: str, read: Callable[[str], Read]) -> Read | None:
        try:
            return read(text)
        except (names.NotAName, NotADay, statuses.NotRead, ValidationError) as error:
            reason = "not_an_email" if isinstance(error, ValidationError) else str(error)
            self.problem(row, field_name, reason)
            return None

    def _optional(self, row: Row, field_name: str, read: Callable[[str], Read]) -> Read | None:
        text = self._cell(row, field_name)
        return self._read(row, field_name, text, read) if text else None

    def _who(self, row: Row) -> None:
        parts = {
            part: self._optional(row, part, names.personal) or "" for part in ("name", "given", "middle", "family")
        }
        apart = " ".join(filter(None, (parts["given"], parts["middle"], parts["family"])))
        row.name, row.family = parts["name"] or apart, parts["family"]
        if not row.name and not row.problems:
            self.problem(row, "name" if "name" in self.sheet.fields else "family", "empty")
        if parts["name"] and not set(folding.tokens(apart)) <= set(folding.tokens(parts["name"])):
            self.problem(row, "name", "names_differ", other=apart)
        row.known_as = self._optional(row, "known_as", names.personal) or ""
        before = [part.strip() for part in _SEVERAL.split(self._cell(row, "previous")) if part.strip()]
        read = [self._read(row, "previous", part, names.personal) for part in before]
        row.previous = tuple(dict.fromkeys(name for name in read if name))
        if row.name in row.previous:
            self.problem(row, "previous", "previous_is_present")
        row.email = self._optional(row, "email", _email) or ""
        different = self._cell(row, "different_person")
        row.different_person = different.casefold() in {"yes", "y", "true", "x"}
        if different and not row.different_person and different.casefold() not in {"no", "n", "false"}:
            self.problem(row, "different_person", "not_yes_or_no")

    def _dates(self, row: Row) -> None:
        for name in DATES:
            setattr(row, name, self._optional(row, name, lambda text: day(text, self.convention)))
        for name in ("born", "since", "until"):
            if not self._cell(row, name):
                self.problem(row, name, "empty")

    def _status(self, row: Row) -> None:
        text = self._cell(row, "status") if "status" in self.sheet.fields else self.everybody
        if not text:
            self.problem(row, "status", "empty")
        else:
            row.status = self._read(row, "status", text, statuses.status) or ""

    def _number(self, row: Row) -> None:
        text = self._cell(row, "number")
        if not text:
            return
        number = numbers.squeeze(text)
        digits = number.removeprefix(self.prefix)
        if number != digits and digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 10:
            if not numbers.is_sound(digits):
                self.problem(row, "number", "wrong_check_digit", number=text)
                return
            row.number, row.number_of = number, OURS
        elif _SCIENTIFIC.fullmatch(text.strip()):
            self.problem(row, "number", "number_spoilt", number=text)
        elif number.isdigit() and len(number) == numbers.DIGITS:
            self.problem(row, "number", "number_of_whom", number=text, prefix=self.prefix)
        elif old_number_refused(number):
            self.problem(row, "number", "not_a_number", number=text)
        else:
            row.number, row.number_of = number, OTHERS


def _email(text: str) -> str:
    validate_email(text)
    return text


def _check(row: Row, reader: Reader) -> None:
    """Dates that contradict each other, the age of the youngest, and what a status needs to be told."""
    assert row.born is not None
    assert row.since is not None
    assert row.until is not None
    today, problem = reader.today, reader.problem
    if row.born > today:
        problem(row, "born", "in_the_future")
    elif _years_later(row.born, OLDEST) < today:
        problem(row, "born", "too_old", years=OLDEST)
    elif _years_later(row.born, YOUNGEST) > row.since:
        problem(row, "born", "too_young", years=YOUNGEST)
    if row.since > today:
        problem(row, "since", "in_the_future")
    if row.until < row.since:
        problem(row, "until", "until_before_since")
    elif row.until > _years_later(today, FURTHEST_YEARS):
        problem(row, "until", "too_far_ahead", years=FURTHEST_YEARS)
    if row.tier_since and not row.tier:
        problem(row, "tier_since", "since_without_tier")
    elif row.tier_since and not row.since <= row.tier_since <= today:
        problem(row, "tier_since", "outside_registration")
    _check_status(row, reader)


def _check_status(row: Row, reader: Reader) -> None:
    assert row.since is not None
    assert row.until is not None
    today, problem = reader.today, reader.problem
    restricted = row.status in states.RESTRICTION_KINDS
    if not restricted and (row.restriction_until or row.review_by):
        problem(row, "status", "status_is_no_restriction")
    if row.status == states.REGISTERED:
        if row.status_since and row.status_since != row.since:
            problem(row, "status_since", "registered_since_when")
        return
    if row.status_since is None and row.status in statuses.DATED_BY_UNTIL and row.until < today:
        row.status_since = row.until + timedelta(days=1)  # registered to the end of the last day
    if row.status_since is None:
        problem(row, "status_since", "status_needs_a_date")
    elif row.status_since > today:
        problem(row, "status_since", "in_the_future")
    elif row.status_since < row.since or (row.status_since == row.since and not restricted):
        problem(row, "status_since", "status_before_since")
    elif row.tier_since and row.status in _OFF and row.tier_since >= row.status_since:
        problem(row, "tier_since", "outside_registration")
    if restricted:
        _check_restriction(row, reader)


def _check_restriction(row: Row, reader: Reader) -> None:
    if row.restriction_until is None:
        reader.problem(row, "restriction_until", "restriction_needs_an_end")
    elif row.restriction_until < reader.today:
        reader.problem(row, "restriction_until", "restriction_is_over")
    if row.status in states.INTERIM:
        if row.review_by is None:
            reader.problem(row, "review_by", "interim_needs_a_review")
        elif row.review_by + timedelta(days=states.INTERIM_GRACE_DAYS) < reader.today:
            reader.problem(row, "review_by", "restriction_is_over")


def _years_later(day: date, years: int) -> date:
    """The day so many years later; from 29 February to 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
