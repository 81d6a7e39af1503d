"""Who asks and who is asked, for the tests of asking."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.checks import actions, queries
from careregister.letters.models import Letter
from careregister.people.tests import world

WHY = Because("application")
NOVEMBER = clock.start_of_day(date(2026, 11, 2)) + timedelta(hours=10)
HOLDER = Actor(kind=Kind.LINK)
LINK = re.compile(r"/asked/([^/\s]+)/")
REFERENCE = {
    "relation": "manager",
    "role": "Care assistant",
    "started": "2021-03",
    "still": "no",
    "ended": "2024-06",
    "reason": "left",
    "conduct": "Kind, patient and on time.",
    "again": "yes",
    "safety": "no",
    "confidential": "no",
    "true": "yes",
}
VOUCHER = {
    "known_since": "2010-05",
    "how": "Our children went to school together.",
    "is_them": "yes",
    "related": "no",
    "job": "Teacher, Moss School",
    "true": "yes",
}
EMPLOYER = {
    "job": "Manager",
    "seen": "yes",
    "seen_on": "2026-05-02",
    "issued_on": "2026-04-01",
    "level": "enhanced_barred",
    "workforce": "adult",
    "content": "no",
    "true": "yes",
}


def applicant() -> Actor:
    return world.owner_of(world.account())


def officer(role: str = "checks_officer") -> Actor:
    return world.actor(role, name="Cleo Officer")


def ask(person: Actor, *, by: Actor | None = None, **said: Any) -> UUID:
    about = {
        "kind": "reference",
        "cause_id": uuid4(),
        "name": "Rosa Head",
        "email": "rosa@rosehouse.example",
        "about": {"organisation": "Rose House", "relation": "manager"},
        **said,
    }
    assert person.person_id
    return actions.ask(about.pop("kind"), person_id=person.person_id, by=by or person, because=WHY, **about)


def letters(ask_id: UUID, kind: str = "") -> list[Letter]:
    rows = Letter.objects.filter(cause_id=ask_id).order_by("written_at", "id")
    return [row for row in rows if not kind or row.kind == f"checks.{kind}"]


def tokens(ask_id: UUID) -> list[str]:
    """The tokens of every link sent, in order: they are nowhere but in the letters."""
    return [found[1] for letter in letters(ask_id) if (found := LINK.search(letter.words.opened("body")))]


def opened(token: str) -> queries.OpenAsk:
    """The ask as whoever holds the link finds it."""
    found = queries.open_ask(token)
    assert found is not None
    return found


def answer(token: str, by: Actor = HOLDER, **changed: str) -> Any:
    """A reference, with `changed` in it."""
    return actions.answer(token, {**REFERENCE, **changed}, by=by, because=WHY)
