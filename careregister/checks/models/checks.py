"""A check: what was looked at, how, with what outcome, by whom and until when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from careregister.base import clock
from careregister.base.ids import new_id
from careregister.people.models import Person

from .. import states
from ..kinds import KINDS


class Check(models.Model):
    """One kind of check of one person, for one application or for what they sent with a renewal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="checks", db_index=False)
    kind = models.TextField()
    application_id = models.UUIDField()  # or a renewal's referral: rooms above are known by plain values
    state = models.TextField(default=states.OPEN)
    method = models.TextField(blank=True)
    opened_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True)
    decided_person = models.UUIDField(null=True)
    decided_account = models.UUIDField(null=True)
    decided_role = models.TextField(blank=True)  # empty: a certified provider's answer
    expires_on = models.DateField(null=True)  # the last day on which it counts

    class Meta:
        constraints = (
            states.CHECK.constraint("state", "check_state"),
            models.CheckConstraint(condition=Q(kind__in=tuple(KINDS)), name="check_kind"),
            models.UniqueConstraint(fields=("application_id", "kind"), name="check_once"),
            models.CheckConstraint(
                condition=Q(state__in=(*states.DECIDED, states.EXPIRED), decided_at__isnull=False)
                | ~Q(state__in=(*states.DECIDED, states.EXPIRED)) & Q(decided_at=None, expires_on=None),
                name="check_decided_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_person=None) | ~Q(decided_person=models.F("person_id")),
                name="check_not_on_oneself",
            ),
        )
        indexes = (
            models.Index(fields=("person", "kind"), name="check_of_person"),
            models.Index(fields=("expires_on",), condition=Q(state=states.PASSED), name="check_expiring"),
        )


class CheckDocument(models.Model):
    """Evidence that was looked at. The document itself lies in the room evidence, and may be gone by now."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # `check` alone would hide the method by which Django looks at a model.
    of_check = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="documents", db_index=False)
    document_id = models.UUIDField()
    at = models.DateTimeField(default=clock.now)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("of_check", "document_id"), name="check_document_once"),)


class CheckStep(models.Model):
    """Every step a check took, for whoever may know: history says of a criminal record only that it was looked at."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    of_check = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="steps", db_index=False)
    step = models.TextField()
    before = models.TextField(blank=True)
    after = models.TextField()
    by_kind = models.TextField()
    by_person = models.UUIDField(null=True)
    by_account = models.UUIDField(null=True)
    by_role = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = (models.Index(fields=("of_check", "at"), name="check_step_order"),)
