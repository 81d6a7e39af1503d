"""The log of learning and its plans, for their owner."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from careregister.base import body, clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed

from .. import catalogue, policy
from ..models import CountedFor, Learning, Plan
from ..states import KEPT, PLANNED, REMOVED, WITH_WHOM_SAID

_LINE = 90  # characters


@dataclass(frozen=True, slots=True)
class LearningFacts:
    """One thing learnt, opened for its owner. `counted_until`: the last day of the closed year it counted for."""

    id: UUID
    learnt_on: date
    day_known: bool
    minutes: int
    with_whom: str
    with_words: Promise
    topic: str
    topic_title: str
    what: str
    changed: str
    documents: tuple[UUID, ...]
    state: str
    version: int
    counted_until: date | None

    @property
    def title(self) -> str:
        """The first line of what it was, short enough for a list."""
        line = self.what.split("\n", 1)[0]
        return line if len(line) <= _LINE else f"{line[:_LINE].rpartition(' ')[0] or line[:_LINE]} …"


@dataclass(frozen=True, slots=True)
class PlanFacts:
    id: UUID
    what: str
    topic: str
    topic_title: str
    by_day: date | None
    late: bool


def my_log(person_id: UUID, by: Actor, *, most: int = 1000, since: date | None = None) -> tuple[LearningFacts, ...]:
    """What stands in the log, the newest first. NotAllowed `not_your_log`."""
    policy.may_keep_log(by, person_id)
    rows = Learning.objects.filter(person=person_id, state=KEPT)
    if since is not None:
        rows = rows.filter(learnt_on__gte=since)
    return _facts(rows.order_by("-learnt_on", "-logged_at", "pk")[:most], person_id)


def how_many(person_id: UUID, by: Actor) -> int:
    policy.may_keep_log(by, person_id)
    return Learning.objects.filter(person=person_id, state=KEPT).count()


def my_learning(learning_id: UUID, by: Actor) -> LearningFacts:
    """One of one's own, also one that was removed and not yet forgotten. NotAllowed `not_your_log`."""
    row = Learning.objects.filter(pk=learning_id).first()
    policy.may_keep_log(by, row.person_id if row else None)
    assert row is not None
    return _facts([row], row.person_id)[0]


def my_removed(person_id: UUID, by: Actor) -> tuple[LearningFacts, ...]:
    """What was removed and can be put back."""
    policy.may_keep_log(by, person_id)
    return _facts(Learning.objects.filter(person=person_id, state=REMOVED).order_by("-removed_at", "pk"), person_id)


def my_plans(person_id: UUID, by: Actor) -> tuple[PlanFacts, ...]:
    """What is planned, the soonest first. NotAllowed `not_your_log`."""
    policy.may_keep_log(by, person_id)
    rows = Plan.objects.filter(person=person_id, state=PLANNED)
    return tuple(_plan(row) for row in sorted(rows, key=lambda row: (row.by_day or date.max, row.made_at)))


def my_plan(plan_id: UUID, by: Actor) -> PlanFacts:
    """One that is planned. NotAllowed `not_your_log`, `not_lawful_now`."""
    row = Plan.objects.filter(pk=plan_id).first()
    policy.may_keep_log(by, row.person_id if row else None)
    assert row is not None
    if row.state != PLANNED:
        raise NotAllowed("not_lawful_now")
    return _plan(row)


def keep_removed_days() -> int:
    """How long what was removed can be put back."""
    return int(body.rule("cpd.keep_removed_days", clock.today()))


def with_whom_choices() -> list[tuple[str, Promise]]:
    return list(WITH_WHOM_SAID.items())


def year_of_log(person_id: UUID, since: date, until: date) -> tuple[LearningFacts, ...]:
    """What was learnt between two days, in order: for whoever policy lets read it. The caller has asked."""
    rows = Learning.objects.filter(person=person_id, state=KEPT, learnt_on__range=(since, until))
    return _facts(rows.order_by("learnt_on", "logged_at", "pk"), person_id)


def _facts(rows: object, person_id: UUID) -> tuple[LearningFacts, ...]:
    counted = dict(
        CountedFor.objects.filter(person=person_id, learning__isnull=False).values_list("learning_id", "year_until")
    )
    return tuple(_one(row, counted.get(row.pk)) for row in rows)  # type: ignore[attr-defined]


def _one(row: Learning, counted_until: date | None) -> LearningFacts:
    said = row.said
    return LearningFacts(
        id=row.id,
        learnt_on=row.learnt_on,
        day_known=row.day_known,
        minutes=row.minutes,
        with_whom=row.with_whom,
        with_words=WITH_WHOM_SAID[row.with_whom],
        topic=row.topic,
        topic_title=catalogue.titles().get(row.topic, ""),
        what=str(said.get("what", "")),
        changed=str(said.get("changed", "")),
        documents=tuple(row.documents),
        state=row.state,
        version=row.version,
        counted_until=counted_until,
    )


def _plan(row: Plan) -> PlanFacts:
    late = row.by_day is not None and row.by_day < clock.today()
    return PlanFacts(row.id, row.what, row.topic, catalogue.titles().get(row.topic, ""), row.by_day, late)
