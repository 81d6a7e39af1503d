"""Criminal-record certificates: that there is one, and whether it is current. Never what it says."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person

from ..kinds import MODES
from .checks import Check

ENHANCED, ENHANCED_BARRED = "enhanced", "enhanced_barred"
LEVELS = (ENHANCED, ENHANCED_BARRED)
WORKFORCES = ("adult", "child", "both", "other")

BLANK, NON_BLANK = "BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO"
NEW_INFO, NO_MATCH = "NEW_INFO", "NO_MATCH_FOUND"
CODES = (BLANK, NON_BLANK, NEW_INFO, NO_MATCH)
CURRENT = (BLANK, NON_BLANK)


class Certificate(models.Model):
    """What identifies a certificate, as its owner gave it. A corrected one replaces the one before."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    application_id = models.UUIDField()
    mode = models.TextField()
    number = models.BinaryField(default=b"")  # sealed; empty while a new check is under way
    surname = models.BinaryField(default=b"")  # as printed, sealed
    issued_on = models.DateField(null=True)
    level = models.TextField()
    workforce = models.TextField()
    given_at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # its application ended without an admission: nobody asks about it again

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(mode__in=MODES), name="certificate_mode"),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="certificate_level"),
            models.CheckConstraint(condition=Q(workforce__in=WORKFORCES), name="certificate_workforce"),
            models.UniqueConstraint(
                fields=("application_id",), condition=Q(replaced_at=None), name="certificate_one_in_use"
            ),
        )

    def put(self, *, number: str, surname: str) -> None:
        """Seal both for this row; the caller saves it."""
        self.number = sealing.seal(number, self._place("number")) if number else b""
        self.surname = sealing.seal(surname, self._place("surname")) if surname else b""

    def opened(self, field: str) -> str:
        """`number` or `surname` in plain; empty where none was given."""
        sealed = bytes(getattr(self, field))
        return sealing.unseal(sealed, self._place(field)) if sealed else ""

    def _place(self, field: str) -> str:
        return f"checks_certificate.{field}:{self.id}"


class StatusCheck(models.Model):
    """One question to the Update Service. It stays the same row however often it has to be asked again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="status_checks", db_index=False)
    due_on = models.DateField()
    asked_person = models.UUIDField(null=True)  # the officer who asks; none: the clock
    asked_role = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)  # the latest attempt
    trouble = models.TextField(blank=True)  # why the latest attempt brought no answer: a code
    # For the checks officer's eyes only: see queries. Never in history, letters, logs or exports to others.
    code = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    looked_person = models.UUIDField(null=True)  # who took up an answer that needs a human
    looked_account = models.UUIDField(null=True)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("certificate", "due_on"), name="status_once_a_due_date"),
            models.CheckConstraint(condition=Q(code__in=("", *CODES)), name="status_code"),
            models.CheckConstraint(
                condition=Q(code="", answered_at=None) | ~Q(code="") & Q(answered_at__isnull=False),
                name="status_answered_when",
            ),
        )
        indexes = (
            models.Index(fields=("due_on",), condition=Q(answered_at=None), name="status_unanswered"),
            models.Index(fields=("answered_at",), condition=Q(code=NEW_INFO, looked_at=None), name="status_new_info"),
        )


class Attestation(models.Model):
    """An employer who saw the original says so. Yes or no, and when: nothing of its content. Written once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    of_check = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="attestations")
    ask_id = models.UUIDField()
    seen_on = models.DateField()
    issued_on = models.DateField(null=True)
    level = models.TextField()
    workforce = models.TextField()
    content_with_it = models.BooleanField()  # lets the person work with people in care; for the checks officer only
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ask_id",), name="attestation_once"),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="attestation_level"),
            models.CheckConstraint(condition=Q(workforce__in=WORKFORCES), name="attestation_workforce"),
        )
