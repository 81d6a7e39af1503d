"""New asks about one person for one application, written together. The person's row is locked before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.organisations import queries as organisations
from careregister.people import queries as people

from .. import addresses, asks, letters, policy_of_asks
from ..models import Ask
from ..models.asking import ASK_KINDS, NEVER_WRITE
from ..states import ASK, ASK_WAITING, ASK_WITHDRAWN
from . import ask_steps, checks


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody to ask. `about`: what the letter and the officer may say of them."""

    kind: str
    name: str
    email: str
    about: Mapping[str, Any]
    instead_of: UUID | None = None


def make(
    wanted: Sequence[Wanted], person_id: UUID, cause_id: UUID, *, by: Actor, because: Because
) -> list[UUID]:  # fmt: skip
    """Ask each of them, but who is asked already. The ids in order. NotAllowed `ask_kind`, `ask_address`, `own_record`,
    `wrong_role`."""
    if not wanted:
        return []
    if not {one.kind for one in wanted} <= set(ASK_KINDS):
        raise NotAllowed("ask_kind")
    wanted = [_tidy(one) for one in wanted]
    policy_of_asks.may_take(by, "ask", person_id)
    blinds = [Ask.blind_of(one.email) for one in wanted]
    there = Ask.objects.filter(cause_id=cause_id, person_id=person_id, address_blind__in=blinds)
    known = {(one.kind, bytes(one.address_blind)): one for one in there.exclude(state=ASK_WITHDRAWN).order_by("-id")}
    new = [(one, blind) for one, blind in zip(wanted, blinds, strict=True) if (one.kind, blind) not in known]
    own = people.email_of(person_id).strip().casefold() if new else ""
    made: list[Ask] = []
    for one, blind in new:
        if (one.kind, blind) not in known:  # nor twice among these
            known[one.kind, blind] = _made(one, blind, person_id, cause_id, own)
            made.append(known[one.kind, blind])
    _begin(made, cause_id, by, because)
    return [known[one.kind, blind].pk for one, blind in zip(wanted, blinds, strict=True)]


def _tidy(wanted: Wanted) -> Wanted:
    """As they are kept. NotAllowed `ask_address` when nobody could be written to so."""
    name, email = " ".join(wanted.name.split()), wanted.email.strip()
    if not name or email.count("@") != 1 or not all(email.split("@")) or any(map(str.isspace, email)):
        raise NotAllowed("ask_address")
    return replace(wanted, name=name, email=email)


def _made(wanted: Wanted, blind: bytes, person_id: UUID, cause_id: UUID, own: str) -> Ask:
    moment = clock.now()
    made = Ask(
        kind=wanted.kind,
        person_id=person_id,
        cause_id=cause_id,
        address_blind=blind,
        fit=addresses.OWN if own == wanted.email.casefold() else _fit(wanted),
        asked_at=moment,
        expires_at=moment + asks.days_open(clock.today()),
        instead_of_id=wanted.instead_of,
    )
    about = {key: str(said) for key, said in wanted.about.items()}
    made.put("sealed", {"name": wanted.name, "email": wanted.email, "about": about})
    return made


def _fit(wanted: Wanted) -> str:
    known_by = str(wanted.about.get("place") or "")
    place = organisations.place(known_by) if known_by else None
    return addresses.fit(wanted.email, place.website if place else "")


def _begin(made: Sequence[Ask], cause_id: UUID, by: Actor, because: Because) -> None:
    """Save them and send the links; to an address that never wants to hear from us nothing goes, and it is declined."""
    unwilling = asks.unwilling(one.address_blind for one in made) if made else set()
    for one in made:
        never = one.address_blind in unwilling
        one.state = ASK.step("find_unwilling" if never else "ask").result("")
        if never:
            one.settled_at, one.declined_because = one.asked_at, NEVER_WRITE
    Ask.objects.bulk_create(made)
    waiting = [one for one in made if one.state in ASK_WAITING]
    tokens = dict(zip(waiting, asks.new_links(waiting), strict=True))
    called = asks.called(waiting[0]) if waiting else ""
    under_way = ask_steps.under_way(cause_id, {one.kind for one in waiting})
    for one in made:
        ask_steps.record("checks.asked" if one in tokens else "checks.asked_nobody", one, by, because)
        if one in tokens:
            asks.write_link(one, letters.ASKED[one.kind].code, tokens[one], called, by=by, because=because)
            if check := under_way.get(ask_steps.CHECK_OF[one.kind]):
                checks.waits(check, by=by, because=because)
