"""What somebody learnt."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from careregister.base import clock
from careregister.base.ids import new_id
from careregister.people.models import Person

from ..states import ASSURANCE, CLAIMED, STANDS


class Award(models.Model):
    """One course, standard or qualification, finished on a day. Whether it is in date is counted, never stored."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="awards", db_index=False)
    topic = models.TextField()  # the code of a topic, or of one standard of the Care Certificate
    title = models.TextField()
    provider = models.TextField()
    finished_on = models.DateField()
    assurance = models.TextField(default=CLAIMED)
    documents = ArrayField(models.UUIDField(), default=list)  # of the room evidence
    claimed_at = models.DateTimeField(default=clock.now)
    assured_at = models.DateTimeField(null=True)  # when the assurance became what it is

    class Meta:
        constraints = (
            ASSURANCE.constraint("assurance", "award_assurance"),
            models.CheckConstraint(condition=~Q(title__regex=r"^\s*$"), name="award_named"),
            models.CheckConstraint(condition=Q(assurance=CLAIMED) | Q(assured_at__isnull=False), name="award_assured"),
            models.UniqueConstraint(
                fields=("person", "topic", "title", "provider", "finished_on"),
                condition=Q(assurance__in=STANDS),
                name="award_once",
            ),
        )
        indexes = (models.Index(fields=("person", "-finished_on"), name="award_of_person"),)

    def __str__(self) -> str:
        return self.title
