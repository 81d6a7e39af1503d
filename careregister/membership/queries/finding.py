"""Members as staff find them: by name, or as a person whom the caller knows by a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from careregister.base import clock, names
from careregister.base.actors import Actor
from careregister.people import queries as people
from careregister.people.models import PersonName

from .. import plans, policy, states
from ..models import Subscription

MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody's newest membership."""

    person_id: UUID
    name: str
    state: str
    plan: str
    employer: str


def find(text: str, asker: Actor, *, most: int = MOST_FOUND) -> tuple[Found, ...]:
    """Members, and who were, whose name has every word of `text`, at most so many; without the asker. NotAllowed wrong_role."""
    policy.may_list(asker)
    words = names.tokens(text)
    if not words:
        return ()
    named = PersonName.objects.filter(tokens__contains=words, until=None, person__subscriptions__isnull=False)
    ids = named.order_by("folded", "person").values_list("person", flat=True)
    return _found(dict.fromkeys(ids[: most * 3]), asker)[:most]


def found(person_id: UUID, asker: Actor) -> tuple[Found, ...]:
    """The same for one person, if they are or were a member. NotAllowed wrong_role."""
    policy.may_list(asker)
    return _found([person_id], asker)


def _found(person_ids: Iterable[UUID], asker: Actor) -> tuple[Found, ...]:
    wanted = [one for one in person_ids if one != asker.person_id]
    rows = Subscription.objects.filter(person__in=wanted).select_related("employer").order_by("joined_on", "pk")
    newest = {row.person_id: row for row in rows if row.state == states.ENDED}
    newest |= {row.person_id: row for row in rows if row.state != states.ENDED}
    called = people.names_of(newest)
    today = clock.today()
    return tuple(
        Found(
            person_id=person_id,
            name=called.get(person_id, ""),
            state=newest[person_id].state,
            plan=plans.named(newest[person_id].plan, today).name,
            employer=employer.name if (employer := newest[person_id].employer) else "",
        )
        for person_id in wanted
        if person_id in newest
    )
