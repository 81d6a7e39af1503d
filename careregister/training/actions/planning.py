"""What somebody means to learn."""

from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record

from .. import catalogue, policy
from ..models import Plan
from ..states import DROPPED, PLAN, PLANNED
from .learning import LONGEST


@transaction.atomic
def plan(
    person_id: UUID, what: str, *, by: Actor, because: Because, topic: str = "", by_day: date | None = None
) -> UUID:
    """Mean to learn something. Returns its id. NotAllowed `not_your_log`, `what_missing`, `words_too_long`,
    `unknown_topic`."""
    policy.may_keep_log(by, person_id)
    _check(what, topic)
    row = Plan(person_id=person_id, topic=topic, by_day=by_day, made_at=clock.now())
    row.put(what.strip())
    row.save(force_insert=True)
    record("training.learning_planned", row, by=by, because=because, person_id=person_id)
    return row.id


@transaction.atomic
def change_plan(
    plan_id: UUID, what: str, *, by: Actor, because: Because, topic: str = "", by_day: date | None = None
) -> None:
    """Say it better, or move its day."""
    row = _begin(plan_id, "change_plan", by)
    _check(what, topic)
    row.topic, row.by_day = topic, by_day
    row.put(what.strip())
    row.save()
    record("training.plan_changed", row, by=by, because=because, person_id=row.person_id)


@transaction.atomic
def drop(plan_id: UUID, *, by: Actor, because: Because) -> None:
    """No longer mean to."""
    row = _begin(plan_id, "drop", by, again=DROPPED)
    if row.state != DROPPED:
        row.state, row.ended_at = DROPPED, clock.now()
        row.save()
        record("training.plan_dropped", row, by=by, because=because, person_id=row.person_id)


@transaction.atomic
def pick_up(plan_id: UUID, *, by: Actor, because: Because) -> None:
    """Undo the dropping."""
    row = _begin(plan_id, "pick_up", by, again=PLANNED)
    if row.state != PLANNED:
        row.state, row.ended_at = PLANNED, None
        row.save()
        record("training.plan_picked_up", row, by=by, because=because, person_id=row.person_id)


def _begin(plan_id: UUID, action: str, by: Actor, again: str = "") -> Plan:
    row = Plan.objects.select_for_update().filter(pk=plan_id).first()
    policy.may_keep_log(by, row.person_id if row else None)
    assert row is not None
    if row.state != again:
        policy.check_lawful(PLAN, action, row.state)
    return row


def _check(what: str, topic: str) -> None:
    if not what.strip():
        raise NotAllowed("what_missing")
    if len(what) > LONGEST:
        raise NotAllowed("words_too_long", most=LONGEST)
    if topic and topic not in catalogue.titles():
        raise NotAllowed("unknown_topic")
