"""Where somebody stands with their learning of a year, at a glance; and what counted for what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from careregister.base import body
from careregister.base.actors import Actor

from .. import catalogue, counting, policy, years
from ..counting import AWARD, LEARNING, Counted, Item
from ..models import Audit, Award, CountedFor, Learning
from ..states import AMOUNTS, KEPT, MINUTES, REFLECTIONS, STANDS, WITH, WITH_OTHERS
from .passport import DUE_SOON, FOR_EVER, IN_DATE, course_state

MISSING = "missing"
WORDS: dict[str, Promise] = {
    MINUTES: _("Learning"),
    WITH: _("Of it with other people"),
    REFLECTIONS: _("How it changed my practice"),
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """`have` and `need` in minutes, or times for reflections."""

    code: str
    words: Promise
    have: int
    need: int

    @property
    def met(self) -> bool:
        return self.have >= self.need

    @property
    def left(self) -> int:
        return max(self.need - self.have, 0)


@dataclass(frozen=True, slots=True)
class TopicFresh:
    """A topic that must be in date. `state`: missing, in_date, due_soon, refresh_due or for_ever; `due`: when to refresh."""

    topic: str
    title: str
    state: str
    due: date | None

    @property
    def met(self) -> bool:
        return self.state in (IN_DATE, DUE_SOON, FOR_EVER)


@dataclass(frozen=True, slots=True)
class CpdMine:
    """One person's year, both days within it. `registrant`: whether the rules are asked of them at all. `closed`: it was
    renewed on, and stays as it is. `audit`: the state of the latest audit of this year, or empty."""

    person_id: UUID
    on: date
    since: date
    until: date
    registrant: bool
    closed: bool
    requirements: tuple[Requirement, ...]
    topics: tuple[TopicFresh, ...]
    audit: str

    @property
    def met(self) -> bool:
        return all(one.met for one in self.requirements) and all(one.met for one in self.topics)

    @property
    def days_left(self) -> int:
        return max((self.until - self.on).days, 0)


@dataclass(frozen=True, slots=True)
class CountedItem:
    """What one thing learnt counts for in the year asked about: minutes, or 1. `kind`: learning or award."""

    kind: str
    id: UUID
    requirement: str
    amount: int


def cpd_mine(person_id: UUID, on: date, *, asker: Actor | None = None) -> CpdMine:
    """Where somebody stands in the year in which `on` falls, under the rule `cpd.rules` of that day.

    NotAllowed for an `asker` who may not read it.
    """
    if asker is not None:
        policy.may_read(asker, person_id)
    year, rules = years.year_of(person_id, on), body.rule("cpd.rules", on)
    sums = counting.totals(_counted(person_id, year, on))
    audits = Audit.objects.filter(person=person_id, year_until__gte=year.since, year_since__lte=year.until)
    return CpdMine(
        person_id=person_id,
        on=on,
        since=year.since,
        until=year.until,
        registrant=year.registrant,
        closed=year.closed,
        requirements=tuple(Requirement(code, WORDS[code], sums[code], int(rules[code])) for code in AMOUNTS),
        topics=_fresh(person_id, rules["fresh_topics"], on),
        audit=audits.order_by("-drawn_at").values_list("state", flat=True).first() or "",
    )


def cpd_counts(person_id: UUID, on: date) -> tuple[CountedItem, ...]:
    """What counts for what in the year in which `on` falls: each thing at most once for each requirement."""
    found = _counted(person_id, years.year_of(person_id, on), on)
    return tuple(CountedItem(one.kind, one.id, one.requirement, one.amount) for one in found)


def items_of(person_id: UUID, rules: Mapping[str, Any]) -> list[Item]:
    """All that somebody learnt and that stands: the log, and the courses of the passport."""
    kinds = {one.code: one.kind for one in catalogue.all_topics()}
    logged = Learning.objects.filter(person=person_id, state=KEPT)
    courses = Award.objects.filter(person=person_id, assurance__in=STANDS)
    return [
        *(
            Item(LEARNING, row.id, row.learnt_on, row.minutes, row.with_whom in WITH_OTHERS, row.reflected, row.topic)
            for row in logged.defer("sealed")
        ),
        *(
            Item(
                AWARD,
                row.id,
                row.finished_on,
                counting.course_minutes(kinds.get(row.topic, ""), rules),
                False,
                False,
                row.topic,
            )
            for row in courses
        ),
    ]


def taken_by(person_id: UUID) -> dict[tuple[UUID, str], date]:
    """(item, requirement) to the last day of the closed year for which it has counted."""
    rows = CountedFor.objects.filter(person=person_id)
    return {(row.learning_id or row.award_id, row.requirement): row.year_until for row in rows}  # type: ignore[misc]


def _counted(person_id: UUID, year: years.Year, on: date) -> tuple[Counted, ...]:
    if not year.closed:
        return counting.counted(
            items_of(person_id, body.rule("cpd.rules", on)), taken_by(person_id), year.since, year.until
        )
    rows = CountedFor.objects.filter(person=person_id, year_until=year.until).order_by("pk")
    return tuple(
        Counted(LEARNING if row.learning_id else AWARD, row.learning_id or row.award_id, row.requirement, row.amount)  # type: ignore[arg-type]
        for row in rows
    )


def _fresh(person_id: UUID, topics: list[str], on: date) -> tuple[TopicFresh, ...]:
    """The newest course of each topic that was finished by `on`."""
    rows = Award.objects.filter(person=person_id, topic__in=topics, assurance__in=STANDS, finished_on__lte=on)
    newest: dict[str, date] = {}
    for row in rows:
        newest[row.topic] = max(newest.get(row.topic, row.finished_on), row.finished_on)
    found = []
    for code in topics:
        due = catalogue.refresh_due(code, newest[code]) if code in newest else None
        state = course_state(due, on) if code in newest else MISSING
        found.append(TopicFresh(code, catalogue.titles().get(code, code), state, due))
    return tuple(found)
