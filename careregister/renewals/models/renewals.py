"""One renewal for each time a registration comes to its day, or a restoration of one that lapsed."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person
from careregister.register.models import Registrant

from .. import states


class Renewal(models.Model):
    """`until`: the last day of the registration that it is about. `day`: the day that the ladder of notices counts to,
    the same or later: whoever was told late, or is excused for a time, gets the whole ladder. `round`: how often it
    began anew. `ladder_on`: the rules of which day the ladder follows."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="renewals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="renewals", db_index=False)
    kind = models.TextField(default=states.RENEWAL)
    state = models.TextField(default=states.OPEN)
    until = models.DateField()
    day = models.DateField(null=True)
    round = models.PositiveSmallIntegerField(default=0)
    ladder_on = models.DateField(null=True)
    opened_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    steps_taken = models.PositiveIntegerField(default=0)  # what a page was made from: see actions
    code_version = models.TextField(blank=True)  # of the code that was accepted, or still held
    act = models.UUIDField(null=True)  # of the register: renewed, lapsed, restored
    renewed_until = models.DateField(null=True)

    class Meta:
        constraints = (
            states.RENEWALS.constraint("state", "renewal_state"),
            models.CheckConstraint(condition=Q(kind__in=states.KINDS), name="renewal_kind"),
            models.UniqueConstraint(
                fields=("registrant",), condition=Q(state__in=states.RUNNING), name="renewal_one_running"
            ),
            models.CheckConstraint(
                condition=Q(state__in=states.ENDED, ended_at__isnull=False)
                | ~Q(state__in=states.ENDED) & Q(ended_at=None),
                name="renewal_ended_when",
            ),
            models.CheckConstraint(
                condition=Q(kind=states.RENEWAL, day__isnull=False, ladder_on__isnull=False, day__gte=models.F("until"))
                | Q(kind=states.RESTORATION, day=None, ladder_on=None),
                name="renewal_has_a_ladder",
            ),
            # Nobody is reminded of, excused from or lapsed over a wish to come back.
            models.CheckConstraint(
                condition=Q(kind=states.RENEWAL) | ~Q(state__in=(states.SENT, states.DEFERRED, states.LAPSED)),
                name="renewal_restoration_states",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(states.RENEWED, states.LAPSED), act__isnull=False)
                | ~Q(state__in=(states.RENEWED, states.LAPSED)) & Q(act=None),
                name="renewal_act",
            ),
            models.CheckConstraint(
                condition=Q(state=states.RENEWED, renewed_until__isnull=False)
                | ~Q(state=states.RENEWED) & Q(renewed_until=None),
                name="renewal_until_when",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-opened_at"), name="renewal_of_person"),
            models.Index(fields=("state", "day"), condition=Q(state__in=states.RUNNING), name="renewal_running"),
        )


class Answers(models.Model):
    """What one part says, sealed. `version` rises with each save, so that two tabs cannot overwrite each other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    renewal = models.ForeignKey(Renewal, on_delete=models.PROTECT, related_name="answers", db_index=False)
    part = models.TextField()
    sealed = models.BinaryField(default=b"")
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("renewal", "part"), name="answers_once"),)

    @property
    def data(self) -> dict[str, Any]:
        """The answers by question."""
        return json.loads(sealing.unseal(bytes(self.sealed), self._place)) if self.sealed else {}

    def put(self, data: dict[str, Any]) -> None:
        """Seal `data` into this row (which must have its id); the caller saves it."""
        self.sealed = sealing.seal(json.dumps(data, ensure_ascii=False), self._place)

    @property
    def _place(self) -> str:
        return f"renewals_answers.sealed:{self.id}"


class Referral(models.Model):
    """A registrar looks: since when, why, and what came of it. `words`: to the person, where it was handed back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    renewal = models.ForeignKey(Renewal, on_delete=models.PROTECT, related_name="referrals")
    reasons = ArrayField(models.TextField())
    referred_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    closed_person = models.UUIDField(null=True)
    closed_account = models.UUIDField(null=True)
    closed_role = models.TextField(blank=True)
    outcome = models.TextField(blank=True)  # the step that closed it
    words = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("renewal",), condition=Q(closed_at=None), name="referral_one_open"),
            models.CheckConstraint(condition=~Q(reasons=[]), name="referral_reasoned"),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="referral_closed_how",
            ),
        )
