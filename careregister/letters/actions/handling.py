"""Letters that did not arrive: looked at by staff, and left at that."""

from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people.models import Person

from .. import policy, queries
from ..models import Letter
from .delivery import lock, take


@transaction.atomic
def write_off(letter_id: UUID, *, by: Actor, because: Because) -> None:
    """Leave a letter that did not arrive at that; it is off the list, and stays what it was. Say why in words.

    NotAllowed not_a_sender, words_missing, unchanged, letter_is_….
    """
    policy.may_handle(by)
    if not because.words.strip():
        raise NotAllowed("words_missing")
    letter = lock(letter_id)
    policy.not_about_oneself(by, letter.person_id)
    if letter.written_off_at is not None:
        raise NotAllowed("unchanged")
    take(letter, "write_off")
    letter.written_off_at = clock.now()
    letter.save()
    record("letters.written_off", letter, by=by, because=because, person_id=letter.person_id)


@transaction.atomic
def look(letter_id: UUID, *, by: Actor, because: Because) -> queries.Opened | None:
    """A letter for staff to read, the look written down; None where there is none. NotAllowed as `queries.read`."""
    opened = queries.read(letter_id, by=by)
    if opened is not None and by.kind == Kind.STAFF:
        letter = Letter.objects.get(pk=letter_id)
        record("letters.read", letter, by=by, because=because, person_id=letter.person_id)
    return opened


@transaction.atomic
def look_at_list(person_id: UUID, *, by: Actor, because: Because) -> None:
    """Write down that staff looked at the list of a person's letters. NotAllowed as `queries.of_person`."""
    policy.may_read(by, person_id)
    if by.kind == Kind.STAFF:
        record("letters.listed", Person.objects.get(pk=person_id), by=by, because=because, person_id=person_id)
