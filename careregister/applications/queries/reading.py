"""Answers as they are read: by the form's own words, walled by role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from careregister.base.actors import Actor
from careregister.organisations import queries as organisations
from careregister.training import queries as training

from .. import policy, said_before
from ..form.definition import (
    AGREE,
    CHOICE,
    DATE,
    FILES,
    MANY,
    MONTH,
    PLACE,
    YES_NO,
    Field,
    Section,
    asked_fields,
    asked_pages,
)
from ..form.sections import SECTIONS
from ..models import Application

CERTIFICATE = "criminal_record"


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """One answer in words. `walled`: there may be one, and the asker may not read it. `documents`: room evidence.

    `before`: what it said before the person changed it, after sending; the latest first.
    """

    code: str
    label: Promise
    words: str
    page: str
    documents: tuple[UUID, ...] = ()
    walled: bool = False
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadSection:
    """`items`: one list of answers, or one for each thing the section asks about (`names` says which each is)."""

    code: str
    title: Promise
    items: tuple[tuple[ReadAnswer, ...], ...]
    names: tuple[str, ...]
    none: str  # the sentence that stands for "I have none", where that was the answer
    saved_at: datetime | None


def read_sections(application: Application, asker: Actor) -> tuple[ReadSection, ...]:
    """Every section in the order of the form. The person reads all they wrote."""
    rows = {row.code: row for row in application.sections.all()}
    own = asker.person_id is not None and asker.person_id == application.person_id
    opened = own or policy.sees_closed(asker, application)
    certificate = own or policy.sees_certificate(asker, application)
    return tuple(
        _read(
            section,
            rows[section.code].data if section.code in rows else {},
            rows.get(section.code),
            certificate if section.code == CERTIFICATE else opened,
        )
        for section in SECTIONS
    )


def choices_of(field: Field) -> tuple[tuple[str, Promise | str], ...]:
    """What may be chosen: the form's own, or the list of the room training."""
    if field.choices:
        return field.choices
    if field.code == "course":
        return _courses()
    return _standards() if field.code == "standards" else ()


def _read(section: Section, data: Mapping[str, Any], row: Any, opened: bool) -> ReadSection:
    parts = [data] if section.items is None else list(data.get("items", []))
    said_none = section.items is not None and bool(data.get("none")) and not parts
    return ReadSection(
        code=section.code,
        title=section.title,
        items=tuple(_answers(section, one, opened, data) for one in parts if one),
        names=tuple(_name(section, one) for one in parts if one),
        none=str(section.items.none) if said_none and section.items else "",
        saved_at=row.saved_at if row else None,
    )


def _answers(
    section: Section, given: Mapping[str, Any], opened: bool, data: Mapping[str, Any]
) -> tuple[ReadAnswer, ...]:
    """Closed answers say nothing to others: not even which further question a yes would have led to."""
    if opened:
        earlier = said_before.versions(data) if section.items is None else ()
        told = [
            (page.code, field.code)
            for said in (given, *earlier)
            for page in asked_pages(section, said)
            for field in asked_fields(page, said)
        ]
        return tuple(
            _answer(field, given.get(field.code), page.code, earlier)
            for page in section.pages
            for field in page.fields
            if (page.code, field.code) in told
        )
    return tuple(
        ReadAnswer(field.code, field.label, "", page.code, walled=True)
        if field.closed or section.code == CERTIFICATE
        else _answer(field, given.get(field.code), page.code)
        for page in asked_pages(section, given)
        for field in (page.fields if any(one.closed for one in page.fields) else asked_fields(page, given))
        if section.code != CERTIFICATE or page is section.pages[0]
    )


def _answer(field: Field, given: Any, page: str, earlier: Iterable[Mapping[str, Any]] = ()) -> ReadAnswer:
    documents = tuple(UUID(one) for one in given or []) if field.kind == FILES else ()
    words = "" if documents else in_words(field, given)
    told = [in_words(field, one.get(field.code)) for one in earlier] if field.kind != FILES else []
    before = tuple(one or _("Nothing") for one in dict.fromkeys(told) if one != words)
    return ReadAnswer(field.code, field.label, words, page, documents, before=before)


def in_words(field: Field, given: Any) -> str:
    """One answer as text; empty where there is none."""
    if given in (None, "", []):
        return ""
    if field.kind == YES_NO:
        return _("Yes") if given == "yes" else _("No")
    if field.kind == AGREE:
        return _("Agreed") if given else ""
    if field.kind in (CHOICE, MANY):
        known = dict(choices_of(field))
        return ", ".join(str(known.get(code, code)) for code in (given if isinstance(given, list) else [given]))
    if field.kind == DATE:
        return formats.date_format(date.fromisoformat(given), "j F Y")
    if field.kind == MONTH:
        return formats.date_format(date.fromisoformat(f"{given}-01"), "F Y")
    if field.kind == PLACE:
        found = organisations.place(given)
        return found.name if found else str(given)
    return "" if field.kind == FILES else str(given)


def _name(section: Section, given: Mapping[str, Any]) -> str:
    if section.items is None:
        return ""
    fields = {field.code: field for page in section.pages for field in page.fields}
    parts = [in_words(fields[code], given.get(code)) for code in section.items.names if code in fields]
    return ", ".join(filter(None, parts))


@cache
def _courses() -> tuple[tuple[str, str], ...]:
    return tuple((one.code, one.title) for one in training.topics(date.max))


@cache
def _standards() -> tuple[tuple[str, str], ...]:
    return tuple((one.code, f"{one.number}. {one.title}") for one in training.standards())
