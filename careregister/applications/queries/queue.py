"""The files that wait: by age and by whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from careregister.base import body, clock, working_days
from careregister.base.actors import Actor
from careregister.people import queries as people

from .. import names, policy, states
from ..models import Application, Match, Passage

MINE, NOBODYS = "mine", "nobodys"
PAGE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """`owner`: mine, nobodys, or the id of an account. `turn`: us or you (the applicant). `show`: open or ended."""

    state: str = ""
    turn: str = ""
    owner: str = ""
    reference: str = ""
    overdue: bool = False
    show: str = "open"
    page: int = 1


@dataclass(frozen=True, slots=True)
class QueueRow:
    """`days`: since it was sent. `days_here`: in its present state. `late`: over the target of our service standards."""

    id: UUID
    reference: str
    name: str
    state: str
    state_words: Promise
    turn: str
    turn_words: Promise
    sent_at: datetime | None
    days: int
    days_here: int
    late: bool
    owner_account: UUID | None
    owner: str
    match_undecided: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """`counts`: of everything open, by state."""

    rows: tuple[QueueRow, ...]
    counts: dict[str, int]
    total: int
    page: int
    pages: int


def queue(asker: Actor, filters: Filters | None = None) -> QueuePage:
    """Files that were sent, the one that waits longest first; never the asker's own. NotAllowed wrong_role."""
    policy.may_read_queue(asker)
    filters = filters or Filters()
    found = _filtered(_sent().exclude(person=asker.person_id), asker, filters)
    total = found.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, filters.page), pages)
    rows = found.order_by("sent_at", "reference")[(page - 1) * PAGE : page * PAGE]
    return QueuePage(rows=_rows(rows), counts=_counts(), total=total, page=page, pages=pages)


def waiting_for(asker: Actor) -> int:
    """How many files of the asker's own wait for us: for the first page."""
    policy.may_read_queue(asker)
    return _sent().filter(owner_account=asker.account_id, state__in=states.WITH_US).count()


def _sent() -> QuerySet[Application]:
    return Application.objects.filter(sent_at__isnull=False)


def _filtered(found: QuerySet[Application], asker: Actor, filters: Filters) -> QuerySet[Application]:
    found = found.filter(state__in=states.ENDED if filters.show == "ended" else states.OPEN)
    if filters.state in states.APPLICATION.states:
        found = found.filter(state=filters.state)
    if filters.turn in (names.US, names.YOU):
        found = found.filter(state__in=states.WITH_US if filters.turn == names.US else states.WITH_THE_APPLICANT)
    if filters.owner == MINE:
        found = found.filter(owner_account=asker.account_id)
    elif filters.owner == NOBODYS:
        found = found.filter(owner_account=None)
    elif filters.owner:
        found = found.filter(owner_account=filters.owner)
    if filters.reference.strip():
        found = found.filter(reference__startswith=filters.reference.strip().upper())
    return found.filter(_late()) if filters.overdue else found


def _late() -> Q:
    """Over the targets: not taken up, not decided, not decided on appeal. Working days only where they matter."""
    target = body.rule("service_standards.targets", clock.today())
    moment = clock.now()
    return (
        Q(
            state=states.SUBMITTED,
            sent_at__lt=clock.start_of_day(working_days.ago(target["taken_up_days"], clock.today())),
        )
        | Q(state=states.APPEALED, last_step_at__lt=moment - timedelta(days=target["appeal_days"]))
        | Q(
            state__in=(states.SUBMITTED, states.IN_REVIEW, states.RECOMMENDED),
            sent_at__lt=moment - timedelta(days=target["decided_days"]),
        )
    )


def _rows(applications: Iterable[Application]) -> tuple[QueueRow, ...]:
    rows = list(
        Application.objects.filter(pk__in=[one.pk for one in applications])
        .annotate(undecided=Exists(Match.objects.filter(application=OuterRef("pk"), state=states.UNDECIDED)))
        .order_by("sent_at", "reference")
    )
    late = set(Application.objects.filter(_late(), pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    since = dict(Passage.objects.filter(application__in=rows, until=None).values_list("application_id", "since"))
    called = people.names_of([row.person_id for row in rows] + [row.owner_person for row in rows if row.owner_person])
    moment = clock.now()
    return tuple(
        QueueRow(
            id=row.pk,
            reference=row.reference,
            name=called.get(row.person_id, ""),
            state=row.state,
            state_words=names.STATES[row.state],
            turn=names.turn(row.state),
            turn_words=names.TURNS_TO_STAFF[names.turn(row.state)],
            sent_at=row.sent_at,
            days=(moment - row.sent_at).days if row.sent_at else 0,
            days_here=(moment - since.get(row.pk, row.last_step_at)).days,
            late=row.pk in late,
            owner_account=row.owner_account,
            owner=called.get(row.owner_person, "") if row.owner_person else "",
            match_undecided=bool(getattr(row, "undecided", False)),
        )
        for row in rows
    )


def _counts() -> dict[str, int]:
    counted: dict[str, int] = {}
    for state in _sent().filter(state__in=states.OPEN).values_list("state", flat=True):
        counted[state] = counted.get(state, 0) + 1
    return counted
