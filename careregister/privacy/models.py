"""Requests about one's data, copies of what is held, and receipts of what was destroyed."""

from __future__ import annotations

from datetime import timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person

from . import states

KEEP_COPY = timedelta(days=3)


class DataRequest(models.Model):
    """Somebody asks to see, to correct, to object, to be erased, or complains about us. What is said lies sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="data_requests", db_index=False)
    kind = models.TextField()
    state = models.TextField(default=states.RECEIVED)
    words = models.BinaryField()
    answer = models.BinaryField(default=b"")
    reason = models.TextField(blank=True)  # of a refusal: a code of `reasons`
    received_at = models.DateTimeField(default=clock.now)
    acknowledge_by = models.DateField()
    answer_by = models.DateField()
    acknowledged_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    # Who answered last, and who before it was asked that somebody else look.
    answered_person = models.UUIDField(null=True)
    answered_account = models.UUIDField(null=True)
    answered_role = models.TextField(blank=True)
    first_answered_person = models.UUIDField(null=True)

    class Meta:
        constraints = (
            states.REQUEST.constraint("state", "data_request_state"),
            models.CheckConstraint(condition=Q(kind__in=states.KINDS), name="data_request_kind"),
            models.CheckConstraint(
                condition=Q(state__in=states.ENDED, settled_at__isnull=False)
                | ~Q(state__in=states.ENDED) & Q(settled_at=None),
                name="data_request_settled_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.REFUSED) | ~Q(reason=""), name="data_request_refused_because"
            ),
            models.CheckConstraint(
                condition=Q(answered_person=None) | ~Q(answered_person=models.F("person_id")),
                name="data_request_not_ones_own",
            ),
            models.CheckConstraint(
                condition=Q(first_answered_person=None)
                | Q(answered_person=None)
                | ~Q(answered_person=models.F("first_answered_person")),
                name="data_request_looked_at_by_another",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-received_at"), name="data_request_of_person"),
            models.Index(fields=("answer_by",), condition=Q(state__in=states.WAITING), name="data_request_queue"),
        )

    def put(self, field: str, text: str) -> None:
        """Seal `text` into `words` or `answer` of this row; the caller saves it."""
        setattr(self, field, sealing.seal(text.strip(), self._place(field)))

    def opened(self, field: str) -> str:
        kept = bytes(getattr(self, field))
        return sealing.unseal(kept, self._place(field)) if kept else ""

    def _place(self, field: str) -> str:
        return f"privacy_datarequest.{field}:{self.id}"


class Copy(models.Model):
    """One making of everything held about a person, as a file. Made by a job, fetched by the person, gone in days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="copies")
    asked_at = models.DateTimeField(default=clock.now)
    parts_done = models.PositiveIntegerField(default=0)
    parts_all = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    fetched_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person",), condition=Q(gone_at=None), name="copy_one_at_a_time"),
        )


class Piece(models.Model):
    """A part of the file of a copy, sealed."""

    id = models.BigAutoField(primary_key=True)
    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="pieces", db_index=False)
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("copy", "number"), name="piece_once"),)

    @property
    def place(self) -> str:
        return f"privacy_piece.sealed:{self.copy_id}:{self.number}"


class Destruction(models.Model):
    """A receipt: so many rows of one category went, under the rule of that day. Ids, and nothing of what they said."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(default=clock.now)
    category = models.TextField()
    rows = models.PositiveIntegerField()
    ids = ArrayField(models.UUIDField())
    rule_since = models.DateField()
    request = models.UUIDField(null=True)  # of an erasure that was asked for; none: its time was over

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(rows__gt=0), name="destruction_of_something"),)
        indexes = (models.Index(fields=("category", "-at"), name="destruction_of_category"),)
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)
