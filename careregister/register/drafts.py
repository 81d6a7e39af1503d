"""What an act says before it is written: the values that travel from a page, a proposal or an import."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from .models import Act, ActWords


@dataclass(frozen=True, slots=True)
class Authority:
    """On what ground: one of `states.AUTHORITIES`, and the row of the room above that proves it, if any."""

    kind: str
    reference: UUID | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the person wants shown. `name_shown` is `legal` or `known_as`."""

    name_shown: str = "legal"
    town: str = ""
    county: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What an action says beside its name. `effective_from` of None means now; dates are London days, inclusive."""

    effective_from: datetime | None = None
    until: date | None = None
    restriction: UUID | None = None
    review_by: date | None = None
    publish_until: date | None = None
    tier: str = ""
    facts: Facts | None = None
    evidence: str = ""

    def as_json(self) -> dict[str, Any]:
        """The values that are set, as a proposal keeps them."""
        return {
            key: value
            if isinstance(value, dict | str)
            else value.isoformat()
            if isinstance(value, date)
            else str(value)
            for key, value in asdict(self).items()
            if value not in (None, "")
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Details:
        def day(key: str) -> date | None:
            return date.fromisoformat(kept[key]) if key in kept else None

        return cls(
            effective_from=datetime.fromisoformat(kept["effective_from"]) if "effective_from" in kept else None,
            until=day("until"),
            restriction=UUID(kept["restriction"]) if "restriction" in kept else None,
            review_by=day("review_by"),
            publish_until=day("publish_until"),
            tier=kept.get("tier", ""),
            facts=Facts(**kept["facts"]) if "facts" in kept else None,
            evidence=kept.get("evidence", ""),
        )


def merged_with(wanted: Details, act: Act) -> Details:
    """What a correction says: `wanted`, and what it leaves unset as it was."""
    words = ActWords.objects.filter(act=act).first()
    facts = Facts(**words.facts) if words and words.facts else None
    return Details(
        effective_from=wanted.effective_from or act.effective_from,
        until=wanted.until or act.until,
        restriction=act.restriction,
        review_by=wanted.review_by or act.review_by,
        publish_until=wanted.publish_until or act.publish_until,
        tier=wanted.tier or act.tier,
        facts=wanted.facts or facts,
        evidence=wanted.evidence,
    )
