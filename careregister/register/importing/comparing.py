"""A row about somebody who is on the register already: the same as there, or different. Reads only, changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from careregister.base import clock
from careregister.people.models import EMAIL, FORMER, KNOWN_AS, LEGAL, Contact, PersonName

from .. import states
from ..models import Registrant, RestrictionSpan, StandingSpan, TierSpan
from .rows import OTHERS, Row

_BATCH = 5000


@dataclass(slots=True)
class Held:
    """What the register holds of one registrant now."""

    number: str
    first_registered: date | None
    aliases: set[str] = field(default_factory=set)
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    emails: set[bytes] = field(default_factory=set)
    tier: str = ""
    tier_since: date | None = None
    base: str = ""
    base_since: date | None = None
    until: date | None = None
    restrictions: dict[str, RestrictionSpan] = field(default_factory=dict)


def differences(rows: Sequence[Row], same: dict[int, UUID]) -> dict[int, tuple[str, ...]]:
    """Which fields of each row differ from the register now, by line. An empty cell says nothing, so differs in nothing."""
    differing: dict[int, tuple[str, ...]] = {}
    known = [row for row in rows if row.line.number in same]
    for start in range(0, len(known), _BATCH):
        batch = known[start : start + _BATCH]
        held = _held([same[row.line.number] for row in batch])
        for row in batch:
            if fields := tuple(_differing(row, held[same[row.line.number]])):
                differing[row.line.number] = fields
    return differing


def _differing(row: Row, held: Held) -> Iterable[str]:
    told: dict[str, bool] = {
        "name": {row.name} == held.names[LEGAL],
        "known_as": not row.known_as or {row.known_as} == held.names[KNOWN_AS],
        "previous": set(row.previous) <= held.names[FORMER],
        "email": not row.email or Contact.blind_of(EMAIL, row.email) in held.emails,
        "tier": not row.tier or row.tier == held.tier,
        "tier_since": not row.tier_since or row.tier_since == held.tier_since,
        "since": row.since == held.first_registered,
        "until": row.until == held.until,
        "number": not row.number or row.number in (held.aliases if row.number_of == OTHERS else {held.number}),
    }
    restricted = row.status in states.RESTRICTION_KINDS
    if restricted:
        span = held.restrictions.get(row.status)
        told["status"] = held.base == states.REGISTERED and span is not None
        told["restriction_until"] = span is None or span.last_day == row.restriction_until
        told["review_by"] = span is None or not row.review_by or span.review_by == row.review_by
        told["status_since"] = span is None or clock.london_day(span.valid.lower) == row.status_since
    else:
        told["status"] = row.status == held.base and not held.restrictions
        told["status_since"] = row.status == states.REGISTERED or row.status_since == held.base_since
    return (name for name, alike in told.items() if not alike)


def _held(registrants: list[UUID]) -> dict[UUID, Held]:
    rows = Registrant.objects.filter(pk__in=registrants).prefetch_related("aliases")
    held, of_person = {}, {}
    for registrant in rows:
        one = Held(registrant.number_id, registrant.first_registered)
        one.aliases = {alias.number for alias in registrant.aliases.all()}
        held[registrant.pk] = of_person[registrant.person_id] = one
    for name in PersonName.objects.filter(person__in=of_person):
        if name.kind == FORMER or name.until is None:
            of_person[name.person_id].names[name.kind].add(name.full)
    for person, blind in Contact.objects.filter(person__in=of_person, kind=EMAIL, until=None).values_list(
        "person", "blind"
    ):
        of_person[person].emails.add(bytes(blind))
    for span in _now(TierSpan, registrants):
        one = held[span.registrant_id]
        one.tier, one.tier_since = span.tier, clock.london_day(span.valid.lower)
    for span in _now(RestrictionSpan, registrants):
        held[span.registrant_id].restrictions[span.kind] = span
    for span in _now(StandingSpan, registrants):
        one = held[span.registrant_id]
        one.base, one.until, one.base_since = span.base, span.registered_until, clock.london_day(span.valid.lower)
    return held


def _now(model: Any, registrants: list[UUID]) -> Iterable[Any]:
    return model.objects.filter(registrant__in=registrants, known__upper_inf=True, valid__contains=clock.now())
