"""Whom a person names to be asked, when they name others than before: who is no longer wanted is told so, kindly."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from careregister.base import together
from careregister.base.actors import Actor, Because
from careregister.people.locks import lock_person

from .. import asks
from ..models import Ask
from ..states import ASK_EXPIRED, ASK_WAITING, ASK_WITHDRAWN, DECLINED
from . import ask_steps
from .asking import check_not_often
from .making import Wanted, make


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody to ask. `about`: as `ask` takes it."""

    name: str
    email: str
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Naming:
    """Who is asked of one kind from now on, and at which addresses nobody is any more."""

    kind: str
    gone: Sequence[str]
    named: Sequence[Named]


@together.part
def name_others(
    person_id: UUID, cause_id: UUID, namings: Sequence[Naming], *, by: Actor, because: Because
) -> None:  # fmt: skip
    """Ask those named from now on, and nobody any more at the addresses gone: one takes the place of another.

    Whoever had not answered gets a letter that we need nothing more, but for an address that is asked again under another
    name. What was answered stays. NotAllowed `asked_often`, and what `ask` says.
    """
    lock_person(person_id)
    check_not_often(person_id, by, more=sum(len(one.named) for one in namings))
    wanted: list[Wanted] = []
    for naming in namings:
        kind, named = naming.kind, naming.named
        asked_anew = {Ask.blind_of(one.email) for one in named}
        left = [_leave(kind, cause_id, person_id, address, asked_anew, by, because) for address in naming.gone]
        free = [one for one in left if one]
        places = [*free, *[None] * len(named)]
        wanted += [
            Wanted(kind, one.name, one.email, one.about, place) for one, place in zip(named, places, strict=False)
        ]
        if free and not named:
            for closed in Ask.objects.filter(pk__in=free):
                ask_steps.tell_check(closed, by, because)
    make(wanted, person_id, cause_id, by=by, because=because)


def _leave(
    kind: str,
    cause_id: UUID,
    person_id: UUID,
    address: str,
    asked_anew: Collection[bytes],
    by: Actor,
    because: Because,
) -> UUID | None:
    """Close what is open at this address, or with whoever was asked instead of it. The ask whose place is free now."""
    there = Ask.objects.filter(
        kind=kind, cause_id=cause_id, person_id=person_id, address_blind=Ask.blind_of(address)
    ).order_by("asked_at", "id")
    found = there.exclude(state=ASK_WITHDRAWN).last() or there.last()
    while found is not None and (later := Ask.objects.filter(instead_of=found).first()) is not None:
        found = later
    if found is None:
        return None
    if found.state in (*ASK_WAITING, ASK_EXPIRED):
        told = found.state in ASK_WAITING and bytes(found.address_blind) not in asked_anew
        ask_steps.take(found, "withdraw", "checks.ask_withdrawn", by, because)
        if told:
            asks.tell_not_needed(found, by=by, because=because)
    return found.pk if found.state in (DECLINED, ASK_WITHDRAWN) else None
