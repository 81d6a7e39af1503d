"""Reading what is held, and a file of it: asked for, made by a job, fetched, gone after three days."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from django.db import transaction

from careregister.base import clock, queue, sealing
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.evidence import exporting as papers
from careregister.evidence import keeping
from careregister.history.actions import record
from careregister.letters.actions import write_to_person
from careregister.people.models import Person

from .. import letters, policy, walking
from ..models import KEEP_COPY, Copy, Piece

MAKE = "privacy.make_copy"  # the job's name in project/jobs.py
_PIECE = 1 << 20


@transaction.atomic
def saw_own(person_id: UUID | None, *, by: Actor, because: Because) -> None:
    """That somebody read, or took as JSON, what is held about them. NotAllowed not_your_data."""
    person_id = policy.may_see_own(by, person_id)
    person = Person.objects.get(pk=person_id)
    record("privacy.shown", person, by=by, because=because, person_id=person_id)


@transaction.atomic
def ask_copy(person_id: UUID | None, *, by: Actor, because: Because) -> UUID:
    """Begin a new file, in the place of the one before. NotAllowed: not_your_data, copy_being_made."""
    person_id = policy.may_see_own(by, person_id)
    Person.objects.select_for_update().get(pk=person_id)
    before = Copy.objects.filter(person_id=person_id, gone_at=None).first()
    if before and before.made_at is None and clock.now() - before.asked_at < timedelta(hours=1):
        raise NotAllowed("copy_being_made")
    if before:
        _forget(before)
    made = Copy.objects.create(person_id=person_id)
    record("privacy.copy_asked", made, by=by, because=because, person_id=person_id)
    queue.enqueue(MAKE, copy_id=str(made.pk))
    return made.pk


def make_copy(copy_id: UUID, *, by: Actor, because: Because) -> bool:
    """Make the file. False when it is made already, or gone: safe to run twice. `parts_done` rises as it goes.

    A worker killed meanwhile leaves nothing but the count; the next begins anew.
    """
    copy = Copy.objects.filter(pk=copy_id, made_at=None, gone_at=None).first()
    if by.kind != Kind.CLOCK or copy is None:
        return False
    data = _zipped(copy)
    with transaction.atomic():
        copy = Copy.objects.select_for_update().get(pk=copy_id)
        if copy.made_at or copy.gone_at:
            return False
        for number, start in enumerate(range(0, len(data), _PIECE)):
            piece = Piece(copy=copy, number=number)
            piece.sealed = sealing.seal_bytes(data[start : start + _PIECE], piece.place)
            piece.save(force_insert=True)
        copy.made_at, copy.size = clock.now(), len(data)
        copy.save(update_fields=["made_at", "size"])
        record("privacy.copy_made", copy, by=by, because=because, person_id=copy.person_id)
        _say_ready(copy, by, because)
    return True


@transaction.atomic
def fetch_copy(copy_id: UUID, *, by: Actor, because: Because) -> bytes:
    """The file, opened; each fetch is recorded. NotAllowed: not_your_data (also when there is none), copy_gone,
    copy_being_made."""
    copy = Copy.objects.select_for_update().filter(pk=copy_id).first()
    policy.may_see_own(by, copy.person_id if copy else None)
    assert copy is not None
    if copy.gone_at or (copy.made_at and clock.now() > copy.made_at + KEEP_COPY):
        raise NotAllowed("copy_gone")
    if copy.made_at is None:
        raise NotAllowed("copy_being_made")
    copy.fetched_at = clock.now()
    copy.save(update_fields=["fetched_at"])
    record("privacy.copy_fetched", copy, by=by, because=because, person_id=copy.person_id)
    return b"".join(sealing.unseal_bytes(bytes(piece.sealed), piece.place) for piece in copy.pieces.order_by("number"))


@transaction.atomic
def copy_gone(copy_id: UUID, *, by: Actor, because: Because) -> bool:
    """Delete a file whose time is over. False when it is not, or is gone already."""
    copy = Copy.objects.select_for_update().filter(pk=copy_id, gone_at=None).first()
    if by.kind != Kind.CLOCK or copy is None or clock.now() <= (copy.made_at or copy.asked_at) + KEEP_COPY:
        return False
    _forget(copy)
    record("privacy.copy_gone", copy, by=by, because=because, person_id=copy.person_id)
    return True


def _forget(copy: Copy) -> None:
    copy.pieces.all().delete()
    copy.gone_at = clock.now()
    copy.save(update_fields=["gone_at"])


def _zipped(copy: Copy) -> bytes:
    parts = walking.parts_of(copy.person_id)
    pages = list(papers.pages_of(copy.person_id))
    _progress(copy, 1, 2 + len(pages))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(walking.as_json(parts), ensure_ascii=False, indent=2))
        archive.writestr("read-me.html", walking.as_page(parts))
        _progress(copy, 2, 2 + len(pages))
        for number, page in enumerate(pages, 3):
            try:
                archive.writestr(f"files/{papers.file_name(page)}", keeping.opened(page))
            except NotAllowed:
                archive.writestr(f"files/{papers.file_name(page)}.missing.txt", "This page could not be opened.\n")
            _progress(copy, number, 2 + len(pages))
    return out.getvalue()


def _progress(copy: Copy, done: int, of: int) -> None:
    Copy.objects.filter(pk=copy.pk).update(parts_done=done, parts_all=of)


def _say_ready(copy: Copy, by: Actor, because: Because) -> None:
    last = clock.london_day(clock.now() + KEEP_COPY)
    context = {"last_day": f"{last:%-d %B %Y}"}
    try:
        write_to_person(letters.COPY_READY.code, copy.person_id, context=context, by=by, because=because, cause=copy)
    except NotAllowed as refused:
        if refused.reason != "no_way_to_write":
            raise
