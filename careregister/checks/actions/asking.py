"""Asking somebody else: one life cycle for referees, vouchers and employers. The person's row is locked before each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from careregister.base import clock, together
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.people.locks import lock_person

from .. import asks, letters, policy_of_asks
from ..models import Ask
from ..models.asking import ASK_KINDS
from ..states import ASK, ASK_EXPIRED, ASK_WAITING, ASK_WITHDRAWN, DECLINED
from . import ask_steps
from .making import Wanted, make
from .taking_back import take_back

BETWEEN_REMINDERS = timedelta(hours=24)
MOST_LINKS = 8  # letters that ask one person, reminders among them: after that only staff ask them again
MOST_A_DAY = 12  # people whom one applicant asks in a day: the form names fewer, and we carry nobody's mail


@together.together
def ask(
    kind: str,
    *,
    person_id: UUID,
    cause_id: UUID,
    name: str,
    email: str,
    about: Mapping[str, Any],
    by: Actor,
    because: Because,
    instead_of: UUID | None = None,
) -> UUID:
    """Ask somebody about a person for an application (`cause_id`). Returns the ask's id.

    The same address is asked once for each kind and application: asking it again returns the ask that is there. To an
    address that never wants to hear from us nothing is sent: the ask is declined as it is made. `about` may name the
    `organisation` and its `place` in the care directory. NotAllowed `ask_kind`, `ask_address`, `own_record`,
    `wrong_role`.
    """
    lock_person(person_id)
    wanted = Wanted(kind, name, email, about, instead_of)
    return make([wanted], person_id, cause_id, by=by, because=because)[0]


@together.together
def remind(ask_id: UUID, *, by: Actor, because: Because) -> bool:
    """Send one more letter with one more link. False when none is due, or one went within the last day."""
    asked = ask_steps.locked(ask_id)
    policy_of_asks.may_take(by, "remind", asked.person_id)
    due = asks.next_reminder(asked)
    if asked.state not in ASK_WAITING or due is None or asked.expires_at <= clock.now():
        return False
    if due > clock.today() and by.kind in ASK.step("expire").who.kinds:  # staff may be earlier than the clock
        return False
    if asked.links.filter(made_at__gt=clock.now() - BETWEEN_REMINDERS).exists():
        return False
    asked.reminders += 1
    ask_steps.take(asked, "remind", "checks.reminded", by, because)
    if not asks.is_unwilling(asked.address_blind):
        asks.send_link(asked, letters.REMINDED.code, by=by, because=because)
    return True


def remind_all(ask_ids: Iterable[UUID], *, by: Actor, because: Because) -> int:
    """`remind` for each, in a transaction of its own; those about the asker are left out. Returns how many it was."""
    wanted = Ask.objects.filter(pk__in=list(ask_ids)).exclude(person_id=by.person_id) if by.person_id else None
    chosen = ask_ids if wanted is None else wanted.order_by("expires_at", "id").values_list("pk", flat=True)
    return sum(remind(ask_id, by=by, because=because) for ask_id in chosen)


@together.together
def expire_ask(ask_id: UUID, *, by: Actor, because: Because) -> bool:
    """The time for an answer is over: the person is told, unless the check is decided without it. False when it is not, or was settled meanwhile."""
    asked = ask_steps.locked(ask_id)
    policy_of_asks.may_take(by, "expire", asked.person_id)
    if asked.state not in ASK_WAITING or asked.expires_at > clock.now():
        return False
    ask_steps.take(asked, "expire", "checks.ask_expired", by, because)
    if ask_steps.wanted(asked):
        asks.tell_applicant(asked, by=by, because=because)
    ask_steps.tell_check(asked, by, because)
    return True


@together.together
def ask_again(ask_id: UUID, *, by: Actor, because: Because) -> None:
    """Ask the same person anew, with a new link and the whole time. NotAllowed `ask_is_…`, `never_write`, `asked_today`,
    `check_is_closed`, `asked_often`, `asked_enough`.
    """
    asked = ask_steps.locked(ask_id)
    policy_of_asks.may_take(by, "ask_again", asked.person_id)
    _check_wanted(asked, by)
    policy_of_asks.check_step(asked, "ask_again")
    if asks.is_unwilling(asked.address_blind):
        raise NotAllowed("never_write")
    if asked.links.filter(made_at__gt=clock.now() - BETWEEN_REMINDERS).exists():
        raise NotAllowed("asked_today")
    if by.kind == Kind.PERSON and asked.links.count() >= MOST_LINKS:
        raise NotAllowed("asked_enough")
    asked.declined_because = ""
    ask_steps.begin_anew(asked, "ask_again", "checks.asked_again", by, because)


@together.together
def ask_somebody_else(
    ask_id: UUID, *, name: str, email: str, about: Mapping[str, Any] | None = None, by: Actor, because: Because
) -> UUID:
    """Ask another person instead of one who has not answered, and who is told that we need nothing more. Returns the new
    ask's id.

    NotAllowed `ask_is_received`, `same_address`, `ask_replaced`, `check_is_closed`, `asked_often`, and what `ask` says.
    """
    asked = ask_steps.locked(ask_id)
    policy_of_asks.may_take(by, "ask", asked.person_id)
    _check_wanted(asked, by)
    if Ask.objects.filter(instead_of=asked).exists():
        raise NotAllowed("ask_replaced")
    if asked.state != ASK_WITHDRAWN and Ask.blind_of(email) == bytes(asked.address_blind):
        raise NotAllowed("same_address")
    if asked.state in (*ASK_WAITING, ASK_EXPIRED):
        waited = asked.state in ASK_WAITING
        ask_steps.take(asked, "withdraw", "checks.ask_withdrawn", by, because)
        if waited:
            asks.tell_not_needed(asked, by=by, because=because)
    elif asked.state not in (DECLINED, ASK_WITHDRAWN):
        raise NotAllowed(f"ask_is_{asked.state}")
    return ask(
        asked.kind,
        person_id=asked.person_id,
        cause_id=asked.cause_id,
        name=name,
        email=email,
        about=asked.opened()["about"] if about is None else about,
        instead_of=asked.pk,
        by=by,
        because=because,
    )


@together.together
def lift_never_write(ask_id: UUID, *, by: Actor, because: Because) -> None:
    """The head of registration, whom the owner of the address told so: we may write to it again. Say how they told us.

    NotAllowed `own_record`, `wrong_role`, `words_missing`.
    """
    asked = ask_steps.locked(ask_id)
    by = replace(by, role=policy_of_asks.may_lift(by, asked.person_id))
    if not because.words.strip():
        raise NotAllowed("words_missing")
    ask_steps.lift_never_write(asked, by, because)


@together.together
def withdraw_asks(cause_id: UUID, *, kinds: Collection[str] = ASK_KINDS, by: Actor, because: Because) -> int:
    """Nobody needs to answer any more: the application ended, or (`kinds`) another way was chosen than asking these. Who
    had not answered is told so, and a check that waited for them comes back to us.

    Returns how many were taken back. What was answered before stays.
    """
    of_it = Ask.objects.filter(cause_id=cause_id, kind__in=kinds)
    people = list(of_it.order_by("person_id").values_list("person_id", flat=True).distinct())
    for person_id in people:
        lock_person(person_id)
    there = list(of_it.order_by("id")) if people else []
    for asked in there:
        policy_of_asks.may_take(by, "withdraw", asked.person_id)
    return take_back(there, cause_id, by=by, because=because)


@together.together
def read_answers(ask_id: UUID, *, by: Actor, because: Because) -> dict[str, str]:
    """What was answered, by question. That it was read is in history. NotAllowed: see policy_of_asks.may_read_answers."""
    asked = Ask.objects.get(pk=ask_id)
    policy_of_asks.may_read_answers(by, asked)
    ask_steps.record("checks.answer_read", asked, by, because)
    return asked.opened("answers")


def _check_wanted(asked: Ask, by: Actor) -> None:
    """A person asks others only while the check is under way, and not dozens in a day."""
    if by.kind != Kind.PERSON:
        return
    if not ask_steps.wanted(asked):
        raise NotAllowed("check_is_closed")
    check_not_often(asked.person_id, by)


def check_not_often(person_id: UUID, by: Actor, more: int = 1) -> None:
    """NotAllowed `asked_often` where a person would have us write to dozens in a day, in however many applications."""
    if by.kind == Kind.PERSON and more:
        lately = Ask.objects.filter(person_id=person_id, asked_at__gt=clock.now() - BETWEEN_REMINDERS)
        if lately.count() + more > MOST_A_DAY:
            raise NotAllowed("asked_often")
