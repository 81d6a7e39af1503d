"""What the room gives out to the person it is about: the list of their papers. The pages come as files beside it."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import CONFIDENTIAL, IDS, MADE, OTHERS, Show, Table, Withheld, about

from .models import Document, Page
from .purposes import PURPOSES


def in_confidence(document: Document) -> bool:
    """Whether somebody else gave it in confidence."""
    return PURPOSES[document.purpose].withheld and document.by_person != document.person_id


def _name(row: Document) -> object:
    return Withheld(CONFIDENTIAL) if in_confidence(row) else row.called()


def _giver(row: Document) -> object:
    if row.by_person == row.person_id:
        return _("You")
    return row.by_role or Withheld(OTHERS)


def _page(row: Page) -> object:
    if row.document.destroyed_at:
        return _("Destroyed")
    return Withheld(CONFIDENTIAL) if in_confidence(row.document) else file_name(row)


def file_name(page: Page) -> str:
    """What a page is called in the folder `files` of what is downloaded."""
    end = "pdf" if page.media_type == "application/pdf" else "jpg"
    return f"{page.document.purpose}-{str(page.document_id)[:8]}-{page.number}.{end}"


def pages_of(person_id: UUID) -> Iterator[Page]:
    """Every page that is there and may be given out."""
    pages = Page.objects.filter(document__person_id=person_id, document__destroyed_at=None)
    for page in pages.select_related("document").order_by("document__received_at", "number"):
        if not in_confidence(page.document):
            yield page


TABLES = (
    Table(
        "evidence.Document",
        _("Papers we have or had of you"),
        about(Document, "received_at"),
        {
            "purpose": Show(_("What for"), lambda row: PURPOSES[row.purpose].name),
            "name": Show(_("Name of the file"), _name),
            "received_at": Show(_("Received")),
            "by_person": Show(_("From"), _giver),
            "destroy_on": Show(_("Will be destroyed on")),
            "destroyed_at": Show(_("Destroyed")),
            "destroyed_because": Show(_("Because")),
        },
        {"person": IDS, "by_account": IDS},
    ),
    Table(
        "evidence.Page",
        _("Their pages"),
        about(Page, "document__received_at", "number", through="document__person_id"),
        {
            "number": Show(_("Page")),
            "media_type": Show(_("Kind of file")),
            "size": Show(_("Bytes")),
            "digest": Show(_("The page itself"), _page),
        },
        {"received_digest": MADE},
    ),
)
