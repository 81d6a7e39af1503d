"""The outbox. A letter is written in the transaction of its cause and handed over after it, never twice unasked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person

from .states import HANDING_OVER, LETTER, SETTLED, TROUBLED, UNCERTAIN, WRITTEN

EMAIL, SMS = "email", "sms"  # a text sends the subject; its reader finds the body in their account


class Letter(models.Model):
    """One letter to one address. What it says, and to which, lies in its Words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.TextField()
    channel = models.TextField(default=EMAIL)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="letters", db_index=False)
    cause_kind = models.TextField(
        blank=True
    )  # what it was written about, by plain values: rooms above are unknown here
    cause_id = models.UUIDField(null=True)
    text_version = models.PositiveIntegerField(default=0)  # TextVersion.number; 0: the text that came with the product
    message_id = models.TextField(unique=True)
    status = models.TextField(default=WRITTEN)
    outcome = models.TextField(blank=True)  # a code for the latest failure, and the server's number
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    give_up_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)  # the latest hand-over
    settled_at = models.DateTimeField(null=True)
    written_off_at = models.DateTimeField(null=True)  # somebody looked at what went wrong, and left it at that

    class Meta:
        constraints = (
            LETTER.constraint("status", "letter_status"),
            models.CheckConstraint(condition=Q(channel__in=(EMAIL, SMS)), name="letter_channel"),
            models.CheckConstraint(
                condition=Q(status__in=SETTLED, settled_at__isnull=False)
                | Q(status__in=(WRITTEN, HANDING_OVER), settled_at=None),
                name="letter_settled_when",
            ),
            models.CheckConstraint(
                condition=Q(status=WRITTEN) | Q(begun_at__isnull=False, attempts__gt=0), name="letter_begun_when"
            ),
            models.CheckConstraint(
                condition=Q(cause_kind="", cause_id=None) | (~Q(cause_kind="") & Q(cause_id__isnull=False)),
                name="letter_cause_whole",
            ),
            models.CheckConstraint(
                condition=Q(written_off_at=None) | Q(status__in=TROUBLED), name="letter_written_off_when"
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), condition=Q(status=WRITTEN), name="letter_due"),
            models.Index(fields=("begun_at",), condition=Q(status=HANDING_OVER), name="letter_under_way"),
            models.Index(fields=("settled_at",), condition=Q(status=UNCERTAIN), name="letter_uncertain"),
            models.Index(
                fields=("settled_at",), condition=Q(status__in=TROUBLED, written_off_at=None), name="letter_to_handle"
            ),
            models.Index(fields=("id",), condition=Q(status__in=TROUBLED), name="letter_that_failed"),
            models.Index(fields=("person", "-written_at"), name="letter_of_person"),
            models.Index(fields=("cause_kind", "cause_id"), name="letter_of_cause"),
        )


class Words(models.Model):
    """To whom and what, sealed for this row. Written once; only the privacy login may empty it."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, primary_key=True, related_name="words")
    to = models.BinaryField()
    subject = models.BinaryField()
    body = models.BinaryField()

    @classmethod
    def sealed(cls, letter: Letter, *, to: str, subject: str, body: str) -> Words:
        """Unsaved words of `letter`."""
        words = cls(letter=letter)
        for field, text in (("to", to), ("subject", subject), ("body", body)):
            setattr(words, field, sealing.seal(text, words._place(field)))
        return words

    def opened(self, field: str) -> str:
        """What `field` says; empty once the privacy login has emptied it."""
        sealed = bytes(getattr(self, field))
        return sealing.unseal(sealed, self._place(field)) if sealed else ""

    def _place(self, field: str) -> str:
        return f"letters_words.{field}:{self.letter_id}"


class TextVersion(models.Model):
    """What a kind of letter says from `written_at` on. Only added: an earlier text comes back as a new version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.TextField()
    language = models.TextField()
    number = models.PositiveIntegerField()
    subject = models.TextField()
    body = models.TextField()
    sms = models.TextField(blank=True, default="", db_default="")  # empty: made of the subject
    note = models.TextField()
    written_at = models.DateTimeField(default=clock.now)
    written_person = models.UUIDField()
    written_account = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "language", "number"), name="letter_text_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="letter_text_number_from_one"),
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(body="") & ~Q(note=""), name="letter_text_says_something"
            ),
        )
