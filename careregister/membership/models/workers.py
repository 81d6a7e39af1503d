"""An employer offers to pay for a worker. The worker agrees by the link in the letter, or nothing happens."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.organisations.models import Employer

from .. import states
from .subscriptions import Subscription


class WorkerInvitation(models.Model):
    """To one address, sealed until it is settled; of the link only a digest is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="worker_invitations")
    sealed = models.BinaryField()
    blind = models.BinaryField()
    token_digest = models.BinaryField(unique=True)
    state = models.TextField(default=states.WAITING)
    invited_account = models.UUIDField()
    invited_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, null=True, related_name="invitations")

    class Meta:
        constraints = (
            states.WORKER_INVITATION.constraint("state", "worker_invitation_state"),
            models.CheckConstraint(
                condition=Q(state=states.WAITING, settled_at=None)
                | (~Q(state=states.WAITING) & Q(settled_at__isnull=False)),
                name="worker_invitation_settled_when",
            ),
            models.CheckConstraint(
                condition=Q(state=states.ACCEPTED, subscription__isnull=False)
                | (~Q(state=states.ACCEPTED) & Q(subscription=None)),
                name="worker_invitation_accepted_when",
            ),
            models.UniqueConstraint(
                fields=("employer", "blind"), condition=Q(state=states.WAITING), name="worker_invitation_once"
            ),
        )
        indexes = (
            models.Index(fields=("ends_at",), condition=Q(state=states.WAITING), name="worker_invitation_waiting"),
        )

    @staticmethod
    def blind_of(email: str) -> bytes:
        return sealing.blind_index(email.strip().casefold(), "worker:invitation")

    @staticmethod
    def digest_of(token: str) -> bytes:
        return hashlib.sha256(token.encode()).digest()

    def put(self, email: str) -> None:
        """Seal the address into this row; the caller saves it."""
        self.sealed, self.blind = sealing.seal(email.strip(), self._place), self.blind_of(email)

    def opened(self) -> str:
        """The address; empty once it was emptied."""
        return sealing.unseal(bytes(self.sealed), self._place) if self.sealed else ""

    @property
    def _place(self) -> str:
        return f"membership_workerinvitation.sealed:{self.id}"
