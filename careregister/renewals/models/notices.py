"""The ladder as it was climbed: which notice went when, and by which way. What became of it is the letter's."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from careregister.base import clock
from careregister.base.ids import new_id
from careregister.letters.models import Letter

from .. import states
from .renewals import Renewal


class Notice(models.Model):
    """One rung, by one way. `chase`: because an earlier one came back. By post and telephone: somebody of staff did it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    renewal = models.ForeignKey(Renewal, on_delete=models.PROTECT, related_name="notices", db_index=False)
    round = models.PositiveSmallIntegerField()
    rung = models.TextField()
    way = models.TextField()
    due_on = models.DateField()
    written_at = models.DateTimeField(default=clock.now)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    chase = models.BooleanField(default=False)
    by_person = models.UUIDField(null=True)
    by_role = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("renewal", "round", "rung", "way"), name="renewal_notice_once"),
            models.CheckConstraint(condition=Q(way__in=states.WAYS), name="notice_way"),
            models.CheckConstraint(
                condition=Q(way__in=(*states.BY_HAND, states.NONE), letter=None)
                | ~Q(way__in=(*states.BY_HAND, states.NONE)) & Q(letter__isnull=False),
                name="notice_has_its_letter",
            ),
            models.CheckConstraint(
                condition=Q(way__in=states.BY_HAND, chase=True, by_person__isnull=False)
                | ~Q(way__in=states.BY_HAND) & Q(by_person=None),
                name="notice_by_hand_by_somebody",
            ),
        )
        indexes = (models.Index(fields=("renewal",), condition=Q(way=states.NONE), name="notice_reaches_nobody"),)
