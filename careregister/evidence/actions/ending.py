"""The end of a document: when, and that it is done."""

from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record

from .. import keeping, policy
from ..models import Document


@transaction.atomic
def keep_until(document_id: UUID, day: date | None, *, by: Actor, because: Because) -> None:
    """Destroy it on `day` (None: whoever keeps the rule does not know yet). The rule is the caller's."""
    policy.may_keep(by)
    document = _locked(document_id)
    if document.destroyed_at:
        raise NotAllowed("document_destroyed")
    if document.destroy_on == day:
        return
    document.destroy_on = day
    document.save(update_fields=["destroy_on"])
    refs = {"until": day}
    record("evidence.keep_until_set", document, by=by, because=because, person_id=document.person_id, refs=refs)


@transaction.atomic
def destroy(document_id: UUID, *, by: Actor, because: Because) -> None:
    """Destroy its pages and its name; the row stays and says when and why. Safe to run twice.

    The bytes go after the commit; should that be interrupted, `jobs.sweep_orphans` ends it.
    NotAllowed: not_your_document, wrong_role, document_lodged.
    """
    document = _locked(document_id)
    policy.may_destroy(by, document)
    if document.destroyed_at:
        return
    document.name = b""
    document.destroyed_at = clock.now()
    document.destroyed_because = because.code
    document.save(update_fields=["name", "destroyed_at", "destroyed_because"])
    pages = list(document.pages.all())
    refs = {"purpose": document.purpose, "pages": len(pages)}
    record("evidence.destroyed", document, by=by, because=because, person_id=document.person_id, refs=refs)
    transaction.on_commit(lambda: keeping.forget(pages))


def _locked(document_id: UUID) -> Document:
    document = Document.objects.select_for_update().filter(pk=document_id).first()
    if document is None:
        raise NotAllowed("not_your_document")
    return document
