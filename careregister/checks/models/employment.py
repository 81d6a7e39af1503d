"""The history of somebody's work as it was told with an application."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person


class WorkHistory(models.Model):
    """All that was told of work with one application. Telling it again replaces its spells and reasons."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="work_histories")
    application_id = models.UUIDField(unique=True)
    left_education = models.DateField()  # the first day of the month, as all months of this room
    lodged_at = models.DateTimeField(default=clock.now)


class Spell(models.Model):
    """One job. `ended` is the first day of its last month, none while it lasts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    history = models.ForeignKey(WorkHistory, on_delete=models.CASCADE, related_name="spells", db_index=False)
    role = models.TextField()
    employer = models.TextField()
    place = models.TextField(blank=True)  # the regulator's id of a place in the care directory
    care = models.BooleanField()  # care or support work, or work with children
    started = models.DateField()
    ended = models.DateField(null=True)
    reason = models.TextField(blank=True)
    words = models.BinaryField(default=b"")  # more about how it ended, sealed

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ended=None) | Q(ended__gte=F("started")), name="spell_in_order"),
            models.CheckConstraint(condition=Q(ended=None) | ~Q(reason=""), name="spell_ended_because"),
        )
        indexes = (models.Index(fields=("history", "started"), name="spell_order"),)

    def put(self, words: str) -> None:
        self.words = sealing.seal(words, f"checks_spell.words:{self.id}") if words else b""

    def opened(self) -> str:
        kept = bytes(self.words)
        return sealing.unseal(kept, f"checks_spell.words:{self.id}") if kept else ""


class GapReason(models.Model):
    """What somebody did between jobs, from the month of `started` to the month of `ended`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    history = models.ForeignKey(WorkHistory, on_delete=models.CASCADE, related_name="gap_reasons")
    started = models.DateField()
    ended = models.DateField()
    what = models.TextField()
    words = models.BinaryField(default=b"")  # sealed: people say here that they were ill

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(ended__gte=F("started")), name="gap_in_order"),)

    def put(self, words: str) -> None:
        self.words = sealing.seal(words, f"checks_gapreason.words:{self.id}") if words else b""

    def opened(self) -> str:
        kept = bytes(self.words)
        return sealing.unseal(kept, f"checks_gapreason.words:{self.id}") if kept else ""
