"""What others read of somebody's history of work, as plain values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor

from .. import policy
from ..comparing import Job
from ..history_of_work import Gap, gaps
from ..models import WorkHistory


@dataclass(frozen=True, slots=True)
class SpellFacts:
    """One job; months as "2019-03", `ended` empty while it lasts. `words`: more about how it ended."""

    id: UUID
    role: str
    employer: str
    place: str
    care: bool
    started: str
    ended: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class GapFacts:
    id: UUID
    started: str
    ended: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class HistoryFacts:
    """All that was told with one application. `unexplained`: months that nothing covers, as of the day it was told."""

    left_education: str
    told_on: date
    spells: tuple[SpellFacts, ...]
    gaps: tuple[GapFacts, ...]
    unexplained: tuple[Gap, ...]


def spells_of(person_id: UUID, asker: Actor) -> tuple[SpellFacts, ...]:
    """The jobs of the latest history told, the first one first. NotAllowed `wrong_role`."""
    policy.may_read(asker, person_id)
    latest = WorkHistory.objects.filter(person_id=person_id).order_by("-lodged_at").first()
    return _spells(latest) if latest else ()


def history_of(application_id: UUID, asker: Actor) -> HistoryFacts | None:
    """What was told with an application; None while nothing was. NotAllowed `wrong_role`."""
    history = WorkHistory.objects.filter(application_id=application_id).first()
    if history is None:
        return None
    policy.may_read(asker, history.person_id)
    spells = _spells(history)
    reasons = tuple(
        GapFacts(row.pk, _month(row.started), _month(row.ended), row.what, row.opened())
        for row in history.gap_reasons.order_by("started", "id")
    )
    told_on = clock.london_day(history.lodged_at)
    jobs = [{"started": one.started, "ended": one.ended, "still": "" if one.ended else "yes"} for one in spells]
    explained = [{"started": one.started, "ended": one.ended} for one in reasons]
    left = _month(history.left_education)
    return HistoryFacts(left, told_on, spells, reasons, tuple(gaps(jobs, explained, left, _month(told_on))))


def jobs_of(history: WorkHistory) -> tuple[Job, ...]:
    """For the room's own comparing."""
    return tuple(
        Job(row.employer, row.place, _month(row.started), _month(row.ended), row.reason)
        for row in history.spells.order_by("started", "id")
    )


def care_of(history: WorkHistory) -> tuple[bool, ...]:
    """Whether each of `jobs_of` was in care, in the same order."""
    return tuple(history.spells.order_by("started", "id").values_list("care", flat=True))


def _spells(history: WorkHistory) -> tuple[SpellFacts, ...]:
    return tuple(
        SpellFacts(
            id=row.pk,
            role=row.role,
            employer=row.employer,
            place=row.place,
            care=row.care,
            started=_month(row.started),
            ended=_month(row.ended),
            reason=row.reason,
            words=row.opened(),
        )
        for row in history.spells.order_by("started", "id")
    )


def _month(day: date | None) -> str:
    return f"{day:%Y-%m}" if day else ""
