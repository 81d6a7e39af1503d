"""What stands beside a renewal: being excused for a time, a human's look before a lapse, who at work may be told."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person

from .. import states
from .renewals import Renewal


class Deferral(models.Model):
    """More time, asked for by the person or by somebody they told, and decided by a registrar. Its words are sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    renewal = models.ForeignKey(Renewal, on_delete=models.PROTECT, related_name="deferrals")
    subject_person = models.UUIDField()
    reason = models.TextField()
    wanted_until = models.DateField()
    state = models.TextField(default=states.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    asked_kind = models.TextField()
    until = models.DateField(null=True)  # the last day, as decided
    ended_at = models.DateTimeField(null=True)  # the renewal went on, or ended before
    decided_at = models.DateTimeField(null=True)
    decided_person = models.UUIDField(null=True)
    decided_account = models.UUIDField(null=True)
    decided_role = models.TextField(blank=True)

    class Meta:
        constraints = (
            states.DEFERRALS.constraint("state", "deferral_state"),
            models.CheckConstraint(condition=Q(reason__in=tuple(states.DEFERRAL_REASONS)), name="deferral_reason"),
            models.UniqueConstraint(fields=("renewal",), condition=Q(state=states.ASKED), name="deferral_one_asked"),
            models.UniqueConstraint(
                fields=("renewal",), condition=Q(state=states.AGREED, ended_at=None), name="deferral_one_running"
            ),
            models.CheckConstraint(
                condition=Q(state=states.AGREED, until__isnull=False) | ~Q(state=states.AGREED) & Q(until=None),
                name="deferral_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state=states.ASKED, decided_at=None) | ~Q(state=states.ASKED) & Q(decided_at__isnull=False),
                name="deferral_decided_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(states.AGREED, states.DECLINED))
                | Q(decided_person__isnull=False) & ~Q(decided_person=F("subject_person")),
                name="deferral_decided_by_another",
            ),
        )
        indexes = (
            models.Index(fields=("until",), condition=Q(state=states.AGREED, ended_at=None), name="deferral_running"),
        )


class DeferralWords(models.Model):
    """What the person said, and what was answered. It may speak of health, so it is sealed."""

    deferral = models.OneToOneField(Deferral, on_delete=models.PROTECT, primary_key=True, related_name="words")
    asked = models.BinaryField(default=b"")
    answered = models.BinaryField(default=b"")

    def put(self, field: str, text: str) -> None:
        setattr(self, field, sealing.seal(text, self._place(field)) if text else b"")

    def opened(self, field: str) -> str:
        sealed = bytes(getattr(self, field))
        return sealing.unseal(sealed, self._place(field)) if sealed else ""

    def _place(self, field: str) -> str:
        return f"renewals_deferralwords.{field}:{self.deferral_id}"


class Look(models.Model):
    """A registrar looked before a lapse, in this round of the ladder, and said yes or "wait until". Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    renewal = models.ForeignKey(Renewal, on_delete=models.PROTECT, related_name="looks", db_index=False)
    subject_person = models.UUIDField()
    round = models.PositiveSmallIntegerField()
    verdict = models.TextField()
    wait_until = models.DateField(null=True)
    paid = models.BooleanField(default=False)  # whether they had paid, as the registrar was told
    at = models.DateTimeField(default=clock.now)
    by_person = models.UUIDField()
    by_account = models.UUIDField()
    by_role = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(verdict__in=states.VERDICTS), name="look_verdict"),
            models.CheckConstraint(
                condition=Q(verdict=states.WAIT, wait_until__isnull=False)
                | ~Q(verdict=states.WAIT) & Q(wait_until=None),
                name="look_waits_until",
            ),
            models.CheckConstraint(condition=~Q(by_person=F("subject_person")), name="look_not_on_oneself"),
        )
        indexes = (models.Index(fields=("renewal", "round", "-at"), name="look_latest"),)


class LookWords(models.Model):
    """What the registrar wrote down. Written once; only the privacy login may empty it."""

    look = models.OneToOneField(Look, on_delete=models.PROTECT, primary_key=True, related_name="words")
    text = models.TextField(blank=True)


class WorkContact(models.Model):
    """Somebody at work whom the person lets us tell that the renewal is still to be done, and nothing else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="work_contacts")
    sealed = models.BinaryField()
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person",), condition=Q(until=None), name="work_contact_one"),)

    @classmethod
    def sealed_for(cls, person_id: UUID, *, name: str, email: str) -> WorkContact:
        """Unsaved, sealed for its own row."""
        contact = cls(person_id=person_id)
        contact.sealed = sealing.seal(json.dumps({"name": name, "email": email}), contact._place)
        return contact

    def opened(self) -> tuple[str, str]:
        """Name and e-mail address."""
        said = json.loads(sealing.unseal(bytes(self.sealed), self._place))
        return said["name"], said["email"]

    @property
    def _place(self) -> str:
        return f"renewals_workcontact.sealed:{self.id}"
