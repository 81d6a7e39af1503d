"""Receiving documents."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from careregister.base import clock, together
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record

from .. import arriving, keeping, policy
from ..models import Document, Page
from ..purposes import PURPOSES

LONGEST_NAME = 120


def receive(person_id: UUID, purpose: str, files: Sequence[UploadedFile], *, by: Actor, because: Because) -> UUID:
    """Take in one document, each file a page in the order given. Returns its id.

    NotAllowed when one of them will not do: file_missing, file_too_big, file_kind, file_program, picture_bomb,
    picture_broken, pdf_broken, pdf_locked, pdf_unsafe, virus_found, scanner_down, too_many_pages. Nothing is kept then.
    """
    policy.may_receive(by, person_id, PURPOSES[purpose])
    made = arriving.made_ready(files)
    document = Document(
        person_id=person_id,
        purpose=purpose,
        by_kind=by.kind,
        by_person=by.person_id,
        by_account=by.account_id,
        by_role=by.role,
        by_reference=by.reference,
    )
    document.call(_tidy(files[0].name))
    pages = [
        Page(
            document=document,
            number=number,
            media_type=one.media_type,
            size=len(one.data),
            digest=arriving.digest(one.data),
            received_type=one.received_type,
            received_size=one.received_size,
            received_digest=one.received_digest,
        )
        for number, one in enumerate(made, 1)
    ]
    try:
        for page, one in zip(pages, made, strict=True):
            keeping.keep(page, one.data)
        _write(document, pages, by, because)
    except BaseException:
        keeping.forget(pages)
        raise
    return document.id


@together.part
def lodge(document_ids: Iterable[UUID], *, by: Actor, because: Because) -> None:
    """From now on something rests on these documents: their owner cannot take them back. Safe to say again.

    NotAllowed `document_destroyed` when one of them is gone, `not_your_document` when there is none, or it is another's.
    """
    policy.may_keep(by)
    wanted = set(document_ids)
    found = list(Document.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted):
        raise NotAllowed("not_your_document")
    for document in found:
        if by.kind == Kind.PERSON and by.person_id != document.person_id:
            raise NotAllowed("not_your_document")
        if document.destroyed_at:
            raise NotAllowed("document_destroyed")
        if document.lodged_at is None:
            document.lodged_at = clock.now()
            document.save(update_fields=["lodged_at"])
            record("evidence.lodged", document, by=by, because=because, person_id=document.person_id)


@transaction.atomic
def _write(document: Document, pages: list[Page], by: Actor, because: Because) -> None:
    document.save(force_insert=True)
    Page.objects.bulk_create(pages)
    refs: dict[str, Any] = {"purpose": document.purpose, "pages": len(pages)}
    record("evidence.received", document, by=by, because=because, person_id=document.person_id, refs=refs)


def _tidy(name: str | None) -> str:
    """The name without its folders and without what cannot be seen; its end is kept, with the kind of file."""
    seen = "".join(letter for letter in (name or "").replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    return seen.strip()[-LONGEST_NAME:]
