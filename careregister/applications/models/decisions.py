"""Decisions: recommended by one, taken by another, appealed to people who did neither. Append-only but for the
recommendation, which waits."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from careregister.base.ids import new_id

from .. import states
from .applications import Application


class Recommendation(models.Model):
    """What one registrar would decide where two are needed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="recommendations")
    subject_person = models.UUIDField()
    outcome = models.TextField()
    equivalence = models.BooleanField(default=False)
    tier = models.TextField(blank=True)
    reasons = ArrayField(models.TextField(), default=list)  # codes of the rule `refusal.reasons`
    words = models.TextField(blank=True)
    state = models.TextField(default=states.PENDING)
    recommended_person = models.UUIDField()
    recommended_account = models.UUIDField()
    recommended_role = models.TextField()
    recommended_at = models.DateTimeField()
    closed_person = models.UUIDField(null=True)
    closed_account = models.UUIDField(null=True)
    closed_role = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_words = models.TextField(blank=True)

    class Meta:
        constraints = (
            states.RECOMMENDATION.constraint("state", "recommendation_state"),
            models.CheckConstraint(condition=Q(outcome__in=states.OUTCOMES), name="recommendation_outcome"),
            models.CheckConstraint(
                condition=~Q(recommended_person=F("subject_person")), name="recommendation_not_about_oneself"
            ),
            models.CheckConstraint(
                condition=~Q(state=states.ACCEPTED)
                | ~Q(closed_person=F("recommended_person")) & ~Q(closed_person=F("subject_person")),
                name="recommendation_three_persons",
            ),
            models.CheckConstraint(
                condition=Q(state=states.PENDING, closed_at=None)
                | ~Q(state=states.PENDING) & Q(closed_at__isnull=False, closed_person__isnull=False),
                name="recommendation_closed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("application",), condition=Q(state=states.PENDING), name="recommendation_one_pending"
            ),
        )


class Decision(models.Model):
    """What was decided, by whom, under which rules. Never altered; its words lie beside it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    subject_person = models.UUIDField()
    outcome = models.TextField()
    equivalence = models.BooleanField(default=False)
    tier = models.TextField(blank=True)
    reasons = ArrayField(models.TextField(), default=list)
    criteria_since = models.DateField()
    act = models.UUIDField(null=True)  # the act of the register that admitted, by plain value
    decided_person = models.UUIDField()
    decided_account = models.UUIDField()
    decided_role = models.TextField()
    decided_at = models.DateTimeField()
    recommended_person = models.UUIDField(null=True)
    recommended_account = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=states.OUTCOMES), name="decision_outcome"),
            models.CheckConstraint(
                condition=~Q(decided_person=F("subject_person"))
                & (
                    Q(recommended_person=None)
                    | ~Q(recommended_person=F("subject_person")) & ~Q(recommended_person=F("decided_person"))
                ),
                name="decision_three_persons",
            ),
            # Anything but a clean admission takes two.
            models.CheckConstraint(
                condition=Q(outcome=states.ADMIT, equivalence=False) | Q(recommended_person__isnull=False),
                name="decision_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=(states.REFUSE, states.DISMISS)) | ~Q(reasons=[]), name="decision_reasoned"
            ),
        )
        indexes = (models.Index(fields=("outcome", "-decided_at"), name="decision_similar"),)


class DecisionWords(models.Model):
    """The reasons in words. Written once; only the privacy login may empty it."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, primary_key=True, related_name="words")
    explanation = models.TextField(blank=True)


class Appeal(models.Model):
    """What the person says against a refusal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="appeals")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appeal")
    words = models.TextField()
    made_at = models.DateTimeField()
