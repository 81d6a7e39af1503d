"""Employers, and who acts for them. An employer is whoever engages care workers: a company, a council, one household."""

from __future__ import annotations

import hashlib

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Account

from .. import states
from ..roles import ROLES

_KNOWN = Q(roles__contained_by=sorted(ROLES), roles__len__gt=0)


class Employer(models.Model):
    """One employer. `provider_id` is the care directory's own, empty for whoever is not in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    provider_id = models.TextField(blank=True)
    state = models.TextField(default=states.NEW)
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            states.EMPLOYER.constraint("state", "employer_state"),
            models.CheckConstraint(condition=~Q(name__regex=r"^\s*$"), name="employer_named"),
            models.CheckConstraint(
                condition=Q(state=states.CLOSED, closed_at__isnull=False) | ~Q(state=states.CLOSED) & Q(closed_at=None),
                name="employer_closed_when",
            ),
            # Two may say that they are a provider until staff look; one is confirmed.
            models.UniqueConstraint(
                fields=("provider_id",),
                condition=Q(state=states.CONFIRMED) & ~Q(provider_id=""),
                name="employer_provider_once",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class EmployerUser(models.Model):
    """Somebody acts for an employer, from `since`, in these roles."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="users")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="employer_users")
    roles = ArrayField(models.TextField())
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=_KNOWN, name="employer_user_roles"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="employer_user_ends"
            ),
            models.UniqueConstraint(fields=("employer", "account"), condition=Q(until=None), name="employer_user_once"),
        )
        indexes = (models.Index(fields=("account",), condition=Q(until=None), name="employers_of_account"),)


class EmployerInvitation(models.Model):
    """A colleague is asked to act for an employer. The address lies sealed; of the link only a digest is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="invitations")
    roles = ArrayField(models.TextField())
    sealed = models.BinaryField()
    blind = models.BinaryField()
    token_digest = models.BinaryField(unique=True)
    state = models.TextField(default=states.WAITING)
    invited_account = models.UUIDField()
    invited_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_account = models.UUIDField(null=True)

    class Meta:
        constraints = (
            states.INVITATION.constraint("state", "employer_invitation_state"),
            models.CheckConstraint(condition=_KNOWN, name="employer_invitation_roles"),
            models.CheckConstraint(
                condition=Q(state=states.WAITING, settled_at=None)
                | ~Q(state=states.WAITING) & Q(settled_at__isnull=False),
                name="employer_invitation_settled_when",
            ),
            models.UniqueConstraint(
                fields=("employer", "blind"),
                condition=Q(state=states.WAITING),
                name="employer_invitation_once",
            ),
        )
        indexes = (
            models.Index(fields=("ends_at",), condition=Q(state=states.WAITING), name="employer_invitation_waiting"),
        )

    @property
    def place(self) -> str:
        return f"organisations_employerinvitation.sealed:{self.id}"

    @staticmethod
    def blind_of(email: str) -> bytes:
        return sealing.blind_index(email.strip().casefold(), "employer:invitation")

    @staticmethod
    def digest_of(token: str) -> bytes:
        return hashlib.sha256(token.encode()).digest()

    def put(self, email: str) -> None:
        """Seal the address into this row; the caller saves it."""
        self.sealed, self.blind = sealing.seal(email.strip(), self.place), self.blind_of(email)

    def opened(self) -> str:
        """The address; empty once it was emptied."""
        return sealing.unseal(bytes(self.sealed), self.place) if self.sealed else ""
