"""The one verb of history: record."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import Model

from careregister.base import clock, copying, together
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id

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
    return record_many([line(what, subject, by=by, because=because, person_id=person_id, refs=refs, at=at)])[0]


def line(
    what: str,
    subject: Subject,
    *,
    by: Actor,
    because: Because,
    person_id: UUID | None = None,
    refs: Mapping[str, object] | None = None,
    at: datetime | None = None,
) -> Line:
    """What `record` writes, for `record_many`."""
    return Line(
        what=what,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        person_id=person_id,
        by=by,
        because=because,
        at=at or clock.now(),
        refs=refs or {},
    )


def record_many(lines: Iterable[Line]) -> list[UUID]:
    """`record` for thousands: the same rows in one statement, or copied in. Returns the ids in order."""
    rows = [(_values(told), told.because.words) for told in lines]
    together.put(_write, rows)
    return [entry[0] for entry, _words in rows]


def _write(rows: list[tuple[tuple[Any, ...], str]]) -> None:
    entries = [entry for entry, _words in rows]
    words = [(entry[0], text) for entry, text in rows if text]
    if len(entries) > _FEW:
        copying.insert_values(Entry, _COLUMNS, entries)
        copying.insert_values(Words, _OF_WORDS, words)
    elif entries:
        _insert(entries, words)


_COLUMNS = (
    "id", "at", "what", "subject_kind", "subject_id", "person_id", "by_kind", "by_person", "by_account", "by_role",
    "by_reference", "because", "refs",
)  # fmt: skip
_OF_WORDS = ("entry_id", "text")


def _values(told: Line) -> tuple[Any, ...]:
    by, refs = told.by, {key: _plain(value) for key, value in told.refs.items() if value is not None}
    who = (str(by.kind), by.person_id, by.account_id, by.role, by.reference)
    about = (told.subject_kind, told.subject_id, told.person_id)
    return (new_id(), told.at, told.what, *about, *who, told.because.code, refs)


def _insert(entries: Sequence[Sequence[Any]], words: Sequence[Sequence[Any]]) -> None:
    """As `bulk_create` of both, in one statement: every action writes a line, and most write one with words."""
    sql = _inserting(Entry, _COLUMNS, len(entries))
    if words:
        sql = f"with lines as ({sql}) {_inserting(Words, _OF_WORDS, len(words))}"
    with connection.cursor() as cursor:
        cursor.execute(
            sql, [json.dumps(one) if isinstance(one, dict) else one for row in (*entries, *words) for one in row]
        )


def _inserting(model: type[Model], columns: Sequence[str], rows: int) -> str:
    one = f"({', '.join(['%s'] * len(columns))})"
    return f"insert into {model._meta.db_table} ({', '.join(columns)}) values {', '.join([one] * rows)}"  # noqa: S608


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
