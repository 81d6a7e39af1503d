"""Looking at a page. Whoever of staff looks leaves a line."""

from dataclasses import dataclass, replace
from uuid import UUID

from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record

from .. import keeping, policy
from ..models import Document


@dataclass(frozen=True, slots=True)
class Opened:
    """`name` is safe to be handed to a browser: no folders, and an end that goes with the media type."""

    data: bytes
    media_type: str
    name: str


def look(
    document_id: UUID, page_number: int, *, by: Actor, because: Because, role_rule: frozenset[str] | None = None
) -> Opened:
    """One page, opened, after the look is written down (for staff; the owner's own looks are theirs).

    `role_rule`: only these of the purpose's roles. NotAllowed: not_your_document (also when there is none: nobody
    learns which ids exist), wrong_role, document_destroyed, file_damaged.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise NotAllowed("not_your_document" if by.kind != Kind.STAFF else "wrong_role")
    role = policy.may_look(by, document, role_rule)
    if document.destroyed_at:
        raise NotAllowed("document_destroyed")
    page = document.pages.filter(number=page_number).first()
    if page is None:
        raise NotAllowed("not_your_document")
    data = keeping.opened(page)
    if role:
        refs = {"page": page.number, "purpose": document.purpose}
        whose = document.person_id
        record("evidence.looked_at", document, by=replace(by, role=role), because=because, person_id=whose, refs=refs)
    return Opened(data=data, media_type=page.media_type, name=_safe(document, page.number, page.media_type))


def _safe(document: Document, number: int, media_type: str) -> str:
    end = "pdf" if media_type == "application/pdf" else "jpg"
    return f"{document.purpose}-{str(document.id)[:8]}-{number}.{end}"
