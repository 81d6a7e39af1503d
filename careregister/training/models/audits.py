"""Random audits: a draw that anybody can repeat, and the audit of each person who was drawn."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person

from .. import states


class Draw(models.Model):
    """One drawing of lots, never altered: the seed, what the list was, and how many. Anybody can draw again from it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ends_from = models.DateField()  # whose registration runs until a day from here ...
    ends_until = models.DateField()  # ... to here
    drawn_at = models.DateTimeField()
    seed = models.TextField()
    seed_from = models.TextField(blank=True)  # where it comes from, if from outside; empty: made by chance here
    share = models.DecimalField(max_digits=6, decimal_places=5)
    size = models.PositiveIntegerField()  # of the list
    count = models.PositiveIntegerField()  # how many were drawn
    list_digest = models.TextField()  # SHA-256 of the numbers in order, one a line
    threshold = models.TextField(blank=True)  # the greatest SHA-256 of seed and number that was drawn

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ends_from", "ends_until"), name="draw_once"),
            models.CheckConstraint(condition=Q(ends_from__lte=F("ends_until")), name="draw_days"),
            models.CheckConstraint(condition=Q(count__lte=F("size")), name="draw_count"),
            models.CheckConstraint(condition=~Q(seed=""), name="draw_seeded"),
        )


class DrawList(models.Model):
    """The list a draw was made from, so that it can be repeated years later."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, primary_key=True, related_name="listed")
    numbers = models.TextField()  # one a line, in order


class Audit(models.Model):
    """One person's learning of one year, looked at. Who reads first, second and on appeal are three other people."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="audits", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="learning_audits", db_index=False)
    number = models.TextField()
    year_since = models.DateField()
    year_until = models.DateField()
    state = models.TextField(default=states.DRAWN)
    outcome = models.TextField(blank=True)
    drawn_at = models.DateTimeField(default=clock.now)
    asked_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    reminded_for = models.IntegerField(null=True)  # days before the last day of which was reminded last
    given_at = models.DateTimeField(null=True)
    first_reader = models.UUIDField(null=True)
    second_reader = models.UUIDField(null=True)
    appeal_reader = models.UUIDField(null=True)
    not_met_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    steps_taken = models.PositiveIntegerField(default=0)  # what a page was made from: see actions

    class Meta:
        constraints = (
            states.AUDIT.constraint("state", "audit_state"),
            models.UniqueConstraint(fields=("draw", "person"), name="audit_once"),
            models.CheckConstraint(condition=Q(outcome__in=("", *states.OUTCOMES)), name="audit_outcome"),
            models.CheckConstraint(
                condition=Q(state__in=states.AUDIT_ENDED, ended_at__isnull=False) & ~Q(outcome="")
                | ~Q(state__in=states.AUDIT_ENDED) & Q(ended_at=None),
                name="audit_ended_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(states.ASKED, states.MORE_WANTED)) | Q(answer_by__isnull=False),
                name="audit_answered_by_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(first_reader=None) | ~Q(first_reader=F("person")))
                & (Q(second_reader=None) | ~Q(second_reader=F("person")) & ~Q(second_reader=F("first_reader")))
                & (
                    Q(appeal_reader=None)
                    | ~Q(appeal_reader=F("person"))
                    & ~Q(appeal_reader=F("first_reader"))
                    & ~Q(appeal_reader=F("second_reader"))
                ),
                name="audit_read_by_others",
            ),
            # That the rules were not met is said by two.
            models.CheckConstraint(
                condition=~Q(outcome=states.OUTCOME_NOT_MET)
                | Q(first_reader__isnull=False, second_reader__isnull=False, not_met_at__isnull=False),
                name="audit_not_met_by_two",
            ),
        )
        indexes = (
            models.Index(fields=("state", "answer_by"), name="audit_queue"),
            models.Index(fields=("person", "-drawn_at"), name="audit_of_person"),
        )

    def __str__(self) -> str:
        return self.number


class AuditStep(models.Model):
    """One step of an audit: who took it, when, what they said (sealed), and what papers came with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="steps", db_index=False)
    action = models.TextField()
    at = models.DateTimeField(default=clock.now)
    by_kind = models.TextField()
    by_person = models.UUIDField(null=True)
    by_role = models.TextField(blank=True)
    because = models.TextField()
    sealed = models.BinaryField(default=b"")
    documents = ArrayField(models.UUIDField(), default=list)  # of the room evidence

    class Meta:
        indexes = (models.Index(fields=("audit", "at"), name="audit_story"),)

    @property
    def words(self) -> str:
        return sealing.unseal(bytes(self.sealed), self._place) if self.sealed else ""

    def put(self, words: str) -> None:
        """Seal the words into this row (which must have its id); the caller saves it."""
        self.sealed = sealing.seal(words, self._place) if words else b""

    @property
    def _place(self) -> str:
        return f"{self._meta.db_table}.sealed:{self.pk}"
