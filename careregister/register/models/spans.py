"""Spans: what held when, as known when. Derived from acts in the same transaction, never edited."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from careregister.base.ids import new_id

from .. import states
from .registrants import Registrant


class Span(models.Model):
    """Something that held over a time (`valid`), as we knew it over a time (`known`). Both half-open."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    act = models.UUIDField()
    valid = DateTimeRangeField()
    known = DateTimeRangeField()

    class Meta:
        abstract = True


def _never_twice(name: str, *columns: str) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((F(column), RangeOperators.EQUAL) for column in columns),
            (F("valid"), RangeOperators.OVERLAPS),
            (F("known"), RangeOperators.OVERLAPS),
        ],
    )


_KNOWN_NOW = Q(known__upper_inf=True)


class StandingSpan(Span):
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="standing_spans")
    base = models.TextField()
    registered_until = models.DateField()

    class Meta:
        constraints = (
            states.STANDING.constraint("base", "standing_base"),
            _never_twice("standing_one_at_a_time", "registrant"),
        )
        indexes = (models.Index(fields=("registrant",), condition=_KNOWN_NOW, name="standing_known_now"),)


class RestrictionSpan(Span):
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="restriction_spans")
    restriction = models.UUIDField()
    kind = models.TextField()
    last_day = models.DateField()
    review_by = models.DateField(null=True)
    publish_until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=states.RESTRICTION_KINDS), name="restriction_kind"),
            models.CheckConstraint(
                condition=~Q(kind__in=tuple(sorted(states.INTERIM))) | Q(review_by__isnull=False),
                name="restriction_interim_is_reviewed",
            ),
            _never_twice("restriction_one_at_a_time", "restriction"),
        )
        indexes = (models.Index(fields=("registrant",), condition=_KNOWN_NOW, name="restriction_known_now"),)


class TierSpan(Span):
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="tier_spans")
    tier = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(tier__in=states.TIERS), name="tier_known"),
            _never_twice("tier_one_at_a_time", "registrant"),
        )
        indexes = (models.Index(fields=("registrant",), condition=_KNOWN_NOW, name="tier_known_now"),)
