"""Asking somebody else: a referee, a voucher, an employer. What was asked and answered lies sealed."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person

from .. import states

REFERENCE, VOUCHER, EMPLOYER_DBS = "reference", "voucher", "employer_dbs"
ASK_KINDS = (REFERENCE, VOUCHER, EMPLOYER_DBS)
NOT_NOW, NEVER_WRITE = "not_now", "never_write"  # why somebody declined


class Ask(models.Model):
    """One question to one address about one person. `sealed`: who is asked and about what; `answers`: what they said."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="asks", db_index=False)  # who it is about
    cause_id = models.UUIDField()  # the application
    state = models.TextField(default=states.REQUESTED)
    sealed = models.BinaryField()
    answers = models.BinaryField(default=b"")
    address_blind = models.BinaryField()
    fit = models.TextField(blank=True)  # how the address fits the organisation; see `addresses`
    confidential = models.BooleanField(null=True)  # whether the person may read the answer, as its writer chose
    declined_because = models.TextField(blank=True)
    instead_of = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    reminders = models.PositiveSmallIntegerField(default=0)
    renewals = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=clock.now)  # the latest time a new link was sent
    expires_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            states.ASK.constraint("state", "ask_state"),
            models.CheckConstraint(condition=Q(kind__in=ASK_KINDS), name="ask_kind"),
            models.CheckConstraint(
                condition=Q(state__in=states.ASK_WAITING, settled_at=None)
                | ~Q(state__in=states.ASK_WAITING) & Q(settled_at__isnull=False),
                name="ask_settled_when",
            ),
            models.CheckConstraint(
                condition=Q(state=states.RECEIVED) | Q(confidential=None), name="ask_confidential_when_received"
            ),
        )
        indexes = (
            models.Index(fields=("person", "-asked_at"), name="ask_of_person"),
            models.Index(fields=("cause_id",), name="ask_of_cause"),
            models.Index(fields=("expires_at",), condition=Q(state__in=states.ASK_WAITING), name="ask_waiting"),
        )

    def put(self, field: str, said: dict[str, Any]) -> None:
        """Seal `said` into `sealed` or `answers` of this row; the caller saves it."""
        setattr(self, field, sealing.seal(json.dumps(said, ensure_ascii=False), self._place(field)))

    def opened(self, field: str = "sealed") -> dict[str, Any]:
        """What `field` says; empty where nothing was said, or once it was emptied."""
        kept = bytes(getattr(self, field))
        return json.loads(sealing.unseal(kept, self._place(field))) if kept else {}

    @staticmethod
    def blind_of(email: str) -> bytes:
        return sealing.blind_index(email.strip().casefold(), "ask:address")

    def _place(self, field: str) -> str:
        return f"checks_ask.{field}:{self.id}"


class AskLink(models.Model):
    """A link that was sent for an ask: a digest of its token. A reminder sends one more; the earlier ones go on working."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="links")
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField(default=clock.now)


class NeverWrite(models.Model):
    """An address whose owner never wants to hear from us: kept as a keyed digest, so that it cannot be read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    address_blind = models.BinaryField(unique=True)
    since = models.DateTimeField(default=clock.now)
