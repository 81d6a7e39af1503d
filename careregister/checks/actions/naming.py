"""Whom a person names to be asked, when they name others than before: who is no longer wanted is told so, kindly."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from careregister.base.actors import Actor, Because
from careregister.people.locks import lock_person

from .. import asks
from ..models import Ask
from ..states import ASK_EXPIRED, ASK_WAITING, ASK_WITHDRAWN, DECLINED
from . import ask_steps
from .asking import ask_of_locked, check_not_often


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody to ask. `about`: as `ask` takes it."""

    name: str
    email: str
    about: Mapping[str, Any]


@transaction.atomic
def name_others(
    kind: str,
    *,
    person_id: UUID,
    cause_id: UUID,
    gone: Sequence[str],
    named: Sequence[Named],
    by: Actor,
    because: Because,
) -> None:
    """Ask those `named` from now on, and nobody any more at the addresses `gone`: one takes the place of another.

    Whoever had not answered gets a letter that we need nothing more, but for an address that is asked again under another
    name. What was answered stays. NotAllowed `asked_often`, and what `ask` says.
    """
    lock_person(person_id)
    check_not_often(person_id, by, more=len(named))
    asked_anew = {Ask.blind_of(one.email) for one in named}
    free = [left for address in gone if (left := _leave(kind, cause_id, person_id, address, asked_anew, by, because))]
    for one in named:
        instead_of = free.pop(0) if free else None
        ask_of_locked(
            kind, person_id, cause_id, one.name, one.email, one.about, by=by, because=because, instead_of=instead_of
        )
    if gone and not named:
        for closed in Ask.objects.filter(pk__in=free):
            ask_steps.tell_check(closed, by, because)


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
