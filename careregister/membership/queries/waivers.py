"""Requests not to pay, for whoever decides on them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.people import queries as people

from .. import policy, states
from ..models import WaiverRequest


@dataclass(frozen=True, slots=True)
class WaiverShown:
    """`words`: theirs; `decided`: what was said to them."""

    id: UUID
    subscription_id: UUID
    person_id: UUID
    name: str
    state: str
    asked_at: datetime
    waits_days: int
    plan: str
    membership_state: str
    words: str
    decided: str
    since: date | None
    until: date | None


def waiver_queue(asker: Actor) -> tuple[WaiverShown, ...]:
    """What waits for a decision, oldest first; without the asker's own. NotAllowed wrong_role."""
    policy.may_read_hardship(asker)
    rows = WaiverRequest.objects.filter(state=states.WAITING).select_related("subscription").order_by("asked_at", "id")
    found = [row for row in rows if row.person_id != asker.person_id]
    return _shown(found)


def waiver(request_id: UUID, asker: Actor) -> WaiverShown | None:
    """One request, whatever became of it. NotAllowed wrong_role; None for the asker's own."""
    policy.may_read_hardship(asker)
    row = WaiverRequest.objects.filter(pk=request_id).select_related("subscription").first()
    return None if row is None or row.person_id == asker.person_id else _shown([row])[0]


def _shown(rows: list[WaiverRequest]) -> tuple[WaiverShown, ...]:
    names = people.names_of({row.person_id for row in rows})
    today = clock.today()
    return tuple(
        WaiverShown(
            id=row.pk,
            subscription_id=row.subscription_id,
            person_id=row.person_id,
            name=names.get(row.person_id, ""),
            state=row.state,
            asked_at=row.asked_at,
            waits_days=(today - clock.london_day(row.asked_at)).days,
            plan=row.subscription.plan,
            membership_state=row.subscription.state,
            words=row.opened("sealed"),
            decided=row.opened("decided"),
            since=row.since,
            until=row.until,
        )
        for row in rows
    )
