"""Writing a letter into the outbox, in the transaction of its cause."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.db import transaction

from careregister.base import clock, queue, together
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Subject, record
from careregister.people import queries as people

from .. import kinds, texts
from ..models import EMAIL, SMS, Letter, Words
from .delivery import HAND_OVER


def write(
    kind: str,
    *,
    to: str,
    context: Mapping[str, str],
    by: Actor,
    because: Because,
    person_id: UUID | None = None,
    cause: Subject | None = None,
    due_at: datetime | None = None,
    channel: str = EMAIL,
) -> UUID:
    """Write a letter of `kind` to the address `to`. Returns its id.

    It lies in the outbox when the caller's transaction commits, and was never written when that is rolled back.
    `context` has a text for each of the kind's placeholders; texts.BadContext when it has not. `due_at`: not to be
    handed over before. `channel` "sms": a text to a mobile number, `to`. The address is looked at when it is handed over: a wrong one stops no decision.
    """
    of_kind = kinds.kind(kind)
    words = texts.written(of_kind, context)
    if channel == SMS:
        words = texts.as_text(of_kind, words, context)
    return _put_in(of_kind, to, words, by, because, person_id, cause, due_at, channel)


def write_to_person(
    kind: str,
    person_id: UUID,
    *,
    context: Mapping[str, str],
    by: Actor,
    because: Because,
    cause: Subject | None = None,
    due_at: datetime | None = None,
) -> UUID:
    """`write` to a person: by e-mail, or by text where they gave no e-mail address. Returns its id.

    `name` (what the person is called) is added to `context` where the kind has that placeholder. NotAllowed
    `no_way_to_write` when we have neither.
    """
    told = dict(context)
    if "name" in kinds.kind(kind).placeholders:
        told.setdefault("name", people.names_of([person_id]).get(person_id, ""))
    to, channel = people.email_of(person_id), EMAIL
    if not to:
        to, channel = people.phone_of(person_id), SMS
    if not to:
        raise NotAllowed("no_way_to_write")
    return write(
        kind,
        to=to,
        context=told,
        by=by,
        because=because,
        person_id=person_id,
        cause=cause,
        due_at=due_at,
        channel=channel,
    )


def write_ready_made(
    kind: str,
    *,
    to: str,
    subject: str,
    body: str,
    by: Actor,
    because: Because,
    person_id: UUID | None = None,
    cause: Subject | None = None,
    channel: str = EMAIL,
) -> UUID:
    """`write` for a letter whose words somebody else made: a library's, about an account say. A text is its subject."""
    words = texts.Words(subject=texts.tidy_subject(subject), body=body)
    return _put_in(kinds.kind(kind), to, words, by, because, person_id, cause, None, channel)


@transaction.atomic(savepoint=False)  # nobody goes on without the letter where it cannot be put in
def _put_in(
    kind: kinds.LetterKind,
    to: str,
    words: texts.Words,
    by: Actor,
    because: Because,
    person_id: UUID | None,
    cause: Subject | None,
    due_at: datetime | None,
    channel: str,
) -> UUID:
    moment = clock.now()
    due = max(due_at or moment, moment)
    letter_id = new_id()
    letter = Letter(
        id=letter_id,
        kind=kind.code,
        channel=channel,
        text_version=words.version,
        person_id=person_id,
        cause_kind=cause._meta.label_lower if cause else "",
        cause_id=cause.pk if cause else None,
        message_id=f"<{letter_id}@{our_domain()}>",
        written_at=moment,
        due_at=due,
        give_up_at=due + kind.keep_trying,
    )
    sealed = Words.sealed(letter, to=to.strip(), subject=words.subject, body=words.body)
    together.put(_insert, [(letter, sealed)])
    refs = {"kind": kind.code}
    record("letters.written", letter, by=by, because=because, person_id=person_id, refs=refs, at=moment)
    if due == moment:
        queue.enqueue(HAND_OVER, letter_id=str(letter_id))
    return letter_id


def _insert(rows: list[tuple[Letter, Words]]) -> None:
    Letter.objects.bulk_create([letter for letter, _words in rows])
    Words.objects.bulk_create([words for _letter, words in rows])


def our_domain() -> str:
    """The domain of our own Message-IDs."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
