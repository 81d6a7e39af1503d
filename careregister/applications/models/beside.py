"""What stands beside an application: questions to the person, notes, interests, second looks, possible earlier meetings."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from careregister.base import clock
from careregister.base.ids import new_id
from careregister.people.models import Person

from .. import states
from .applications import Application
from .decisions import Decision


class InformationRequest(models.Model):
    """A question to the applicant, answered on their account or by a link from the letter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="requests")
    question = models.TextField()
    sections = ArrayField(models.TextField(), default=list)  # which may be changed meanwhile
    hearing = models.BooleanField(default=False)  # a notice that we are minded to refuse, with its reasons
    reasons = ArrayField(models.TextField(), default=list)
    token_digest = models.BinaryField(unique=True, null=True)  # of the link in the letter; emptied once it was used
    asked_person = models.UUIDField()
    asked_account = models.UUIDField()
    asked_at = models.DateTimeField(default=clock.now)
    answer_by = models.DateField()
    reminded_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("application",), condition=Q(closed_at=None), name="request_one_open"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(closed_at__isnull=False), name="request_answered_is_closed"
            ),
        )


class Note(models.Model):
    """What staff write down beside an application. The applicant may read it, if they ask for what is held."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField()
    by_person = models.UUIDField()
    by_role = models.TextField()
    at = models.DateTimeField(default=clock.now)


class Interest(models.Model):
    """Whether a member of staff knows the applicant. Asked before they act on an application for the first time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="interests", db_index=False)
    by_person = models.UUIDField()
    conflict = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = (models.Index(fields=("application", "by_person", "-at"), name="interest_latest"),)


class SecondLook(models.Model):
    """A random share of those admitted by one is looked at again by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="second_look")
    first_person = models.UUIDField()
    drawn_at = models.DateTimeField()
    draw = models.FloatField()  # the number drawn, below the rule's share
    looked_person = models.UUIDField(null=True)
    looked_account = models.UUIDField(null=True)
    looked_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(looked_person=None) | ~Q(looked_person=F("first_person")), name="second_look_by_another"
            ),
            models.CheckConstraint(
                condition=Q(looked_at=None, agreed=None, looked_person=None)
                | Q(looked_at__isnull=False, agreed__isnull=False, looked_person__isnull=False),
                name="second_look_whole",
            ),
        )


class Match(models.Model):
    """Somebody we may have met before. Found by linkage, decided by a registrar, never by a machine."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="matches", db_index=False)
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField()  # log2 of the odds
    probability = models.FloatField()
    reasons = models.JSONField()  # [{"what": "date_of_birth", "level": "exact", "weight": 8.1}, ...]: no values
    model_edition = models.TextField()
    found_at = models.DateTimeField()
    state = models.TextField(default=states.UNDECIDED)
    closed_person = models.UUIDField(null=True)
    closed_account = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_words = models.TextField(blank=True)

    class Meta:
        constraints = (
            states.MATCH.constraint("state", "match_state"),
            models.UniqueConstraint(fields=("application", "other"), name="match_once"),
            models.CheckConstraint(
                condition=Q(state=states.UNDECIDED, closed_at=None)
                | ~Q(state=states.UNDECIDED) & Q(closed_at__isnull=False, closed_person__isnull=False),
                name="match_closed_by_somebody",
            ),
        )
