"""Moving sealed documents to the current key: their names, and the files of their pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from careregister.base import clock, sealing
from careregister.base.actors import Because, importing
from careregister.base.ids import new_id
from careregister.history.actions import Line, record_many
from careregister.outside import files

from . import keeping
from .models import Document

_BATCH = 50


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many names and pages were sealed again, and how many of either could not be opened."""

    names: int = 0
    pages: int = 0
    unopened: int = 0


def rotate(tell: Callable[[str, int], object] = lambda kind, count: None) -> Rotated:
    """Seal again whatever another key sealed: fifty documents at a time, safe to run twice or to be interrupted.

    A file is replaced whole, so that at any moment it opens with one key or the other. What cannot be opened stays.
    """
    names = pages = lost = 0
    last = None
    while True:
        with transaction.atomic():
            rows = Document.objects.select_for_update().filter(destroyed_at=None).order_by("pk")
            batch = list((rows.filter(pk__gt=last) if last else rows).prefetch_related("pages")[:_BATCH])
            if not batch:
                break
            done = [_one(document) for document in batch]
        names += sum(one.names for one in done)
        pages += sum(one.pages for one in done)
        lost += sum(one.unopened for one in done)
        last = batch[-1].pk
        tell("documents", names)
    if names or pages:
        _record(names, pages)
    return Rotated(names, pages, lost)


def _one(document: Document) -> Rotated:
    names = pages = lost = 0
    try:
        if document.name and sealing.sealed_with(bytes(document.name)) != sealing.current_key():
            document.call(document.called())
            document.save(update_fields=["name"])
            names = 1
    except sealing.CannotOpen:
        lost += 1
    for page in document.pages.all():
        try:
            if keeping.sealed_with(page) != sealing.current_key():
                keeping.seal_again(page)
                pages += 1
        except (sealing.CannotOpen, files.Missing):
            lost += 1
    return Rotated(names, pages, lost)


def _record(names: int, pages: int) -> None:
    line = Line(
        what="evidence.seals_rotated",
        subject_kind="evidence.seals",
        subject_id=new_id(),
        by=importing("command line"),
        because=Because("key_rotation"),
        at=clock.now(),
        refs={"names": names, "pages": pages, "key": sealing.current_key()},
    )
    record_many([line])
