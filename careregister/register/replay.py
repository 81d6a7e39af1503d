"""From acts to spans: pure, without a database. The acts are the register; all that is shown is derived here.

`replay` puts the live acts in the order in which they take effect and follows the status tables; `derive` does so for
every moment at which something was recorded, and so knows what was known when. Times are aware; spans are half-open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from careregister.base import clock
from careregister.base.refusals import Unlawful
from careregister.base.statuses import NOTHING

from . import states


class ActLike(Protocol):
    """What replay reads of an act: a model row or a draft that is not written yet."""

    id: UUID
    action: str
    effective_from: datetime
    recorded_at: datetime
    until: date | None
    restriction: UUID | None
    review_by: date | None
    publish_until: date | None
    tier: str
    replaces_id: UUID | None


@dataclass(frozen=True, slots=True)
class StandingPiece:
    start: datetime
    end: datetime | None
    act: UUID
    base: str
    registered_until: date


@dataclass(frozen=True, slots=True)
class RestrictionPiece:
    start: datetime
    end: datetime | None
    act: UUID
    restriction: UUID
    kind: str
    last_day: date
    review_by: date | None
    publish_until: date | None


@dataclass(frozen=True, slots=True)
class TierPiece:
    start: datetime
    end: datetime | None
    act: UUID
    tier: str


Piece = StandingPiece | RestrictionPiece | TierPiece
OneAtATime = TypeVar("OneAtATime", StandingPiece, TierPiece)
AnyAct = TypeVar("AnyAct", bound=ActLike)


@dataclass(slots=True)
class Timeline:
    """What holds when, as far as one set of live acts says."""

    standing: list[StandingPiece] = field(default_factory=list)
    restrictions: list[RestrictionPiece] = field(default_factory=list)
    tiers: list[TierPiece] = field(default_factory=list)
    facts_act: UUID | None = None

    def pieces(self) -> set[Piece]:
        return {*self.standing, *self.restrictions, *self.tiers}

    def base_at(self, moment: datetime) -> str:
        piece = _holding(self.standing, moment)
        return piece.base if piece else NOTHING

    def restrictions_at(self, moment: datetime) -> list[RestrictionPiece]:
        return [piece for piece in self.restrictions if _holds(piece, moment)]

    def tier_at(self, moment: datetime) -> str:
        piece = _holding(self.tiers, moment)
        return piece.tier if piece else ""


def live_acts(acts: Iterable[AnyAct]) -> list[AnyAct]:
    """The acts that no other act replaces or overtakes, as they were recorded; one that replaces another stands in its
    place. A removal by a panel, a withdrawal and a death overtake whatever was then still to come: a pause that somebody
    set for next year must not stand in the way of a removal today."""
    acts = sorted(acts, key=lambda act: act.recorded_at)
    place: dict[UUID | None, datetime] = {}
    for act in acts:
        place[act.id] = place.get(act.replaces_id, act.recorded_at)
    replaced = {act.replaces_id for act in acts if act.replaces_id}
    live = sorted((act for act in acts if act.id not in replaced), key=lambda act: place[act.id])
    ends = [act for act in live if act.action in states.OVERTAKES]
    return [
        act
        for act in live
        if not any(place[act.id] < place[end.id] < act.effective_from >= end.effective_from for end in ends)
    ]


def replay(acts: Iterable[ActLike]) -> Timeline:
    """Follow `live_acts` in order of effect, and of record where they take effect together.

    Unlawful, naming the rule and the act, when the tables do not allow it.
    """
    timeline = Timeline()
    for act in sorted(acts, key=lambda act: act.effective_from):
        if act.action in states.STANDING.steps:
            _take_standing(timeline, act)
        elif act.action in states.RESTRICTION.steps:
            _take_restriction(timeline, act)
        elif act.action in states.BESIDE.steps:
            _take_beside(timeline, act)
    _drop_empty(timeline)
    return timeline


@dataclass(frozen=True, slots=True)
class Known:
    """A piece, and from when until when we held it to be so."""

    piece: Piece
    since: datetime
    until: datetime | None


def derive(acts: Sequence[ActLike]) -> list[Known]:
    """Every span, past and present, of one registrant's acts. Unlawful if at any time they could not be followed."""
    open_pieces: dict[Piece, datetime] = {}
    closed: list[Known] = []
    so_far: list[ActLike] = []
    for act in sorted(acts, key=lambda act: act.recorded_at):
        so_far.append(act)
        pieces = replay(live_acts(so_far)).pieces()
        closed += [Known(gone, open_pieces.pop(gone), act.recorded_at) for gone in open_pieces.keys() - pieces]
        for new in pieces - open_pieces.keys():
            open_pieces[new] = act.recorded_at
    return closed + [Known(piece, since, None) for piece, since in open_pieces.items()]


def _take_standing(timeline: Timeline, act: ActLike) -> None:
    step = states.STANDING.step(act.action)
    before = timeline.standing[-1] if timeline.standing else None
    base = before.base if before else NOTHING
    if base not in step.before:
        raise Unlawful("step_not_lawful", action=act.action, base=base, on=act.effective_from)
    after = step.result(base)
    if act.action in states.FORBIDDEN_WHILE_HELD and timeline.restrictions_at(act.effective_from):
        raise Unlawful("restricted", action=act.action, on=act.effective_from)
    until = act.until if act.action in states.SETS_UNTIL else before.registered_until if before else None
    if until is None:
        raise Unlawful("until_missing", action=act.action)
    if act.action in states.SETS_UNTIL and until < clock.london_day(act.effective_from):
        raise Unlawful("until_before_start", action=act.action, until=until)
    if act.action == "renew" and before and until <= before.registered_until:
        raise Unlawful("renewal_not_later", until=until, before=before.registered_until)
    if before:
        timeline.standing[-1] = replace(before, end=act.effective_from)
    timeline.standing.append(
        StandingPiece(start=act.effective_from, end=None, act=act.id, base=after, registered_until=until)
    )
    if after not in states.ON_THE_REGISTER:
        _end_restrictions(timeline, act.effective_from)


def _take_restriction(timeline: Timeline, act: ActLike) -> None:
    if timeline.base_at(act.effective_from) not in states.ON_THE_REGISTER:
        raise Unlawful("not_restrictable", action=act.action, base=timeline.base_at(act.effective_from))
    if act.restriction is None:
        raise Unlawful("restriction_missing", action=act.action)
    if act.action in states.IMPOSES:
        _impose(timeline, act)
        return
    index = next(
        (
            place
            for place, piece in enumerate(timeline.restrictions)
            if piece.restriction == act.restriction and _holds(piece, act.effective_from)
        ),
        None,
    )
    if index is None:
        raise Unlawful("restriction_not_in_force", action=act.action, on=act.effective_from)
    before = timeline.restrictions[index]
    timeline.restrictions[index] = replace(before, end=act.effective_from)
    if act.action == "lift_restriction":
        return
    after = replace(
        before,
        start=act.effective_from,
        act=act.id,
        last_day=act.until or before.last_day,
        review_by=act.review_by or before.review_by,
        publish_until=act.publish_until or before.publish_until,
    )
    timeline.restrictions.append(_ending(after))


def _impose(timeline: Timeline, act: ActLike) -> None:
    kind = states.IMPOSES[act.action]
    if any(piece.restriction == act.restriction for piece in timeline.restrictions):
        raise Unlawful("restriction_already_imposed", action=act.action)
    if act.until is None or act.restriction is None:
        raise Unlawful("until_missing", action=act.action)
    if kind in states.INTERIM and act.review_by is None:
        raise Unlawful("review_missing", action=act.action)
    timeline.restrictions.append(
        _ending(
            RestrictionPiece(
                start=act.effective_from,
                end=None,
                act=act.id,
                restriction=act.restriction,
                kind=kind,
                last_day=act.until,
                review_by=act.review_by,
                publish_until=act.publish_until,
            )
        )
    )


def _ending(piece: RestrictionPiece) -> RestrictionPiece:
    """The piece with its end: after its last day; an interim order also seven days after a missed review."""
    last_day = piece.last_day
    if piece.kind in states.INTERIM and piece.review_by:
        last_day = min(last_day, piece.review_by + timedelta(days=states.INTERIM_GRACE_DAYS))
    end = clock.start_of_day(last_day + timedelta(days=1))
    if end <= piece.start:
        raise Unlawful("restriction_ends_before_it_starts", last_day=last_day)
    return replace(piece, end=end)


def _take_beside(timeline: Timeline, act: ActLike) -> None:
    base = timeline.base_at(act.effective_from)
    if base not in states.BESIDE.step(act.action).before:
        raise Unlawful("step_not_lawful", action=act.action, base=base, on=act.effective_from)
    if act.action == "amend_facts":
        timeline.facts_act = act.id
        return
    if timeline.tiers:
        timeline.tiers[-1] = replace(timeline.tiers[-1], end=act.effective_from)
    timeline.tiers.append(TierPiece(start=act.effective_from, end=None, act=act.id, tier=act.tier))


def _end_restrictions(timeline: Timeline, moment: datetime) -> None:
    timeline.restrictions = [
        replace(piece, end=moment) if _holds(piece, moment) else piece for piece in timeline.restrictions
    ]


def _drop_empty(timeline: Timeline) -> None:
    """Of two acts that take effect at one instant, the first holds for no time at all."""
    timeline.standing = [piece for piece in timeline.standing if piece.end != piece.start]
    timeline.restrictions = [piece for piece in timeline.restrictions if piece.end != piece.start]
    timeline.tiers = [piece for piece in timeline.tiers if piece.end != piece.start]


def _holds(piece: Piece, moment: datetime) -> bool:
    return piece.start <= moment and (piece.end is None or moment < piece.end)


def _holding(pieces: list[OneAtATime], moment: datetime) -> OneAtATime | None:
    return next((piece for piece in reversed(pieces) if _holds(piece, moment)), None)
