"""The set-based twin of `write`: thousands of letters of the clock's in a handful of statements. The same rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from careregister.base import clock, copying, queue
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id
from careregister.history.actions import Line, record_many

from .. import kinds, texts
from ..models import EMAIL, SMS, Letter, Words
from .outbox import our_domain

SWEEP = "letters.sweep"  # the job that hands over whatever is due


@dataclass(frozen=True, slots=True)
class ToWrite:
    """One letter, as `write` takes it. `cause`: the label and id of what it is written about."""

    kind: str
    to: str
    context: Mapping[str, str]
    person_id: UUID | None = None
    cause: tuple[str, UUID] | None = None
    channel: str = EMAIL


@transaction.atomic
def write_many(wanted: Iterable[ToWrite], *, by: Actor, because: Because) -> list[UUID]:
    """`write` for each, due at once; their ids in order. Each kind's text is read once, and one job hands all over."""
    moment, domain = clock.now(), our_domain()
    letters: list[Letter] = []
    words: list[Words] = []
    read: dict[str, texts.Reader] = {}
    for one in wanted:
        kind = kinds.kind(one.kind)
        reader = read.get(one.kind)
        if reader is None:
            reader = read[one.kind] = texts.Reader(kind)
        said = reader.as_text(one.context) if one.channel == SMS else reader.written(one.context)
        letter_id = new_id()
        letter = Letter(
            id=letter_id,
            kind=kind.code,
            channel=one.channel,
            text_version=said.version,
            person_id=one.person_id,
            cause_kind=one.cause[0] if one.cause else "",
            cause_id=one.cause[1] if one.cause else None,
            message_id=f"<{letter_id}@{domain}>",
            written_at=moment,
            due_at=moment,
            give_up_at=moment + kind.keep_trying,
        )
        letters.append(letter)
        words.append(Words.sealed(letter, to=one.to.strip(), subject=said.subject, body=said.body))
    copying.insert(letters)
    copying.insert(words)
    record_many(_line(letter, by, because) for letter in letters)
    if letters:
        queue.enqueue_once(SWEEP)
    return [letter.id for letter in letters]


def _line(letter: Letter, by: Actor, because: Because) -> Line:
    return Line(
        what="letters.written",
        subject_kind="letters.letter",
        subject_id=letter.id,
        person_id=letter.person_id,
        by=by,
        because=because,
        at=letter.written_at,
        refs={"kind": letter.kind},
    )
