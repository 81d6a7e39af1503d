"""What we decided before in files like this one, without anybody's name: so that like is treated alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from careregister.base import clock
from careregister.base.actors import Actor

from .. import criteria, names, policy
from ..models import Application, Decision


@dataclass(frozen=True, slots=True)
class SimilarDecision:
    """`alike`: how many of the reasons are the same. No words: they could tell who it was."""

    outcome: str
    outcome_words: Promise
    reasons: tuple[str, ...]
    month: date
    tier: str
    equivalence: bool
    appealed: bool
    alike: int


def similar_decisions(
    application: Application, outcome: str, reasons: Iterable[str], asker: Actor, *, most: int = 10
) -> tuple[SimilarDecision, ...]:
    """Decisions of others with one of `reasons`, or with `outcome` where there are none; the most alike first."""
    policy.may_read(asker, application)
    wanted = set(reasons)
    found = Decision.objects.exclude(application=application).select_related("application")
    found = found.filter(reasons__overlap=list(wanted)) if wanted else found.filter(outcome=outcome, reasons=[])
    rows = [
        SimilarDecision(
            outcome=row.outcome,
            outcome_words=names.OUTCOMES[row.outcome],
            reasons=tuple(criteria.reasons(row.application).get(code, code) for code in row.reasons),
            month=clock.london_day(row.decided_at).replace(day=1),
            tier=row.tier,
            equivalence=row.equivalence,
            appealed=hasattr(row, "appeal"),
            alike=len(wanted & set(row.reasons)),
        )
        for row in found.select_related("appeal").order_by("-decided_at")[:200]
    ]
    return tuple(sorted(rows, key=lambda row: -row.alike)[:most])
