"""Draws of lots, for everybody: enough to draw again, and nobody's number."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from careregister.base.actors import Actor

from .. import policy
from ..models import Draw


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """`seed_from`: where the seed comes from; empty when it was made by chance here. `threshold`: whoever was on the
    list and has a lot up to it was drawn."""

    id: UUID
    drawn_at: datetime
    ends_from: date
    ends_until: date
    seed: str
    seed_from: str
    share: Decimal
    size: int
    count: int
    list_digest: str
    threshold: str


def draws(most: int = 60) -> tuple[DrawFacts, ...]:
    """The newest first."""
    rows = Draw.objects.order_by("-drawn_at", "-ends_from")[:most]
    return tuple(
        DrawFacts(
            id=row.id,
            drawn_at=row.drawn_at,
            ends_from=row.ends_from,
            ends_until=row.ends_until,
            seed=row.seed,
            seed_from=row.seed_from,
            share=row.share,
            size=row.size,
            count=row.count,
            list_digest=row.list_digest,
            threshold=row.threshold,
        )
        for row in rows
    )


def may_draw(asker: Actor) -> bool:
    """Whether this asker may draw by hand."""
    return bool(asker.acting_as(policy.REVIEWERS))
