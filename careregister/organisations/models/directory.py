"""Places that give care, as the care directory of the regulator lists them."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from careregister.base import clock, names
from careregister.base.ids import new_id


class Edition(models.Model):
    """One edition of the directory that was read into the register: what it said it was, and what it changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    produced_on = models.DateField()
    # An edition of part of the directory (one council's, say): nobody leaves because it does not name them.
    partial = models.BooleanField(default=False)
    digest = models.BinaryField()
    listed = models.PositiveIntegerField()
    imported_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = (models.Index(fields=("-produced_on",), name="edition_newest"),)

    def __str__(self) -> str:
        return f"{self.produced_on:%Y-%m-%d}"


class Location(models.Model):
    """One place, known for ever by the regulator's own id. It is never deleted: it leaves, and may return."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    location_id = models.TextField(unique=True)
    name = models.TextField()
    also_known_as = models.TextField(blank=True)
    address = models.TextField(blank=True)
    postcode = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    website = models.TextField(blank=True)
    service_types = ArrayField(models.TextField(), default=list)
    specialisms = ArrayField(models.TextField(), default=list)
    checked_on = models.DateField(null=True)
    provider_id = models.TextField(blank=True)
    provider_name = models.TextField(blank=True)
    local_authority = models.TextField(blank=True)
    region = models.TextField(blank=True)
    url = models.TextField(blank=True)
    folded = models.TextField(editable=False)  # name, other name, address and provider, as they are searched
    first_listed = models.DateField()
    last_listed = models.DateField()
    left_on = models.DateField(null=True)  # the first edition that no longer named it

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(name__regex=r"^\s*$"), name="location_named"),
            models.CheckConstraint(condition=Q(last_listed__gte=F("first_listed")), name="location_listed_in_order"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("last_listed")), name="location_left_after_listed"
            ),
        )
        indexes = (
            GinIndex(fields=("folded",), opclasses=("gin_trgm_ops",), name="location_words"),
            models.Index(fields=("postcode",), opclasses=("text_pattern_ops",), name="location_postcode"),
            models.Index(fields=("local_authority", "name"), name="location_by_area"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.location_id})"

    def fold(self) -> None:
        """Make the searched form anew from what the directory says."""
        said = (self.name, self.also_known_as, self.address, self.provider_name)
        self.folded = " ".join(filter(None, map(names.fold, said)))

    def take_over(self, said: dict[str, Any]) -> list[str]:
        """Take what an edition says of the place; returns the names of the fields that differ from before."""
        changed = [field for field, value in said.items() if getattr(self, field) != value]
        for field in changed:
            setattr(self, field, said[field])
        self.fold()
        return changed
