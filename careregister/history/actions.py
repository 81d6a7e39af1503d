"""The one verb of history: record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from careregister.base import clock, copying
from careregister.base.actors import Actor, Because

from .models import Entry, Words

_FEW = 50  # more are copied in


class Subject(Protocol):
    """Anything with a table and a UUID key."""

    pk: Any
    _meta: ClassVar[Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One event to be written by `record_many`."""

    what: str
    subject_kind: str
    subject_id: UUID
    by: Actor
    because: Because
    at: datetime
    person_id: UUID | None = None
    refs: Mapping[str, object] = field(default_factory=dict)


def record(
    what: str,
    subject: Subject,
    *,
    by: Actor,
    because: Because,
    person_id: UUID | None = None,
    refs: Mapping[str, object] | None = None,
    at: datetime | None = None,
) -> UUID:
    """Write that `what` happened to `subject`, in the transaction of its cause. `refs`: ids, codes and dates only."""
    line = Line(
        what=what,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        person_id=person_id,
        by=by,
        because=because,
        at=at or clock.now(),
        refs=refs or {},
    )
    return record_many([line])[0]


def record_many(lines: Iterable[Line]) -> list[UUID]:
    """`record` for thousands: two statements, the same rows. Returns the ids in order."""
    entries, words = [], []
    for line in lines:
        entry = Entry(
            at=line.at,
            what=line.what,
            subject_kind=line.subject_kind,
            subject_id=line.subject_id,
            person_id=line.person_id,
            by_kind=line.by.kind,
            by_person=line.by.person_id,
            by_account=line.by.account_id,
            by_role=line.by.role,
            by_reference=line.by.reference,
            because=line.because.code,
            refs={key: _plain(value) for key, value in line.refs.items() if value is not None},
        )
        entries.append(entry)
        if line.because.words:
            words.append(Words(entry=entry, text=line.because.words))
    if len(entries) > _FEW:
        copying.insert(entries)
        copying.insert(words)
    else:
        Entry.objects.bulk_create(entries)
        Words.objects.bulk_create(words)
    return [entry.id for entry in entries]


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
