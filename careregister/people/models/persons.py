"""The human, and what they are called."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from careregister.base import clock, names
from careregister.base.ids import new_id

LEGAL, KNOWN_AS, FORMER = "legal", "known_as", "former"


class Person(models.Model):
    """One human, one record. Everything that can be said of them lies in rows of their own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    date_of_birth = models.DateField(null=True)
    # A person at risk matches no name in any public search; who set it, and why, is in history.
    at_risk = models.BooleanField(default=False)
    # The person states their own names and date of birth until they are admitted; then a registrar keeps them.
    names_open = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.id)

    def age_on(self, day: date) -> int | None:
        """Whole years on `day`, None if no date of birth is known. Born on 29 February: a year older on 1 March."""
        if self.date_of_birth is None:
            return None
        born = self.date_of_birth
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class PersonName(models.Model):
    """A name as written, with an optional family part, and the folded form by which it is found."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.TextField()
    full = models.TextField()
    family = models.TextField(blank=True)
    folded = models.TextField(editable=False)
    tokens = ArrayField(models.TextField(), editable=False)
    # Only a former name can be made findable, and only by the person; a legal or known-as name is what search is for.
    findable = models.BooleanField(default=True)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=(LEGAL, KNOWN_AS, FORMER)), name="person_name_kind"),
            models.CheckConstraint(condition=~Q(full__regex=r"^\s*$"), name="person_name_said"),
            models.UniqueConstraint(
                fields=("person",), condition=Q(kind=LEGAL, until=None), name="person_name_one_legal"
            ),
            models.UniqueConstraint(
                fields=("person",), condition=Q(kind=KNOWN_AS, until=None), name="person_name_one_known_as"
            ),
        )
        indexes = (
            GinIndex(fields=("tokens",), name="person_name_tokens"),
            GinIndex(fields=("folded",), opclasses=("gin_trgm_ops",), name="person_name_near"),
        )

    def __str__(self) -> str:
        return self.full

    @classmethod
    def written(cls, *, full: str, **fields: Any) -> PersonName:
        """An unsaved name with the forms it is found by. Spaces are tidied; nothing else of it is changed."""
        tidy = " ".join(full.split())
        return cls(full=tidy, folded=names.fold(tidy), tokens=names.tokens(tidy), **fields)
