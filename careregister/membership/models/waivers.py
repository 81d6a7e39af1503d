"""Hardship: a fee that somebody does not have to pay for a time, because a person decided so."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id
from careregister.people.models import Person

from .. import states
from .subscriptions import Subscription


class WaiverRequest(models.Model):
    """`since` and `until` (exclusive) once granted. `sealed`: what was said; `decided`: what was said to them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="waivers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="waiver_requests", db_index=False)
    sealed = models.BinaryField()
    state = models.TextField(default=states.WAITING)
    asked_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)
    decided_person = models.UUIDField(null=True)
    decided_account = models.UUIDField(null=True)
    decided = models.BinaryField(default=b"")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            states.WAIVER.constraint("state", "waiver_state"),
            models.UniqueConstraint(
                fields=("subscription",), condition=Q(state=states.WAITING), name="waiver_one_waiting"
            ),
            models.CheckConstraint(
                condition=Q(state=states.WAITING, settled_at=None)
                | (~Q(state=states.WAITING) & Q(settled_at__isnull=False)),
                name="waiver_settled_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=(states.GRANTED, states.DECLINED),
                    decided_person__isnull=False,
                    decided_account__isnull=False,
                )
                | (~Q(state__in=(states.GRANTED, states.DECLINED)) & Q(decided_person=None, decided_account=None)),
                name="waiver_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_person=None) | ~Q(decided_person=F("person")), name="waiver_not_ones_own"
            ),
            models.CheckConstraint(
                condition=Q(state=states.GRANTED, since__isnull=False, until__isnull=False, until__gt=F("since"))
                | (~Q(state=states.GRANTED) & Q(since=None, until=None)),
                name="waiver_granted_for_a_time",
            ),
            ExclusionConstraint(
                name="waiver_once_for_a_day",
                expressions=[
                    (F("subscription"), RangeOperators.EQUAL),
                    (
                        Func(F("since"), F("until"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state=states.GRANTED),
            ),
        )
        indexes = (
            models.Index(fields=("asked_at",), condition=Q(state=states.WAITING), name="waiver_queue"),
            models.Index(fields=("person", "-asked_at"), name="waiver_of_person"),
        )

    def put(self, field: str, text: str) -> None:
        """Seal `text` into `sealed` or `decided` of this row; the caller saves it."""
        setattr(self, field, sealing.seal(text.strip(), self._place(field)))

    def opened(self, field: str = "sealed") -> str:
        """What was said; empty once it was emptied."""
        kept = bytes(getattr(self, field))
        return sealing.unseal(kept, self._place(field)) if kept else ""

    def _place(self, field: str) -> str:
        return f"membership_waiverrequest.{field}:{self.id}"
