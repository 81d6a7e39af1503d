"""Admissions that were drawn to be looked at again, and files by their references."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.people import queries as people

from .. import policy
from ..models import Application, SecondLook


@dataclass(frozen=True, slots=True)
class LookRow:
    """`may_look`: why the asker may not; "yes" when they may. `days`: since it was drawn."""

    reference: str
    name: str
    decided_at: datetime
    decided_by: str
    days: int
    may_look: str


def second_looks(asker: Actor) -> tuple[LookRow, ...]:
    """What waits to be looked at again, the oldest first; never about the asker. NotAllowed wrong_role."""
    policy.may_read_queue(asker)
    waiting = SecondLook.objects.filter(looked_at=None)
    if asker.person_id is not None:
        waiting = waiting.exclude(decision__subject_person=asker.person_id)
    rows = list(waiting.select_related("decision__application").order_by("drawn_at", "pk"))
    called = people.names_of({row.decision.subject_person for row in rows} | {row.first_person for row in rows})
    moment = clock.now()
    return tuple(
        LookRow(
            reference=row.decision.application.reference,
            name=called.get(row.decision.subject_person, ""),
            decided_at=row.decision.decided_at,
            decided_by=called.get(row.first_person, ""),
            days=(moment - row.drawn_at).days,
            may_look=_why_not(asker, row),
        )
        for row in rows
    )


def references(ids: Iterable[UUID], asker: Actor) -> dict[UUID, str]:
    """The references of these applications; what was never sent is left out. NotAllowed wrong_role."""
    policy.may_read_queue(asker)
    return dict(Application.objects.filter(pk__in=list(ids), sent_at__isnull=False).values_list("pk", "reference"))


def _why_not(asker: Actor, row: SecondLook) -> str:
    try:
        policy.may_look_again(asker, row.decision)
    except NotAllowed as refusal:
        return refusal.reason
    return "yes"
