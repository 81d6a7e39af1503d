"""Who the tests of the room are made of, and rules under which the register may ask the Update Service itself."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from django.conf import settings as given

from careregister.base.actors import Actor, Because, Kind
from careregister.checks import actions
from careregister.outside import lines
from careregister.people.models import Person
from careregister.people.tests import world

BECAUSE = Because("seen")
CLOSED = 'register = false, register_legal_basis = ""'


def worker(name: str = "Grace Okafor") -> Person:
    person = world.person(name)
    person.date_of_birth = date(1990, 5, 17)
    person.save()
    return person


def themselves(person: Person) -> Actor:
    return Actor(kind=Kind.PERSON, person_id=person.pk)


def opened(person: Person, kind: str, application_id: UUID | None = None) -> UUID:
    return actions.open_check(
        person.pk, kind, application_id=application_id or uuid4(), by=themselves(person), because=BECAUSE
    )


def rules(folder: Path, modes: str) -> Path:
    """The demo body's rules with another row of modes."""
    text = (given.CHECKOUT / "careregister/project/body/nacas.toml").read_text(encoding="utf-8")
    assert CLOSED in text
    path = folder / f"{uuid4()}.toml"  # read once for each path
    path.write_text(text.replace(CLOSED, modes), encoding="utf-8")
    return path


def certificate(person: Person, application_id: UUID, first: str = "1", **other: Any) -> UUID:
    said: dict[str, Any] = {
        "mode": "register",
        "number": f"{first}012 3456 7890",
        "surname": "Okafor",
        "issued_on": date(2025, 3, 1),
        "level": "enhanced_barred",
        "workforce": "adult",
        "application_id": application_id,
        "by": themselves(person),
        "because": BECAUSE,
    }
    return actions.give_certificate(person.pk, **(said | other))


def asked_about(address: str, number: str) -> int:
    """How often the pretend Update Service at `address` was asked about a certificate."""
    log = httpx.get(address.removesuffix("/crsc/api/status") + "/asked", verify=lines.trusted()).json()
    return [one["number"] for one in log].count(number)
