"""Decisions by two, while they wait for the second."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from careregister.base.ids import new_id

from .. import states
from .acts import Act
from .registrants import Registrant


class Proposal(models.Model):
    """A decision that needs two: proposed by one, decided by another, about a third."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="proposals", null=True)
    subject_person = models.UUIDField()
    action = models.TextField()
    corrects = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, related_name="+")
    details = models.JSONField()
    reason = models.TextField()
    words = models.TextField(blank=True)
    authority = models.TextField()
    authority_ref = models.UUIDField(null=True)
    state = models.TextField(default=states.OPEN)
    proposed_person = models.UUIDField()
    proposed_account = models.UUIDField()
    proposed_role = models.TextField()
    proposed_at = models.DateTimeField()
    closed_person = models.UUIDField(null=True)
    closed_account = models.UUIDField(null=True)
    closed_role = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_words = models.TextField(blank=True)
    act = models.OneToOneField(Act, on_delete=models.PROTECT, null=True, related_name="proposal")

    class Meta:
        constraints = (
            states.PROPOSAL.constraint("state", "proposal_state"),
            models.CheckConstraint(condition=Q(action__in=states.ACTIONS), name="proposal_action"),
            models.CheckConstraint(
                condition=~Q(proposed_person=F("subject_person")), name="proposal_not_about_oneself"
            ),
            models.CheckConstraint(
                condition=Q(closed_person=None)
                | Q(state=states.TAKEN_BACK, closed_person=F("proposed_person"))
                | ~Q(state=states.TAKEN_BACK)
                & ~Q(closed_person=F("proposed_person"))
                & ~Q(closed_person=F("subject_person")),
                name="proposal_three_persons",
            ),
            models.CheckConstraint(
                condition=Q(state=states.OPEN, closed_at=None)
                | ~Q(state=states.OPEN) & Q(closed_at__isnull=False, closed_person__isnull=False),
                name="proposal_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=states.ACCEPTED, act__isnull=False) | ~Q(state=states.ACCEPTED) & Q(act=None),
                name="proposal_accepted_has_act",
            ),
            models.UniqueConstraint(
                fields=("subject_person", "action"), condition=Q(state=states.OPEN), name="proposal_one_open"
            ),
        )
        indexes = (models.Index(fields=("proposed_at",), condition=Q(state=states.OPEN), name="proposal_queue"),)
