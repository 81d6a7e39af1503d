"""The texts of letters as an editor reads them: the newest, those before, what changed from one to the next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from uuid import UUID

from django.db.models import QuerySet

from careregister.base.actors import Actor
from careregister.outside import sms as gateway
from careregister.people import queries as people

from . import policy, samples, texts
from .kinds import LetterKind, all_kinds
from .models import TextVersion

SAME, GONE, NEW = "same", "gone", "new"
_PIECES = re.compile(r"\s+|\{\{.*?\}\}|[^\s{]+|\{")


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of letter in the list of an editor."""

    kind: str
    room: str
    name: str
    number: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Message:
    """A text message as it would be sent. `segments`: how many a gateway charges for."""

    words: str
    characters: int
    segments: int


@dataclass(frozen=True, slots=True)
class Version:
    """`number` 0 came with the product, by nobody."""

    number: int
    subject: str
    body: str
    sms: str  # empty: made of the subject
    note: str
    written_at: datetime | None
    written_by: str


@dataclass(frozen=True, slots=True)
class Wording:
    """All there is about what one kind says. `versions`: newest first."""

    kind: str
    name: str
    secret: bool
    placeholders: tuple[tuple[str, str], ...]  # name, and the value it has in previews
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        return self.versions[0]

    def version(self, number: int) -> Version | None:
        return next((one for one in self.versions if one.number == number), None)


def all_texts(*, by: Actor) -> list[Line]:
    """Every kind whose text can be edited, by room. NotAllowed for who is no editor."""
    policy.may_edit(by)
    newest = {row.kind: row for row in _rows().order_by("number")}
    lines = []
    for kind in all_kinds().values():
        if texts.has_text(kind):
            row = newest.get(kind.code)
            room = kind.code.partition(".")[0]
            lines.append(
                Line(kind.code, room, str(kind.name), row.number if row else 0, row.written_at if row else None)
            )
    return sorted(lines, key=lambda line: (line.room, line.name))


def wording(code: str, *, by: Actor) -> Wording | None:
    """What a kind says and said; None for a kind that has no text to edit. NotAllowed for who is no editor."""
    policy.may_edit(by)
    kind = all_kinds().get(code)
    if kind is None or not texts.has_text(kind):
        return None
    rows = list(_rows().filter(kind=code).order_by("-number"))
    named = people.names_of({row.written_person for row in rows})
    first = texts.as_it_came(kind)
    return Wording(
        kind=code,
        name=str(kind.name),
        secret=kind.secret,
        placeholders=tuple((name, samples.of(name)) for name in sorted(kind.placeholders)),
        versions=(
            *(_version(row, named) for row in rows),
            Version(0, first.subject, first.body, first.sms, "", None, ""),
        ),
    )


def preview(kind: LetterKind | str, subject: str, body: str, *, by: Actor) -> texts.Words:
    """A letter with invented values. NotAllowed where the text cannot be sent (as `texts.examine`), or by no editor."""
    policy.may_edit(by)
    of_kind = all_kinds()[kind] if isinstance(kind, str) else kind
    text = texts.Text(texts.tidied(subject), texts.tidied(body))
    texts.examine(of_kind, text)
    return texts.put_together(text, {name: samples.of(name) for name in of_kind.placeholders})


def preview_sms(kind: str, subject: str, sms: str, *, by: Actor) -> Message:
    """The line for a telephone with invented values. NotAllowed as `texts.examine_sms`, or by no editor."""
    policy.may_edit(by)
    of_kind, line = all_kinds()[kind], texts.tidied(sms)
    texts.examine_sms(of_kind, line)
    invented = {name: samples.of(name) for name in of_kind.placeholders}
    shown = texts.put_together(texts.Text(texts.tidied(subject), "."), invented).subject
    said = texts.line_of(line, shown, invented)
    return Message(said, len(said), gateway.segments(said))


def compared(before: str, after: str) -> list[tuple[str, str]]:
    """What became of `before`, word by word: (same, gone or new; the words), in the order to read them."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    return list(_merged(old, new))


def _merged(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for action, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if action == "equal":
            yield SAME, "".join(old[old_from:old_to])
            continue
        if old_from < old_to:
            yield GONE, "".join(old[old_from:old_to])
        if new_from < new_to:
            yield NEW, "".join(new[new_from:new_to])


def _rows() -> QuerySet[TextVersion]:
    return TextVersion.objects.filter(language=texts.FIRST_LANGUAGE)


def _version(row: TextVersion, named: dict[UUID, str]) -> Version:
    return Version(
        number=row.number,
        subject=row.subject,
        body=row.body,
        sms=row.sms,
        note=row.note,
        written_at=row.written_at,
        written_by=named.get(row.written_person, ""),
    )
