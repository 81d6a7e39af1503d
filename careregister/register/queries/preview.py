"""What a decision would make of the register: the acts replayed with one more, and nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from careregister.base import clock
from careregister.base.ids import new_id
from careregister.base.refusals import NotAllowed, Unlawful
from careregister.people.models import LEGAL, PersonName

from .. import policy, states
from ..drafts import Details, Facts, merged_with
from ..models import Act, ActWords, Registrant
from ..replay import Timeline, live_acts, replay
from .shown import tier_words


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How the register stands at one moment. `restrictions`: kind, last day, review by. `name` and `place` are what
    the entry shows as soon as it is recorded, whatever the moment."""

    status: str
    until: date | None
    tier_name: str
    restrictions: tuple[tuple[str, date, date | None], ...]
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Preview:
    """`before` and `after` at the moment `at` of effect. `refused` names the rule that stands against it, if any,
    and `months` what that rule says."""

    at: datetime
    before: Snapshot
    after: Snapshot | None
    refused: str = ""
    months: int | None = None


def preview(registrant: Registrant, action: str, details: Details, corrects: Act | None = None) -> Preview:
    """What the register would say if this step were recorded now. A correction is shown as it would be today."""
    now = clock.now()
    acts = list(registrant.acts.all())
    details = merged_with(details, corrects) if corrects else details
    starts = details.effective_from or now
    at = max(now, starts)
    draft = Act(
        id=new_id(),
        registrant=registrant,
        action=action,
        effective_from=starts,
        recorded_at=now,
        until=details.until,
        restriction=new_id() if action in states.IMPOSES and corrects is None else details.restriction,
        review_by=details.review_by,
        publish_until=details.publish_until,
        tier=details.tier,
        replaces=corrects,
    )
    names = dict(PersonName.objects.filter(person=registrant.person_id, until=None).values_list("kind", "full"))
    before = _snapshot(replay(live_acts(acts)), at, names)
    try:
        if action != states.VOID:
            policy.check_told(registrant, action, details)
        after = replay(live_acts([*acts, draft]))
    except (NotAllowed, Unlawful) as refusal:
        months = refusal.detail.get("months")
        return Preview(at, before, None, refusal.reason, months if isinstance(months, int) else None)
    return Preview(at=at, before=before, after=_snapshot(after, at, names, {draft.id: details.facts}))


def _snapshot(
    timeline: Timeline, at: datetime, names: dict[str, str], drafted: dict[UUID, Facts | None] | None = None
) -> Snapshot:
    facts = _facts(timeline.facts_act, drafted or {})
    base = timeline.base_at(at)
    restrictions = timeline.restrictions_at(at)
    holding = [piece for piece in timeline.standing if piece.start <= at and (piece.end is None or at < piece.end)]
    tier = timeline.tier_at(at) if base in states.ON_THE_REGISTER else ""
    kinds = frozenset(piece.kind for piece in restrictions)
    return Snapshot(
        status=states.status_line(base, kinds) if base else "not_on_register",
        until=holding[-1].registered_until if holding and base in states.ON_THE_REGISTER else None,
        tier_name=tier_words(tier, clock.london_day(at))[0] if tier else "",
        restrictions=tuple((piece.kind, piece.last_day, piece.review_by) for piece in restrictions),
        name=names.get(facts.name_shown) or names.get(LEGAL, ""),
        place=", ".join(filter(None, (facts.town, facts.county))),
    )


def _facts(act: UUID | None, drafted: dict[UUID, Facts | None]) -> Facts:
    if act is None:
        return Facts()
    written = drafted.get(act) or ActWords.objects.values_list("facts", flat=True).get(act=act)
    return written if isinstance(written, Facts) else Facts(**(written or {}))
