"""What a form is made of: sections, pages, fields. One definition drives the pages that ask and the pages that read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

# What a field takes, and the shape in which it is kept: all of it plain JSON.
TEXT, NAME, WORDS, EMAIL, PHONE, POSTCODE = "text", "name", "words", "email", "phone", "postcode"  # text
DATE, MONTH = "date", "month"  # "2026-03-04", "2026-03"
CHOICE, YES_NO = "choice", "yes_no"  # a code; "yes" or "no"
MANY = "many"  # a list of codes
AGREE = "agree"  # true
FILES = "files"  # a list of ids of documents (room evidence)
PLACE = "place"  # the id of a location in the care directory, or "" when it is not there
KINDS = (TEXT, NAME, WORDS, EMAIL, PHONE, POSTCODE, DATE, MONTH, CHOICE, YES_NO, MANY, AGREE, FILES, PLACE)

# Which days a DATE may be; by itself, none after today. A MONTH is never in the future.
BIRTH = "birth"  # of somebody of at least 16
AHEAD = "ahead"  # not before today

HEALTH = "health"  # closed to everybody but those who decide on it
CHARACTER = "character"

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class When:
    """Asked only if `field`, of the same section or item, was answered with one of `answers`."""

    field: str
    answers: tuple[str, ...]

    def holds(self, given: Answers) -> bool:
        answer = given.get(self.field)
        return bool({*answer} & {*self.answers}) if isinstance(answer, list) else answer in self.answers


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `longest`: characters. `purpose`: what a file is for (room evidence). `closed`: HEALTH, CHARACTER.

    `days`: BIRTH, AHEAD. `after`: the code of a month that this one may not be before.
    """

    code: str
    kind: str
    label: Promise
    hint: Promise | str = ""
    required: bool = True
    choices: tuple[tuple[str, Promise], ...] = ()
    longest: int = 200
    when: When | None = None
    closed: str = ""
    purpose: str = ""
    autocomplete: str = ""
    days: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page that asks. Its address is its code. `says`: one short paragraph above the questions."""

    code: str
    title: Promise
    fields: tuple[Field, ...]
    says: Promise | str = ""
    when: When | None = None


def alone(code: str, field: Field, says: Promise | str = "", when: When | None = None) -> Page:
    """A page that asks one question, which is its title."""
    return Page(code, field.label, (field,), says, when)


@dataclass(frozen=True, slots=True)
class Items:
    """A section whose pages are asked once for each of several things: jobs, gaps, referees, courses."""

    one: Promise  # "a job"
    add: Promise  # "Add a job"
    least: int = 0
    most: int = 40
    none: Promise | str = ""  # the sentence that stands for "I have none", where that is an answer
    names: tuple[str, ...] = ()  # the fields that together say which one it is


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the task list. `needs`: sections that come first. `items`: see Items; its answers are then a list."""

    code: str
    title: Promise
    says: Promise
    pages: tuple[Page, ...]
    items: Items | None = None
    needs: tuple[str, ...] = ()
    optional: bool = False

    def page(self, code: str) -> Page:
        """KeyError when there is none."""
        return {page.code: page for page in self.pages}[code]


def asked_pages(section: Section, given: Answers) -> list[Page]:
    """The pages of a section (or of one of its items) that these answers lead through."""
    return [page for page in section.pages if page.when is None or page.when.holds(given)]


def asked_fields(page: Page, given: Answers) -> list[Field]:
    return [field for field in page.fields if field.when is None or field.when.holds(given)]


def missing(section: Section, given: Answers) -> list[Field]:
    """The required questions of one pass through the pages that have no answer yet, in order."""
    return [
        field
        for page in asked_pages(section, given)
        for field in asked_fields(page, given)
        if field.required and given.get(field.code) in (None, "", [], False)
    ]


def complete(section: Section, kept: Mapping[str, Any]) -> bool:
    """Whether a section says all that is asked. `kept`: see `Section.data` in models (its `items` where there are such)."""
    if section.items is None:
        return not missing(section, kept)
    items = kept.get("items", [])
    if kept.get("none") and section.items.none and not items:
        return True
    return len(items) >= section.items.least and bool(items) and not any(missing(section, item) for item in items)
