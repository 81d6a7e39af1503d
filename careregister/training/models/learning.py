"""The log of everyday learning, what somebody means to learn, and what has counted for which year."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person

from .. import states
from .awards import Award


class Learning(models.Model):
    """One thing learnt at or for work. Its words are sealed: nobody reads them but its owner, and who audits their year."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="learning", db_index=False)
    ticket = models.UUIDField()  # of the page it was written on: sent twice, it is kept once
    learnt_on = models.DateField()
    day_known = models.BooleanField(default=True)  # False: only the month, and the day is its first
    minutes = models.PositiveIntegerField()
    with_whom = models.TextField()
    topic = models.TextField(blank=True)  # the code of a topic
    sealed = models.BinaryField(default=b"")  # {"what", "changed"}
    reflected = models.BooleanField(default=False)  # whether `changed` says something
    documents = ArrayField(models.UUIDField(), default=list)  # of the room evidence
    state = models.TextField(default=states.KEPT)
    logged_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(
        default=1
    )  # rises with each change, so that two tabs cannot overwrite each other

    class Meta:
        constraints = (
            states.LEARNING.constraint("state", "learning_state"),
            models.UniqueConstraint(fields=("person", "ticket"), name="learning_once"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=states.MOST_MINUTES), name="learning_minutes"
            ),
            models.CheckConstraint(condition=Q(with_whom__in=states.WITH_WHOM), name="learning_with_whom"),
            models.CheckConstraint(
                condition=Q(state=states.KEPT, removed_at=None) | Q(state=states.REMOVED, removed_at__isnull=False),
                name="learning_removed_when",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-learnt_on"), name="learning_of_person"),
            models.Index(fields=("removed_at",), condition=Q(state=states.REMOVED), name="learning_to_forget"),
        )

    @property
    def said(self) -> dict[str, Any]:
        return _opened(bytes(self.sealed), _place(self))

    def put(self, what: str, changed: str) -> None:
        """Seal the words into this row (which must have its id); the caller saves it."""
        self.sealed = _sealed({"what": what, "changed": changed}, _place(self))
        self.reflected = bool(changed)


class Plan(models.Model):
    """Something somebody means to learn. Done, it has become a learning."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="learning_plans", db_index=False)
    by_day = models.DateField(null=True)
    topic = models.TextField(blank=True)
    sealed = models.BinaryField(default=b"")  # {"what"}
    state = models.TextField(default=states.PLANNED)
    became = models.OneToOneField(Learning, on_delete=models.SET_NULL, null=True, related_name="plan")
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            states.PLAN.constraint("state", "plan_state"),
            models.CheckConstraint(
                condition=Q(state=states.PLANNED, ended_at=None, became=None)
                | Q(state=states.DONE, ended_at__isnull=False)
                | Q(state=states.DROPPED, ended_at__isnull=False, became=None),
                name="plan_ended_when",
            ),
        )
        indexes = (models.Index(fields=("person", "by_day"), name="plan_of_person"),)

    @property
    def what(self) -> str:
        return str(_opened(bytes(self.sealed), _place(self)).get("what", ""))

    def put(self, what: str) -> None:
        """Seal the words into this row (which must have its id); the caller saves it."""
        self.sealed = _sealed({"what": what}, _place(self))


class CountedFor(models.Model):
    """That something learnt has counted for one requirement of one year that is closed. Once, and for no other year."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    learning = models.ForeignKey(
        Learning, on_delete=models.PROTECT, null=True, related_name="counted_for", db_index=False
    )
    award = models.ForeignKey(Award, on_delete=models.PROTECT, null=True, related_name="counted_for", db_index=False)
    requirement = models.TextField()
    year_since = models.DateField()
    year_until = models.DateField()
    amount = models.PositiveIntegerField()  # minutes, or 1
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("learning", "requirement"), name="learning_counted_once"),
            models.UniqueConstraint(fields=("award", "requirement"), name="award_counted_once"),
            models.CheckConstraint(
                condition=Q(learning=None, award__isnull=False) | Q(learning__isnull=False, award=None),
                name="counted_one_thing",
            ),
            models.CheckConstraint(condition=Q(requirement__in=states.AMOUNTS), name="counted_requirement"),
            models.CheckConstraint(condition=Q(year_since__lte=models.F("year_until")), name="counted_year"),
        )
        indexes = (models.Index(fields=("person", "year_until"), name="counted_of_person"),)


def _place(row: models.Model) -> str:
    return f"{row._meta.db_table}.sealed:{row.pk}"


def _sealed(data: dict[str, Any], place: str) -> bytes:
    return sealing.seal(json.dumps(data, ensure_ascii=False), place)


def _opened(sealed: bytes, place: str) -> dict[str, Any]:
    return dict(json.loads(sealing.unseal(sealed, place))) if sealed else {}
