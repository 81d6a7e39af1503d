"""Sound rows of people who are not here yet become the rows that are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from careregister.base import clock, copying
from careregister.base.actors import Actor, Because
from careregister.people.models import EMAIL, FORMER, KNOWN_AS, LEGAL, Contact, Person, PersonName

from .. import states
from ..actions.bulk import PlannedAct, PlannedRegistrant
from ..drafts import Authority, Details
from . import statuses
from .rows import OTHERS, OURS, Row


@dataclass(frozen=True, slots=True)
class Ground:
    """By whom, because of what and on what authority an import writes; all its acts are stamped from `at` on."""

    by: Actor
    because: Because
    authority: Authority
    at: datetime


@dataclass(frozen=True, slots=True)
class Planned:
    """Everything that one row becomes."""

    row: Row
    person: Person
    names: tuple[PersonName, ...]
    contacts: tuple[Contact, ...]
    acts: tuple[PlannedAct, ...]

    def registrant(self, issued: Iterator[str]) -> PlannedRegistrant:
        """With the number they bring, or the next of those newly issued; an older one becomes an alias."""
        row = self.row
        return PlannedRegistrant(
            person_id=self.person.pk,
            number=row.number if row.number_of == OURS else next(issued),
            acts=self.acts,
            aliases=(row.number,) if row.number_of == OTHERS else (),
        )


def plan(rows: Iterable[Row], ground: Ground) -> list[Planned]:
    return [_plan(row, ground) for row in rows]


def _plan(row: Row, ground: Ground) -> Planned:
    person = Person(date_of_birth=row.born, created_at=ground.at)
    return Planned(
        row=row,
        person=person,
        names=tuple(_names(row, person, ground.at)),
        contacts=tuple(_contacts(row, person, ground.at)),
        acts=tuple(
            PlannedAct(
                action=action,
                details=details,
                by=ground.by,
                because=ground.because,
                authority=ground.authority,
                recorded_at=ground.at + place * clock.MICROSECOND,
            )
            for place, (action, details) in enumerate(_acts(row))
        ),
    )


def _names(row: Row, person: Person, at: datetime) -> Iterator[PersonName]:
    yield PersonName.written(full=row.name, family=row.family, kind=LEGAL, person=person, since=at)
    if row.known_as:
        yield PersonName.written(full=row.known_as, kind=KNOWN_AS, person=person, since=at)
    for name in row.previous:
        yield PersonName.written(full=name, kind=FORMER, person=person, findable=False, since=at, until=at)


def _contacts(row: Row, person: Person, at: datetime) -> Iterator[Contact]:
    if row.email:
        contact = Contact.sealed_for(person, EMAIL, row.email)
        contact.since = at
        yield contact


def _acts(row: Row) -> Iterator[tuple[str, Details]]:
    """Admitted, then the tier, then what led to the status: each as from the day that the file gives."""
    assert row.since is not None
    start = clock.start_of_day(row.since)
    yield "admit", Details(effective_from=start, until=row.until)
    if row.tier:
        yield "confer_tier", Details(effective_from=clock.start_of_day(row.tier_since or row.since), tier=row.tier)
    action = statuses.act_for(row.status)
    if action is None:
        return
    assert row.status_since is not None
    details = Details(effective_from=clock.start_of_day(row.status_since))
    if action in states.IMPOSES:
        details = Details(effective_from=details.effective_from, until=row.restriction_until, review_by=row.review_by)
    yield action, details


def write_people(planned: list[Planned]) -> None:
    """The people themselves, in a statement for each kind of row."""
    copying.insert(one.person for one in planned)
    copying.insert(name for one in planned for name in one.names)
    copying.insert(contact for one in planned for contact in one.contacts)


def reference(body: str, import_id: UUID, digest: str) -> str:
    """How history names the importing actor: whose list it was, and which file."""
    return f"{body or 'import'} {digest[:12]} {str(import_id)[:8]}"
