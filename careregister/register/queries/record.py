"""One registrant's whole record, as plain values, within the walls of `sections`: what is hidden is empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from careregister.base import body, clock, numbers
from careregister.base.actors import Actor
from careregister.history import queries as history
from careregister.people import policy as people_policy
from careregister.people.models import FORMER, LEGAL, Contact, Person, PersonName

from .. import sections, states
from ..events import LOOKS
from ..models import Act, Hold, Registrant, RestrictionSpan, StandingSpan, TierSpan
from .acts import ActRow, act_rows
from .queue import ProposalRow, open_about
from .shown import tier_words
from .spans import STANDING, Lane, ToCome, lanes, to_come
from .telling import Told, tell

PROTECTORS = people_policy.PROTECTORS
NOT_TOLD = frozenset({"people.signed_in", "people.signed_in_by_demo"})


@dataclass(frozen=True, slots=True)
class RestrictionNow:
    id: UUID
    kind: str
    since: date
    last_day: date
    review_by: date | None
    publish_until: date | None
    in_force: bool
    review_overdue: bool


@dataclass(frozen=True, slots=True)
class NameKept:
    id: UUID
    kind: str
    full: str
    since: datetime
    until: datetime | None
    findable: bool


@dataclass(frozen=True, slots=True)
class HoldKept:
    id: UUID
    reason: str
    placed_at: datetime
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class FactsKept:
    name_shown: str
    town: str
    county: str


@dataclass(frozen=True, slots=True)
class RecordShown:
    """`seen` is how many acts are written: it goes along with every decision made on this page."""

    number: str
    seen: int
    shown: frozenset[str]
    name: str
    known_as: str
    base: str
    status: str
    since: date | None
    until: date | None
    past_until: bool
    first_registered: date | None
    tier: str
    tier_name: str
    tier_since: date | None
    restrictions: tuple[RestrictionNow, ...]
    to_come: tuple[ToCome, ...]
    at_risk: bool
    born: date | None
    age: int | None
    names: tuple[NameKept, ...]
    contacts: tuple[tuple[str, str], ...]
    facts: FactsKept | None
    aliases: tuple[str, ...]
    holds: tuple[HoldKept, ...]
    proposals: tuple[ProposalRow, ...]
    acts: tuple[ActRow, ...]
    story: tuple[Told, ...]
    lanes: tuple[Lane, ...]
    drawn_at: datetime


def registrant_to_change(number: str) -> Registrant | None:
    """The registrant of a number as typed (old numbers too), to hand to an action; None if never issued."""
    canonical = numbers.canonical(number, body.body().number_prefix)
    rows = Registrant.objects.select_related("person")
    return rows.filter(number=canonical).first() or rows.filter(aliases__number=numbers.squeeze(number)).first()


def person_to_change(registrant: Registrant) -> Person:
    """The person behind a registrant, to hand to an action of `people`."""
    return registrant.person


def former_name_to_change(registrant: Registrant, name_id: UUID) -> PersonName | None:
    """A former name of the person behind a registrant, to hand to an action of `people`."""
    return PersonName.objects.filter(person=registrant.person_id, kind=FORMER, pk=name_id).first()


def act_to_correct(registrant: Registrant, act_id: UUID) -> Act | None:
    return Act.objects.select_related("registrant").filter(registrant=registrant, pk=act_id).first()


def hold_to_release(registrant: Registrant, hold_id: UUID) -> Hold | None:
    return Hold.objects.select_related("registrant").filter(registrant=registrant, pk=hold_id).first()


def record_of(registrant: Registrant, shown: frozenset[str], *, by: Actor) -> RecordShown:
    """Everything of a record that `shown` (see `sections.sections`) lets through. About fifteen queries."""
    now = clock.now()
    at = {"registrant": registrant, "known__upper_inf": True}
    standing = StandingSpan.objects.filter(**at, valid__contains=now).first()
    tier = TierSpan.objects.filter(**at, valid__contains=now).first() if sections.TIER in shown else None
    restrictions = _restrictions(registrant, now) if sections.RESTRICTIONS in shown else ()
    kinds = frozenset(one.kind for one in restrictions if one.in_force)
    base = standing.base if standing else ""
    on_register = base in states.ON_THE_REGISTER
    names = _names(registrant) if sections.NAMES in shown else ()
    current = {name.kind: name.full for name in names if name.until is None}
    drawn = lanes(registrant, shown)
    person = registrant.person
    return RecordShown(
        number=registrant.number_id,
        seen=registrant.acts_written,
        shown=shown,
        name=current.get(LEGAL, ""),
        known_as=current.get("known_as", ""),
        base=base,
        status=states.status_line(base, kinds) if base else "not_on_register",
        since=_since(drawn, now),
        until=standing.registered_until if standing and on_register else None,
        past_until=bool(standing and on_register and standing.registered_until < clock.london_day(now)),
        first_registered=registrant.first_registered,
        tier=tier.tier if tier and on_register else "",
        tier_name=tier_words(tier.tier, clock.london_day(now))[0] if tier and on_register else "",
        tier_since=clock.london_day(tier.valid.lower) if tier and on_register else None,
        restrictions=restrictions,
        to_come=to_come(drawn, now),
        at_risk=person.at_risk,
        born=person.date_of_birth if sections.BIRTH in shown else None,
        age=person.age_on(clock.london_day(now)) if sections.BIRTH in shown else None,
        names=names,
        contacts=_contacts(registrant) if sections.CONTACT in shown else (),
        facts=_facts(registrant) if sections.FACTS in shown else None,
        aliases=tuple(registrant.aliases.order_by("number").values_list("number", flat=True)),
        holds=_holds(registrant) if sections.HOLDS in shown else (),
        proposals=open_about(registrant, by=by) if sections.PROPOSALS in shown else (),
        acts=act_rows(registrant, shown) if sections.ACTS in shown else (),
        story=_story(registrant, shown) if sections.STORY in shown else (),
        lanes=drawn,
        drawn_at=now,
    )


def _since(drawn: tuple[Lane, ...], now: datetime) -> date | None:
    """Since when the present base has held: a renewal does not begin it anew."""
    pieces = [piece for lane in drawn if lane.kind == STANDING for piece in lane.pieces]
    return next((clock.london_day(one.start) for one in reversed(pieces) if one.start <= now), None)


def _restrictions(registrant: Registrant, now: datetime) -> tuple[RestrictionNow, ...]:
    """Each restriction that holds now or is to come, by its latest piece; those that ended are in the acts."""
    spans = RestrictionSpan.objects.filter(registrant=registrant, known__upper_inf=True).order_by("valid")
    first: dict[UUID, datetime] = {}
    latest: dict[UUID, RestrictionSpan] = {}
    for span in spans:
        first.setdefault(span.restriction, span.valid.lower)
        if span.valid.lower <= now or span.restriction not in latest:
            latest[span.restriction] = span
    today = clock.london_day(now)
    return tuple(
        RestrictionNow(
            id=span.restriction,
            kind=span.kind,
            since=clock.london_day(first[span.restriction]),
            last_day=span.last_day,
            review_by=span.review_by,
            publish_until=span.publish_until,
            in_force=span.valid.lower <= now,
            review_overdue=bool(span.review_by and span.review_by < today),
        )
        for span in latest.values()
        if span.valid.upper is None or span.valid.upper > now
    )


def _names(registrant: Registrant) -> tuple[NameKept, ...]:
    order = {"legal": 0, "known_as": 1, "former": 2}
    rows = sorted(
        PersonName.objects.filter(person=registrant.person_id).order_by("-since"),
        key=lambda row: (row.until is not None, order[row.kind]),
    )
    return tuple(NameKept(row.pk, row.kind, row.full, row.since, row.until, row.findable) for row in rows)


def _contacts(registrant: Registrant) -> tuple[tuple[str, str], ...]:
    rows = Contact.objects.filter(person=registrant.person_id, until=None).order_by("kind", "since")
    return tuple((row.kind, row.opened()) for row in rows)


def _facts(registrant: Registrant) -> FactsKept | None:
    facts = getattr(registrant, "public_facts", None)
    return FactsKept(facts.name_shown, facts.town, facts.county) if facts else None


def _holds(registrant: Registrant) -> tuple[HoldKept, ...]:
    rows = registrant.holds.order_by("released_at", "-placed_at")
    kept = sorted(rows, key=lambda row: row.released_at is not None)
    return tuple(HoldKept(row.pk, row.reason, row.placed_at, row.released_at) for row in kept)


def _story(registrant: Registrant, shown: frozenset[str]) -> tuple[Told, ...]:
    without = NOT_TOLD if sections.LOOKS in shown else NOT_TOLD | LOOKS
    lines = history.of_person(registrant.person_id, kinds=frozenset({"register", "people"}), without=without, most=200)
    return tell(lines)
