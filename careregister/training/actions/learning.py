"""The log: kept in a minute, changed, removed, and put back while we still have it."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import body, clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.evidence import actions as papers
from careregister.evidence import queries as evidence
from careregister.history.actions import record
from careregister.people.locks import lock_person

from .. import catalogue, policy
from ..models import AuditStep, Award, Learning, Plan
from ..states import DONE, KEPT, LEARNING, MOST_MINUTES, PLAN, REMOVED, WITH_WHOM

LONGEST = 50_000  # characters of each of the two texts: an hour of dictation


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of one thing learnt. `day_known`: False where they know the month only."""

    what: str
    learnt_on: date
    minutes: int
    with_whom: str
    changed: str = ""
    topic: str = ""
    day_known: bool = True
    documents: tuple[UUID, ...] = field(default=())


@transaction.atomic
def log(person_id: UUID, said: Said, *, ticket: UUID, by: Actor, because: Because, plan_id: UUID | None = None) -> UUID:
    """Keep one thing learnt. Returns its id; what is sent again under the same `ticket` is kept once.

    `plan_id`: of the plan that it was, which is done with it. NotAllowed `not_your_log`, `what_missing`,
    `words_too_long`, `date_in_future`, `minutes_odd`, `unknown_company`, `unknown_topic`, `not_your_document`.
    """
    policy.may_keep_log(by, person_id)
    lock_person(person_id)
    before = Learning.objects.filter(person=person_id, ticket=ticket).first()
    if before is not None:
        return before.id
    _check(person_id, said)
    row = Learning(person_id=person_id, ticket=ticket, logged_at=clock.now(), changed_at=clock.now())
    _put(row, said)
    row.save(force_insert=True)
    refs = {"minutes": row.minutes, "topic": row.topic or None}
    record("training.learning_logged", row, by=by, because=because, person_id=person_id, refs=refs)
    if plan_id is not None:
        _finish(plan_id, row, by, because)
    return row.id


@transaction.atomic
def change(learning_id: UUID, said: Said, *, seen: int, by: Actor, because: Because) -> int:
    """Say it better. `seen`: the version that the page showed. Returns the version it is now.

    NotAllowed as `log`; `changed_meanwhile` when another tab was quicker; `learning_counted` once a year was closed on it.
    """
    row = begin(learning_id, "change", by)
    _check(row.person_id, said)
    if _same(row, said):
        return row.version
    if row.version != seen:
        raise NotAllowed("changed_meanwhile")
    _put(row, said)
    row.version += 1
    row.changed_at = clock.now()
    row.save()
    record("training.learning_changed", row, by=by, because=because, person_id=row.person_id)
    return row.version


@transaction.atomic
def remove(learning_id: UUID, *, by: Actor, because: Because) -> None:
    """Take it out of the log. It can be put back until it is forgotten (rule `cpd.keep_removed_days`)."""
    row = begin(learning_id, "remove", by, again=REMOVED)
    if row.state == REMOVED:
        return
    row.state, row.removed_at = REMOVED, clock.now()
    row.save()
    record("training.learning_removed", row, by=by, because=because, person_id=row.person_id)


@transaction.atomic
def put_back(learning_id: UUID, *, by: Actor, because: Because) -> None:
    """Undo the removal."""
    row = begin(learning_id, "put_back", by, again=KEPT)
    if row.state == KEPT:
        return
    row.state, row.removed_at = KEPT, None
    row.save()
    record("training.learning_put_back", row, by=by, because=because, person_id=row.person_id)


@transaction.atomic
def forget(learning_id: UUID, *, by: Actor, because: Because) -> None:
    """The clock: what was removed goes for good, and its papers unless something else rests on them. NotAllowed
    `not_due`, `wrong_role`."""
    if by.kind not in LEARNING.step("forget").who.kinds:
        raise NotAllowed("wrong_role")
    row = Learning.objects.select_for_update().get(pk=learning_id)
    policy.check_lawful(LEARNING, "forget", row.state)
    days = body.rule("cpd.keep_removed_days", clock.today())
    if row.removed_at is None or (clock.today() - clock.london_day(row.removed_at)).days < days:
        raise NotAllowed("not_due")
    record("training.learning_forgotten", row, by=by, because=because, person_id=row.person_id)
    given, person = set(row.documents), row.person_id
    row.delete()
    for one in given - _rested_on(person):
        papers.destroy(one, by=by, because=because)


def begin(learning_id: UUID, action: str, by: Actor, again: str = "") -> Learning:
    """The learning, locked, if `by` may do this with it. `again`: the state in which it is done already."""
    row = Learning.objects.select_for_update().filter(pk=learning_id).first()
    policy.may_keep_log(by, row.person_id if row else None)
    assert row is not None
    if again and row.state == again:
        return row
    policy.check_lawful(LEARNING, action, row.state)
    if row.counted_for.exists():
        raise NotAllowed("learning_counted")
    return row


def _check(person_id: UUID, said: Said) -> None:
    if not said.what.strip():
        raise NotAllowed("what_missing")
    if max(len(said.what), len(said.changed)) > LONGEST:
        raise NotAllowed("words_too_long", most=LONGEST)
    if said.learnt_on > clock.today():
        raise NotAllowed("date_in_future")
    if not 1 <= said.minutes <= MOST_MINUTES:
        raise NotAllowed("minutes_odd", most=MOST_MINUTES)
    if said.with_whom not in WITH_WHOM:
        raise NotAllowed("unknown_company")
    if said.topic and said.topic not in catalogue.titles():
        raise NotAllowed("unknown_topic")
    if said.documents and not {*said.documents} <= {one.id for one in evidence.of_person(person_id)}:
        raise NotAllowed("not_your_document")


def _rested_on(person_id: UUID) -> set[UUID]:
    """Papers that something else of this person shows."""
    rows = [
        *Learning.objects.filter(person=person_id).values_list("documents", flat=True),
        *Award.objects.filter(person=person_id).values_list("documents", flat=True),
        *AuditStep.objects.filter(audit__person=person_id).values_list("documents", flat=True),
    ]
    return {one for listed in rows for one in listed}


def _put(row: Learning, said: Said) -> None:
    row.learnt_on, row.day_known = said.learnt_on, said.day_known
    row.minutes, row.with_whom, row.topic = said.minutes, said.with_whom, said.topic
    row.documents = list(dict.fromkeys(said.documents))
    row.put(_tidy(said.what), _tidy(said.changed))


def _same(row: Learning, said: Said) -> bool:
    words = {"what": _tidy(said.what), "changed": _tidy(said.changed)}
    facts = (said.learnt_on, said.day_known, said.minutes, said.with_whom, said.topic, list(said.documents))
    kept = (row.learnt_on, row.day_known, row.minutes, row.with_whom, row.topic, row.documents)
    return row.said == words and facts == kept


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _finish(plan_id: UUID, row: Learning, by: Actor, because: Because) -> None:
    plan = Plan.objects.select_for_update().filter(pk=plan_id, person=row.person_id).first()
    if plan is None or not PLAN.lawful("finish", plan.state):
        return  # what was learnt is kept whatever became of the plan
    plan.state, plan.ended_at, plan.became = DONE, clock.now(), row
    plan.save()
    record("training.plan_done", plan, by=by, because=because, person_id=row.person_id, refs={"learning": row.pk})
