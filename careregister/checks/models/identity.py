"""How sure we are who somebody is, and visits to a certified provider."""

from __future__ import annotations

import json
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id

from ..kinds import ROUTES
from .checks import Check

_SCORE = ("strength", "validity", "activity", "fraud", "verification")


class IdentityScores(models.Model):
    """Scores under GPG 45 as they were matched to a profile of an edition. Written once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    of_check = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="identity_scores", db_index=False)
    route = models.TextField()
    edition = models.TextField()
    profile = models.TextField()  # its code, M1B say
    level = models.TextField()
    # A provider may say the profile without the scores behind it.
    strength = models.PositiveSmallIntegerField(null=True)
    validity = models.PositiveSmallIntegerField(null=True)
    activity = models.PositiveSmallIntegerField(null=True)
    fraud = models.PositiveSmallIntegerField(null=True)
    verification = models.PositiveSmallIntegerField(null=True)
    more_evidence = models.JSONField(default=list)  # [[strength, validity], ...] of a second and third piece
    provider = models.TextField(blank=True)
    evidence_kinds = ArrayField(models.TextField(), default=list)
    name_agrees = models.BooleanField(null=True)  # only a provider's answer is compared by machine
    birth_agrees = models.BooleanField(null=True)
    by_person = models.UUIDField(null=True)
    by_account = models.UUIDField(null=True)
    by_role = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(route__in=ROUTES), name="identity_route"),
            models.CheckConstraint(
                condition=Q(*[Q(**{f"{name}__lte": 4}) | Q(**{name: None}) for name in _SCORE]),
                name="identity_scores_to_four",
            ),
        )
        indexes = (models.Index(fields=("of_check", "-at"), name="identity_latest"),)


class ProviderVisit(models.Model):
    """One visit to the provider's pages: begun here, ended once by coming back with its state."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    of_check = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="visits")
    state_digest = models.BinaryField(unique=True)
    kept = models.BinaryField()  # nonce and code verifier, sealed; emptied when the visit ends
    # Name and birth date as the provider verified them, sealed; only where they differ from what the person said.
    verified = models.BinaryField(default=b"", db_default=b"")
    return_to = models.TextField()
    began_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)

    def seal(self, text: str) -> None:
        self.kept = sealing.seal(text, self._place)

    def opened(self) -> str:
        return sealing.unseal(bytes(self.kept), self._place)

    def seal_verified(self, name: str, born: date | None) -> None:
        said = json.dumps({"name": name, "born": born.isoformat() if born else ""})
        self.verified = sealing.seal(said, self._verified_place)

    def opened_verified(self) -> tuple[str, date | None]:
        """Name and birth date; empty and None where none is kept."""
        if not self.verified:
            return "", None
        said = json.loads(sealing.unseal(bytes(self.verified), self._verified_place))
        return said["name"], date.fromisoformat(said["born"]) if said["born"] else None

    @property
    def _place(self) -> str:
        return f"checks_providervisit.kept:{self.id}"

    @property
    def _verified_place(self) -> str:
        return f"checks_providervisit.verified:{self.id}"
