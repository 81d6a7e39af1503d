"""What a person gave us to look at. The rows stay when the bytes go."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person

from .purposes import PURPOSES


class Document(models.Model):
    """One paper, of one or more pages, given for one purpose. Who brought it, as plain values."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents", db_index=False)
    purpose = models.TextField()
    name = models.BinaryField(default=b"")  # what its first file was called, sealed; emptied with the bytes
    received_at = models.DateTimeField(default=clock.now)
    by_kind = models.TextField()
    by_person = models.UUIDField(null=True)
    by_account = models.UUIDField(null=True)
    by_role = models.TextField(blank=True)
    by_reference = models.TextField(blank=True)
    lodged_at = models.DateTimeField(null=True)  # from then on somebody relies on it, and its owner cannot take it back
    destroy_on = models.DateField(null=True)  # set by whoever keeps the rule
    destroyed_at = models.DateTimeField(null=True)
    destroyed_because = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(purpose__in=tuple(PURPOSES)), name="document_purpose"),
            models.CheckConstraint(
                condition=Q(destroyed_at=None, destroyed_because="")
                | (Q(destroyed_at__isnull=False, name=b"") & ~Q(destroyed_because="")),
                name="document_destroyed_whole",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-received_at"), name="document_of_person"),
            models.Index(fields=("destroy_on",), condition=Q(destroyed_at=None), name="document_destroy_due"),
        )

    def call(self, name: str) -> None:
        """Seal `name` into this row; the caller saves it."""
        self.name = sealing.seal(name, self._place)

    def called(self) -> str:
        """The name of its first file; empty once it was destroyed."""
        return sealing.unseal(bytes(self.name), self._place) if self.name else ""

    @property
    def _place(self) -> str:
        return f"evidence_document.name:{self.id}"


class Page(models.Model):
    """One file as we keep it: drawn anew from what was received. Its bytes lie sealed on disk under this row's id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="pages", db_index=False)
    number = models.PositiveSmallIntegerField()
    media_type = models.TextField()
    size = models.PositiveIntegerField()  # bytes, before sealing
    digest = models.BinaryField()  # SHA-256 of those bytes
    received_type = models.TextField()
    received_size = models.PositiveIntegerField()
    received_digest = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("document", "number"), name="page_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="page_number"),
            models.CheckConstraint(condition=Q(media_type__in=("image/jpeg", "application/pdf")), name="page_type"),
        )

    @property
    def place(self) -> str:
        """What its file is bound to: another page's bytes do not open here."""
        return f"evidence_page.file:{self.document_id}:{self.number}"
