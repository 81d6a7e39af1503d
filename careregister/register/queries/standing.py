"""Standing at any past moment, both ways: what held then, as we knew it then. For staff and the registrant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from careregister.base import body, clock, numbers
from careregister.people.models import Person

from .. import states
from ..models import Registrant, RestrictionSpan, StandingSpan, TierSpan

SETTLES_AFTER = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class InForce:
    kind: str
    last_day: date
    review_by: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """`base` is empty when the person was not (yet) on the register. `settled` is False when something recorded in
    the last seconds might still come to light: ask again."""

    number: str
    base: str
    status: str
    registered_until: date | None
    restrictions: tuple[InForce, ...]
    tier: str
    settled: bool


def standing(number: str, valid_at: datetime, known_at: datetime) -> Standing | None:
    """What held at `valid_at` as known at `known_at` (both aware) for a number as typed; None if never issued."""
    registrant = _with_number(number)
    if registrant is None:
        return None
    at = {"registrant": registrant, "valid__contains": valid_at, "known__contains": known_at}
    base = StandingSpan.objects.filter(**at).first()
    restrictions = RestrictionSpan.objects.filter(**at).order_by("valid")
    tier = TierSpan.objects.filter(**at).first()
    in_force = tuple(InForce(span.kind, span.last_day, span.review_by) for span in restrictions)
    kinds = frozenset(one.kind for one in in_force)
    return Standing(
        number=registrant.number_id,
        base=base.base if base else "",
        status=states.status_line(base.base, kinds) if base else "not_on_register",
        registered_until=base.registered_until if base else None,
        restrictions=in_force,
        tier=tier.tier if tier else "",
        settled=known_at <= clock.now() - SETTLES_AFTER,
    )


def person_with_number(number: str) -> Person | None:
    """Whose number this is, old numbers too: for telling that a colleague is a registrant. None if never issued."""
    registrant = _with_number(number)
    return registrant.person if registrant else None


def _with_number(number: str) -> Registrant | None:
    canonical = numbers.canonical(number, body.body().number_prefix)
    return (
        Registrant.objects.filter(number=canonical).first()
        or Registrant.objects.filter(aliases__number=numbers.squeeze(number)).first()
    )
