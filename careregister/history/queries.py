"""What happened, newest first, as plain values. Fronts turn them into sentences with `history.sentences`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from .models import Entry


@dataclass(frozen=True, slots=True)
class Happened:
    id: UUID
    at: datetime
    what: str
    subject_kind: str
    subject_id: UUID
    person_id: UUID | None
    by_kind: str
    by_person: UUID | None
    by_account: UUID | None
    by_role: str
    by_reference: str
    because: str
    refs: Mapping[str, object]
    words: str


def of_person(person_id: UUID, *, kinds: frozenset[str] | None = None, most: int = 500) -> list[Happened]:
    """A person's story; `kinds` keeps to what the asker may see (prefixes before the dot, such as `register`)."""
    return _read(Entry.objects.filter(person_id=person_id), kinds, most)


def of_subject(subject_kind: str, subject_id: UUID, *, most: int = 500) -> list[Happened]:
    return _read(Entry.objects.filter(subject_kind=subject_kind, subject_id=subject_id), None, most)


def by_account(account_id: UUID, *, most: int = 200) -> list[Happened]:
    """What one account did."""
    return _read(Entry.objects.filter(by_account=account_id), None, most)


def latest(what: str, *, most: int = 50) -> list[Happened]:
    """The latest events of one kind, `base.alarm` say."""
    return _read(Entry.objects.filter(what=what), None, most)


def _read(entries: QuerySet[Entry], kinds: frozenset[str] | None, most: int) -> list[Happened]:
    if kinds is not None:
        entries = entries.filter(what__regex="^(" + "|".join(sorted(kinds)) + ")[.]") if kinds else entries.none()
    rows = entries.order_by("-sequence").annotate(said=F("words__text"))[:most]
    return [
        Happened(
            id=row.id,
            at=row.at,
            what=row.what,
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            person_id=row.person_id,
            by_kind=row.by_kind,
            by_person=row.by_person,
            by_account=row.by_account,
            by_role=row.by_role,
            by_reference=row.by_reference,
            because=row.because,
            refs=row.refs,
            words=row.said or "",
        )
        for row in rows
    ]
