"""What happened, newest first, as plain values. Fronts turn them into sentences with `history.sentences`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from careregister.base import clock

from .actions import Subject
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


def of_person(
    person_id: UUID,
    *,
    kinds: frozenset[str] | None = None,
    without: frozenset[str] = frozenset(),
    most: int = 500,
) -> list[Happened]:
    """A person's story; `kinds` keeps to what the asker may see (prefixes before the dot, such as `register`), and
    `without` leaves out whole events."""
    return _read(Entry.objects.filter(person_id=person_id).exclude(what__in=without), kinds, most)


def of_subject(subject_kind: str, subject_id: UUID, *, most: int = 500) -> list[Happened]:
    return _read(Entry.objects.filter(subject_kind=subject_kind, subject_id=subject_id), None, most)


def by_account(account_id: UUID, *, most: int = 200) -> list[Happened]:
    """What one account did."""
    return _read(Entry.objects.filter(by_account=account_id), None, most)


def latest(what: str, *, most: int = 50) -> list[Happened]:
    """The latest events of one kind, `base.alarm` say."""
    return _read(Entry.objects.filter(what=what), None, most)


def looked_on(what: str, subject: Subject, by_account: UUID | None, day: date) -> bool:
    """Whether this account did this to `subject` on that London day already."""
    kind = subject._meta.label_lower
    since = Entry.objects.filter(subject_kind=kind, subject_id=subject.pk, at__gte=clock.start_of_day(day))
    return since.filter(what=what, by_account=by_account, at__lte=clock.end_of_day(day)).exists()


def said_of_acts(subject_kind: str, subject_ids: Iterable[UUID]) -> dict[UUID, str | None]:
    """What was said of each act of these subjects that history knows (`refs["act"]`): "" where the words were emptied,
    None where there were none."""
    lines = Entry.objects.filter(subject_kind=subject_kind, subject_id__in=list(subject_ids), refs__has_key="act")
    return {UUID(act): said for act, said in lines.values_list("refs__act", "words__text")}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which part of all that happened: a room, one event of it, a kind of actor, days in London (both inclusive)."""

    room: str = ""
    what: str = ""
    by_kind: str = ""
    first_day: date | None = None
    last_day: date | None = None


def everything(narrowed: Narrowed, *, page: int = 1, size: int = 100) -> tuple[list[Happened], bool]:
    """All that happened, newest first, `size` lines a page; and whether there is another page."""
    lines = _read(_part(narrowed), None, size + 1, start=(max(page, 1) - 1) * size)
    return lines[:size], len(lines) > size


def _part(narrowed: Narrowed) -> QuerySet[Entry]:
    entries = Entry.objects.all()
    if narrowed.room:
        entries = entries.filter(what__startswith=f"{narrowed.room}.")
    if narrowed.what:
        entries = entries.filter(what=narrowed.what)
    if narrowed.by_kind:
        entries = entries.filter(by_kind=narrowed.by_kind)
    if narrowed.first_day:
        entries = entries.filter(at__gte=clock.start_of_day(narrowed.first_day))
    if narrowed.last_day:
        entries = entries.filter(at__lte=clock.end_of_day(narrowed.last_day))
    return entries


def _read(entries: QuerySet[Entry], kinds: frozenset[str] | None, most: int, start: int = 0) -> list[Happened]:
    if kinds is not None:
        entries = entries.filter(what__regex="^(" + "|".join(sorted(kinds)) + ")[.]") if kinds else entries.none()
    rows = entries.order_by("-sequence").annotate(said=F("words__text"))[start : start + most]
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
