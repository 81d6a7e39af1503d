"""Who is on the register, by which numbers, what they chose to show, and what holds them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from careregister.base import clock
from careregister.base.ids import new_id
from careregister.people.models import KNOWN_AS, LEGAL, Person


class Registrant(models.Model):
    """A person once admitted. The number is for life; the row is what every decision about them locks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="registrant")
    number = models.OneToOneField("Number", on_delete=models.PROTECT, db_column="number", related_name="of")
    acts_written = models.PositiveIntegerField(default=0)
    last_recorded_at = models.DateTimeField(null=True)
    first_registered = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("id", "person"), name="registrant_is_person"),)

    def __str__(self) -> str:
        return self.number_id


class Number(models.Model):
    """Every number ever issued or brought along, in one name space, so that none is used twice."""

    number = models.TextField(primary_key=True)
    alias_of = models.ForeignKey(Registrant, on_delete=models.PROTECT, null=True, related_name="aliases")
    issued_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.number


class PublicFacts(models.Model):
    """What the person chose to show today: derived from the last `amend_facts` act that was not replaced."""

    registrant = models.OneToOneField(
        Registrant, on_delete=models.PROTECT, primary_key=True, related_name="public_facts"
    )
    act = models.UUIDField()
    name_shown = models.TextField(default=LEGAL)
    town = models.TextField(blank=True)
    county = models.TextField(blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(name_shown__in=(LEGAL, KNOWN_AS)), name="facts_name_shown"),)
        indexes = (models.Index(F("town"), name="facts_town"),)


class Hold(models.Model):
    """Placed by a room above: while it lasts, neither lapse nor removal at own request is lawful."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField()
    reference = models.UUIDField(null=True)  # what placed it, in the words of the room above
    placed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("registrant", "reason", "reference"),
                condition=Q(released_at=None),
                nulls_distinct=False,
                name="hold_placed_once",
            ),
        )


class CheckHash(models.Model):
    """The slow hash of number and shown name, for the private check by prefix (`register.private_check`).

    Made by `jobs.fill_private_check`. Only a row whose `made_of` fits the name shown now is answered (`queries.checks`).
    """

    registrant = models.OneToOneField(Registrant, on_delete=models.PROTECT, primary_key=True, related_name="+")
    digest = models.TextField(db_index=True)
    made_of = models.TextField(db_default="")  # a quick hash of the folded name, to see that it changed
