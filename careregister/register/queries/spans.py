"""What held when, in lanes to be drawn: standing, each restriction, tier. Also what is dated in the future."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from careregister.base import clock

from .. import phrases, sections, states
from ..models import Registrant, RestrictionSpan, StandingSpan, TierSpan
from .shown import tier_words

STANDING, RESTRICTION, TIER = "standing", "restriction", "tier"


@dataclass(frozen=True, slots=True)
class Piece:
    """Held from `start` until `end` (None: no end yet). `group`: registered, restricted or not_registered."""

    start: datetime
    end: datetime | None
    words: str
    group: str
    code: str


@dataclass(frozen=True, slots=True)
class Lane:
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ToCome:
    """Something dated in the future: it begins (`begins`) or ends by itself on that day."""

    on: date
    kind: str
    words: str
    begins: bool


def lanes(registrant: Registrant, shown: frozenset[str], known_at: datetime | None = None) -> tuple[Lane, ...]:
    """As known at a moment; now when None."""
    known = {"known__upper_inf": True} if known_at is None else {"known__contains": known_at}
    at = {"registrant": registrant, **known}
    drawn = [Lane(STANDING, tuple(_standing(StandingSpan.objects.filter(**at).order_by("valid"))))]
    if sections.RESTRICTIONS in shown:
        drawn += _restriction_lanes(RestrictionSpan.objects.filter(**at).order_by("valid"))
    if sections.TIER in shown:
        tiers = TierSpan.objects.filter(**at).order_by("valid")
        pieces = [
            Piece(span.valid.lower, span.valid.upper, tier_words(span.tier, clock.today())[0], "tier", span.tier)
            for span in tiers
        ]
        drawn += [Lane(TIER, tuple(pieces))] if pieces else []
    return tuple(drawn)


def to_come(drawn: Iterable[Lane], now: datetime) -> tuple[ToCome, ...]:
    """What these lanes hold for the future, soonest first."""
    ahead = []
    for lane in drawn:
        for piece in lane.pieces:
            if piece.start > now:
                ahead.append(ToCome(clock.london_day(piece.start), lane.kind, piece.words, True))
            if lane.kind == RESTRICTION and piece.end is not None and piece.end > now:
                ahead.append(ToCome(clock.london_day(piece.end - clock.MICROSECOND), lane.kind, piece.words, False))
    return tuple(sorted(ahead, key=lambda one: (one.on, one.kind)))


def _standing(spans: Iterable[StandingSpan]) -> list[Piece]:
    """Neighbours of one base are one piece: a renewal does not change the standing."""
    pieces: list[Piece] = []
    for span in spans:
        meaning = states.MEANINGS[span.base]
        if pieces and pieces[-1].code == span.base and pieces[-1].end == span.valid.lower:
            last = pieces.pop()
            pieces.append(Piece(last.start, span.valid.upper, last.words, last.group, last.code))
        else:
            pieces.append(Piece(span.valid.lower, span.valid.upper, str(meaning.line), meaning.group, span.base))
    return pieces


def _restriction_lanes(spans: Iterable[RestrictionSpan]) -> list[Lane]:
    by_restriction: dict[UUID, list[Piece]] = {}
    for span in spans:
        words = str(phrases.RESTRICTION_NAMES[span.kind])
        pieces = by_restriction.setdefault(span.restriction, [])
        if pieces and pieces[-1].end == span.valid.lower:
            pieces[-1] = Piece(pieces[-1].start, span.valid.upper, words, "restricted", span.kind)
        else:
            pieces.append(Piece(span.valid.lower, span.valid.upper, words, "restricted", span.kind))
    return [Lane(RESTRICTION, tuple(pieces)) for pieces in by_restriction.values()]
