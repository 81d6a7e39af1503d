"""Audits of learning: one's own, and those that reviewers read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from careregister.base import body, clock
from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed
from careregister.people import queries as people

from .. import policy
from ..deadlines import appeal_by
from ..models import Audit, AuditStep
from ..states import (
    APPEALED,
    AUDIT,
    AUDIT_ENDED,
    AUDIT_SAID,
    DRAWN,
    GIVEN,
    NOT_MET,
    OUTCOME_SAID,
    SECOND_LOOK,
    WITH_THE_PERSON,
)
from .log import LearningFacts, year_of_log
from .passport import PassportItem, passport
from .standing import Requirement, TopicFresh, cpd_mine

# To the person; nor what a first reader found, before a second one has agreed.
_NOT_SAID = frozenset({"remind"})
WITH_US, WITH_THEM, LATE, UNREACHED, ENDED, ALL = "us", "them", "late", "unreached", "ended", "all"
TABS = (WITH_US, WITH_THEM, LATE, UNREACHED, ENDED, ALL)
OF_STAFF = (
    "ask",
    "accept",
    "want_more",
    "find_not_met",
    "agree_not_met",
    "allow_appeal",
    "dismiss_appeal",
    "more_time",
    "excuse",
)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """`by_role`: empty for the person and the clock."""

    action: str
    at: datetime
    by_kind: str
    by_role: str
    by_name: str
    words: str
    documents: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class MyAudit:
    """An audit as its person sees it. `can`: the steps that are theirs now: give, appeal."""

    id: UUID
    state: str
    state_words: Promise
    outcome: str
    outcome_words: Promise | str
    year_since: date
    year_until: date
    asked_at: datetime | None
    answer_by: date | None
    appeal_by: date | None
    ended_at: datetime | None
    seen: int
    steps: tuple[StepFacts, ...]
    can: frozenset[str]

    @property
    def waits_for_me(self) -> bool:
        return bool(self.can & {"give"})


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the queue. `days`: since it is where it is. `late`: its last day for an answer is over."""

    id: UUID
    number: str
    name: str
    state: str
    state_words: Promise
    outcome: str
    outcome_words: Promise | str
    year_until: date
    answer_by: date | None
    late: bool
    days: int
    own: bool


@dataclass(frozen=True, slots=True)
class AuditFile:
    """One audit for a reviewer. `learning`, `courses`, `requirements`: only where they may be opened. `can`: the steps
    that this asker may take now; `cannot`: those that somebody of their role could take, and why not they."""

    row: AuditRow
    person_id: UUID
    year_since: date
    asked_at: datetime | None
    appeal_by: date | None
    seen: int
    opened: bool
    learning: tuple[LearningFacts, ...]
    courses: tuple[PassportItem, ...]
    requirements: tuple[Requirement, ...]
    topics: tuple[TopicFresh, ...]
    steps: tuple[StepFacts, ...]
    can: frozenset[str]
    cannot: tuple[tuple[str, str], ...]


def audits_mine(person_id: UUID, by: Actor) -> tuple[MyAudit, ...]:
    """One's own audits that were asked about, the newest first. NotAllowed `not_your_log`."""
    policy.may_keep_log(by, person_id)
    rows = Audit.objects.filter(person=person_id).exclude(asked_at=None).order_by("-drawn_at")
    return tuple(_mine(row) for row in rows)


def audit_mine(audit_id: UUID, by: Actor) -> MyAudit:
    """NotAllowed `not_your_audit`."""
    row = Audit.objects.filter(pk=audit_id, person=by.person_id).exclude(asked_at=None).first()
    if row is None or by.kind != Kind.PERSON:
        raise NotAllowed("not_your_audit")
    return _mine(row)


def audit_queue(asker: Actor, tab: str = WITH_US) -> tuple[AuditRow, ...]:
    """What waits, the longest first, without one's own name in it. NotAllowed `wrong_role`."""
    policy.may_read_queue(asker)
    rows = list(_of_tab(tab).order_by("answer_by", "drawn_at", "number"))
    names = people.names_of({row.person_id for row in rows})
    since = _since(rows)
    rows.sort(key=lambda row: since.get(row.pk, row.drawn_at))
    return tuple(_row(row, names.get(row.person_id, ""), since, asker) for row in rows)


def queue_counts(asker: Actor) -> dict[str, int]:
    """How many in each tab. NotAllowed `wrong_role`."""
    policy.may_read_queue(asker)
    return {tab: _of_tab(tab).count() for tab in TABS}


def waiting_for(asker: Actor) -> int:
    """How many audits wait for a reviewer, but for one's own; 0 for who reads none."""
    if asker.kind != Kind.STAFF or not asker.acting_as(policy.REVIEWERS):
        return 0
    return _of_tab(WITH_US).exclude(person=asker.person_id).count()


def audit_file(audit_id: UUID, asker: Actor) -> AuditFile | None:
    """One audit; None when there is none. Whoever shows it has called `actions.open_audit`. NotAllowed `wrong_role`,
    `own_audit`."""
    policy.may_read_queue(asker)
    row = Audit.objects.filter(pk=audit_id).first()
    if row is None:
        return None
    policy.may_open(asker, row)
    opened = policy.sees_learning(asker, row)
    on = min(row.year_until, clock.today())
    mine = cpd_mine(row.person_id, on) if opened else None
    courses = passport(row.person_id, on) if opened else ()
    can, cannot = _openings(asker, row)
    return AuditFile(
        row=_row(row, people.names_of([row.person_id]).get(row.person_id, ""), _since([row]), asker),
        person_id=row.person_id,
        year_since=row.year_since,
        asked_at=row.asked_at,
        appeal_by=appeal_by(row) if row.not_met_at else None,
        seen=row.steps_taken,
        opened=opened,
        learning=year_of_log(row.person_id, row.year_since, row.year_until) if opened else (),
        courses=tuple(one for one in courses if one.finished_on >= row.year_since),
        requirements=mine.requirements if mine else (),
        topics=mine.topics if mine else (),
        steps=_steps(row.steps.order_by("at", "pk"), opened=opened, named=True),
        can=can,
        cannot=cannot,
    )


def _of_tab(tab: str) -> QuerySet[Audit]:
    rows, today = Audit.objects.all(), clock.today()
    if tab == WITH_US:
        return rows.filter(state__in=(GIVEN, SECOND_LOOK, APPEALED))
    if tab == WITH_THEM:
        return rows.filter(state__in=(*WITH_THE_PERSON, NOT_MET))
    if tab == LATE:
        return rows.filter(state__in=WITH_THE_PERSON, answer_by__lt=today)
    if tab == UNREACHED:
        return rows.filter(state=DRAWN)
    return rows.filter(state__in=AUDIT_ENDED) if tab == ENDED else rows


def _since(rows: Iterable[Audit]) -> dict[UUID, datetime]:
    """When each was last moved on."""
    steps = AuditStep.objects.filter(audit__in=[row.pk for row in rows]).exclude(action="remind")
    return dict(steps.order_by("at").values_list("audit_id", "at"))


def _row(row: Audit, name: str, since: dict[UUID, datetime], asker: Actor) -> AuditRow:
    last = since.get(row.pk, row.drawn_at)
    own = row.person_id == asker.person_id
    return AuditRow(
        id=row.id,
        number=row.number,
        name=name,
        state=row.state,
        state_words=AUDIT_SAID[row.state],
        outcome=row.outcome,
        outcome_words=OUTCOME_SAID.get(row.outcome, ""),
        year_until=row.year_until,
        answer_by=row.answer_by if row.state in WITH_THE_PERSON else None,
        late=row.state in WITH_THE_PERSON and row.answer_by is not None and row.answer_by < clock.today(),
        days=(clock.today() - clock.london_day(last)).days,
        own=own,
    )


def _mine(row: Audit) -> MyAudit:
    last = appeal_by(row) if row.not_met_at else None
    can = {action for action in ("give", "appeal") if AUDIT.lawful(action, row.state)}
    if last is not None and clock.today() > last:
        can -= {"appeal"}
    unsaid = _NOT_SAID if row.not_met_at else _NOT_SAID | {"find_not_met"}
    told = row.steps.exclude(action__in=unsaid).order_by("at", "pk")
    return MyAudit(
        id=row.id,
        state=GIVEN if row.state == SECOND_LOOK else row.state,
        state_words=AUDIT_SAID[GIVEN if row.state == SECOND_LOOK else row.state],
        outcome=row.outcome,
        outcome_words=OUTCOME_SAID.get(row.outcome, ""),
        year_since=row.year_since,
        year_until=row.year_until,
        asked_at=row.asked_at,
        answer_by=row.answer_by if row.state in WITH_THE_PERSON else None,
        appeal_by=last,
        ended_at=row.ended_at,
        seen=row.steps_taken,
        steps=_steps(told, opened=True, named=False),
        can=frozenset(can),
    )


def _steps(rows: Iterable[AuditStep], *, opened: bool, named: bool) -> tuple[StepFacts, ...]:
    rows = list(rows)
    names = people.names_of({row.by_person for row in rows if row.by_person}) if named else {}
    return tuple(
        StepFacts(
            action=row.action,
            at=row.at,
            by_kind=row.by_kind,
            by_role=row.by_role,
            by_name=names.get(row.by_person, "") if row.by_person else "",
            words=row.words if opened else "",
            documents=tuple(row.documents) if opened else (),
        )
        for row in rows
    )


def _openings(asker: Actor, row: Audit) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    can, cannot = set(), []
    if not asker.acting_as(policy.REVIEWERS):
        return frozenset(), ()
    for action in OF_STAFF:
        if not AUDIT.lawful(action, row.state):
            continue
        try:
            policy.may_step(asker, row, action)
        except NotAllowed as refusal:
            cannot.append((action, refusal.reason))
        else:
            can.add(action)
    return frozenset(can), tuple(cannot)


def answer_days() -> int:
    """How long an answer may take, in days."""
    return int(body.rule("cpd.audit", clock.today())["answer_days"])
