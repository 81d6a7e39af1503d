"""Who at work may be told that a renewal is still to be done: the person's own choice, ended at any time."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people.models import Person

from ..models import WorkContact


@transaction.atomic
def keep_work_contact(person_id: UUID, name: str, email: str, *, by: Actor, because: Because) -> None:
    """Let somebody at work be told; whoever was named before is told no more. NotAllowed not_yours, work_contact_missing."""
    person = _own(person_id, by)
    name, email = " ".join(name.split()), email.strip()
    try:
        validate_email(email)
    except ValidationError as error:
        raise NotAllowed("work_contact_missing") from error
    if not name:
        raise NotAllowed("work_contact_missing")
    WorkContact.objects.filter(person=person, until=None).update(until=clock.now())
    WorkContact.sealed_for(person_id, name=name, email=email).save(force_insert=True)
    record("renewals.work_contact_kept", person, by=by, because=because, person_id=person_id)


@transaction.atomic
def end_work_contact(person_id: UUID, *, by: Actor, because: Because) -> None:
    """Let nobody at work be told any more. NotAllowed not_yours, unchanged."""
    person = _own(person_id, by)
    if not WorkContact.objects.filter(person=person, until=None).update(until=clock.now()):
        raise NotAllowed("unchanged")
    record("renewals.work_contact_ended", person, by=by, because=because, person_id=person_id)


def _own(person_id: UUID, by: Actor) -> Person:
    if by.person_id is None or by.person_id != person_id:
        raise NotAllowed("not_yours")
    return Person.objects.select_for_update().get(pk=person_id)
