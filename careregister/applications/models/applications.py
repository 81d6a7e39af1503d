"""An application, what it says, and how long it stayed where."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person

from .. import states


class Application(models.Model):
    """One person asks to be admitted. One open application a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Said on the telephone and in letters: not a registration number, and shaped so that it cannot be taken for one.
    reference = models.TextField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    state = models.TextField(default=states.DRAFT)
    began_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # The rules it is decided by, as they were on the day it was sent.
    criteria = models.JSONField(null=True)
    criteria_since = models.DateField(null=True)
    owner_account = models.UUIDField(null=True)
    owner_person = models.UUIDField(null=True)
    steps_taken = models.PositiveIntegerField(default=0)  # what a page was made from: see actions
    last_step_at = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True)  # of a draft: that it will be discarded

    class Meta:
        constraints = (
            states.APPLICATION.constraint("state", "application_state"),
            models.UniqueConstraint(
                fields=("person",), condition=Q(state__in=states.OPEN), name="application_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=states.ENDED, ended_at__isnull=False)
                | ~Q(state__in=states.ENDED) & Q(ended_at=None),
                name="application_ended_when",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, criteria=None, criteria_since=None)
                | Q(sent_at__isnull=False, criteria__isnull=False, criteria_since__isnull=False),
                name="application_criteria_frozen",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | Q(state__in=(states.DRAFT, states.DISCARDED, states.WITHDRAWN)),
                name="application_sent_before_review",
            ),
        )
        indexes = (
            models.Index(fields=("state", "last_step_at"), name="application_queue"),
            models.Index(fields=("owner_account",), condition=Q(ended_at=None), name="application_owned"),
        )

    def __str__(self) -> str:
        return self.reference


class Section(models.Model):
    """What one section says, sealed. `version` rises with each save, so that two tabs cannot overwrite each other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="sections", db_index=False)
    code = models.TextField()
    sealed = models.BinaryField(default=b"")
    version = models.PositiveIntegerField(default=0)
    complete = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("application", "code"), name="section_once"),)

    @property
    def data(self) -> dict[str, Any]:
        """The answers by field code; of a section of items: `{"items": [answers, ...], "none": bool}`."""
        return json.loads(sealing.unseal(bytes(self.sealed), self._place)) if self.sealed else {}

    def put(self, data: dict[str, Any]) -> None:
        """Seal `data` into this row (which must have its id); the caller saves it."""
        self.sealed = sealing.seal(json.dumps(data, ensure_ascii=False), self._place)

    @property
    def _place(self) -> str:
        return f"applications_section.sealed:{self.id}"


class Passage(models.Model):
    """How long an application was in a state: what service standards and "whose turn" are counted from."""

    id = models.BigAutoField(primary_key=True)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="passages")
    state = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            states.APPLICATION.constraint("state", "passage_state"),
            models.UniqueConstraint(fields=("application",), condition=Q(until=None), name="passage_one_open"),
        )
        indexes = (models.Index(fields=("state", "until"), name="passage_times"),)
