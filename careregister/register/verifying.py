"""Whether what is stored about registrants is what their acts say: spans, facts, counts, days, and words.

Words are kept twice, beside the act and in history, and the privacy login may empty either: what is empty agrees with
everything, what is missing or different does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from careregister.base import clock
from careregister.base.refusals import Unlawful
from careregister.history.queries import said_of_acts
from careregister.people.models import LEGAL

from .actions.acting import piece_of
from .models import Act, ActWords, PublicFacts, Registrant, RestrictionSpan, StandingSpan, TierSpan
from .replay import derive, live_acts, replay

_NO_FACTS = {"name_shown": LEGAL, "town": "", "county": ""}


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the registrant's own row says of the acts."""

    acts_written: int
    last_recorded_at: datetime | None
    first_registered: date | None


@dataclass(slots=True)
class _Kept:
    """All that is stored about one registrant, as far as acts decide it. `words` and `said` (in history) by act."""

    counted: _Counted
    acts: list[Act] = field(default_factory=list)
    spans: set = field(default_factory=set)
    shown: tuple[UUID, dict[str, str]] | None = None
    words: dict[UUID, ActWords] = field(default_factory=dict)
    said: dict[UUID, str | None] = field(default_factory=dict)


def differing(registrants: Sequence[UUID]) -> list[UUID]:
    """Those of them about whom something else is stored than their acts say, or whose acts cannot be followed."""
    return [pk for pk, kept in _read(registrants).items() if not _fits(kept)]


def _read(registrants: Sequence[UUID]) -> dict[UUID, _Kept]:
    rows = Registrant.objects.filter(pk__in=registrants)
    kept = {row.pk: _Kept(_Counted(row.acts_written, row.last_recorded_at, row.first_registered)) for row in rows}
    for act in Act.objects.filter(registrant__in=registrants):
        kept[act.registrant_id].acts.append(act)
    spoken = ActWords.objects.filter(act__registrant__in=registrants).select_related("act")
    for words in spoken:
        kept[words.act.registrant_id].words[words.act_id] = words
    for model in (StandingSpan, RestrictionSpan, TierSpan):
        for span in model.objects.filter(registrant__in=registrants):
            kept[span.registrant_id].spans.add((piece_of(span), span.known.lower, span.known.upper))
    for row in PublicFacts.objects.filter(registrant__in=registrants):
        facts = {"name_shown": row.name_shown, "town": row.town, "county": row.county}
        kept[row.registrant_id].shown = (row.act, facts)
    said = said_of_acts("register.registrant", registrants)
    for one in kept.values():
        one.said = {act.id: said[act.id] for act in one.acts if act.id in said}
    return kept


def _fits(kept: _Kept) -> bool:
    try:
        spans = {(known.piece, known.since, known.until) for known in derive(kept.acts)}
        timeline = replay(live_acts(kept.acts))
    except Unlawful:
        return False
    counted = _Counted(
        acts_written=len(kept.acts),
        last_recorded_at=max((act.recorded_at for act in kept.acts), default=None),
        first_registered=clock.london_day(timeline.standing[0].start) if timeline.standing else None,
    )
    return (
        spans == kept.spans
        and counted == kept.counted
        and _facts_fit(kept, timeline.facts_act)
        and all(_words_fit(kept, act.id) for act in kept.acts)
    )


def _facts_fit(kept: _Kept, act_id: UUID | None) -> bool:
    if act_id is None:
        return kept.shown is None
    if act_id not in kept.words:
        return False
    facts: dict[str, Any] | None = kept.words[act_id].facts
    return kept.shown == (act_id, facts) if facts else kept.shown in (None, (act_id, _NO_FACTS))


def _words_fit(kept: _Kept, act_id: UUID) -> bool:
    """History has a line for the act, and says the same."""
    if act_id not in kept.said:
        return False
    words, said = kept.words.get(act_id), kept.said[act_id]
    if said is None:
        return words is None or not words.explanation
    return words is not None and (not said or not words.explanation or said == words.explanation)
