"""Whom an applicant's answers name to be asked: referees, who vouches for them, who at work has seen their certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from careregister.base import names
from careregister.checks.actions import Named

from .form.definition import Page
from .form.safety import CRIMINAL_RECORD, IDENTITY
from .form.work import REFERENCES

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """How one kind of ask stands in the form: in which section, on which page, and in which fields."""

    kind: str
    section: str
    page: Page
    name: str
    email: str
    about: Mapping[str, str]  # what the ask calls it, and the field
    when: tuple[str, str] = ("", "")  # the answer with which anybody is named at all


REFEREE = Asking(
    "reference",
    REFERENCES.code,
    REFERENCES.pages[0],
    "name",
    "email",
    {"relation": "relation", "organisation": "organisation", "place": "place", "phone": "phone"},
)
_VOUCHER = IDENTITY.page("voucher")
_OF_A_VOUCHER = ("voucher_name", "voucher_job", "voucher_email")
VOUCHER = Asking(
    "voucher",
    IDENTITY.code,
    replace(_VOUCHER, fields=tuple(field for field in _VOUCHER.fields if field.code in _OF_A_VOUCHER)),
    "voucher_name",
    "voucher_email",
    {"job": "voucher_job"},
    when=("route", "vouched"),
)
EMPLOYER = Asking(
    "employer_dbs",
    CRIMINAL_RECORD.code,
    CRIMINAL_RECORD.page("employer"),
    "attester_name",
    "attester_email",
    {"organisation": "attester_organisation", "place": "attester_place"},
    when=("mode", "employer"),
)
ASKINGS = {one.kind: one for one in (REFEREE, VOUCHER, EMPLOYER)}


def named(asking: Asking, answers: Answers) -> dict[tuple[str, str], Named]:
    """Who is named, each under what makes them the same as before: the address, and the name as it sounds."""
    field, wanted = asking.when
    if field and answers.get(field) != wanted:
        return {}
    items = answers.get("items", []) if asking is REFEREE else [answers]
    return {
        (said[asking.email].strip().casefold(), _sounds(said[asking.name])): one_named(asking, said)
        for said in items
        if said.get(asking.name) and said.get(asking.email)
    }


def instead(asking: Asking, answers: Answers, name: str, said: Answers) -> dict[str, Any]:
    """The answers with `said` in the place of whoever is named so; of several, as they are where nobody is."""
    if asking is not REFEREE:
        return {**answers, **said}
    items = [{**one, **said} if _sounds(one.get("name", "")) == _sounds(name) else one for one in answers["items"]]
    return {**answers, "items": items}


def one_named(asking: Asking, said: Answers) -> Named:
    """Whom one page names."""
    return Named(
        said[asking.name], said[asking.email], {key: said.get(code) or "" for key, code in asking.about.items()}
    )


def _sounds(name: str) -> str:
    return " ".join(names.tokens(name))
