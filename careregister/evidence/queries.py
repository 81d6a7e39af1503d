"""What others read of documents, as plain values. What is on a page comes only from `actions.look`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise

from careregister.base import clock

from . import arriving
from .models import Document, Page
from .purposes import PURPOSES


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`size` in bytes."""

    number: int
    media_type: str
    size: int

    @property
    def is_picture(self) -> bool:
        return self.media_type == "image/jpeg"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """`name` is what its first file was called, empty once the document was destroyed."""

    id: UUID
    person_id: UUID
    purpose: str
    purpose_name: Promise
    received_at: datetime
    pages: tuple[PageFacts, ...]
    name: str
    destroy_on: date | None
    destroyed_at: datetime | None
    destroyed_because: str


def facts(ids: Iterable[UUID]) -> dict[UUID, DocumentFacts]:
    """Of these documents; what does not exist is left out. Two queries, however many."""
    documents = Document.objects.filter(pk__in=list(ids)).prefetch_related("pages")
    return {document.id: _facts(document) for document in documents}


def of_person(person_id: UUID) -> tuple[DocumentFacts, ...]:
    """All of a person's documents, newest first, the destroyed ones too."""
    documents = Document.objects.filter(person_id=person_id).order_by("-received_at", "id").prefetch_related("pages")
    return tuple(_facts(document) for document in documents)


def received_already(person_id: UUID, purpose: str, files: Sequence[UploadedFile]) -> UUID | None:
    """The living document of just these files: a page that is sent twice, or loaded again, gives us nothing new."""
    digests = [arriving.received_digest(file) for file in files]
    same = Document.objects.filter(person_id=person_id, purpose=purpose, destroyed_at=None)
    same = same.filter(pages__number=1, pages__received_digest=digests[0]).order_by("received_at", "id")
    for document in same.prefetch_related("pages"):
        pages = sorted(document.pages.all(), key=lambda page: page.number)
        if [bytes(page.received_digest) for page in pages] == digests:
            return document.id
    return None


def not_lodged(person_id: UUID, purposes: Iterable[str], since: datetime) -> list[UUID]:
    """Living documents for these purposes, received since then, on which nothing rests."""
    rows = Document.objects.filter(person_id=person_id, purpose__in=list(purposes), received_at__gte=since)
    return list(rows.filter(lodged_at=None, destroyed_at=None).values_list("pk", flat=True))


def due_to_be_destroyed(*, most: int = 500) -> list[UUID]:
    """Whose last day is over; the one that is over longest first."""
    due = Document.objects.filter(destroyed_at=None, destroy_on__lte=clock.today()).order_by("destroy_on", "id")
    return list(due.values_list("pk", flat=True)[:most])


def living_pages(ids: set[UUID]) -> set[UUID]:
    """Which of these are pages of documents that were not destroyed."""
    living = Page.objects.filter(document__destroyed_at=None)
    return {page for page in living.values_list("pk", flat=True).iterator() if page in ids}


def _facts(document: Document) -> DocumentFacts:
    pages = sorted(document.pages.all(), key=lambda page: page.number)
    return DocumentFacts(
        id=document.id,
        person_id=document.person_id,
        purpose=document.purpose,
        purpose_name=PURPOSES[document.purpose].name,
        received_at=document.received_at,
        pages=tuple(PageFacts(page.number, page.media_type, page.size) for page in pages),
        name=document.called(),
        destroy_on=document.destroy_on,
        destroyed_at=document.destroyed_at,
        destroyed_because=document.destroyed_because,
    )
