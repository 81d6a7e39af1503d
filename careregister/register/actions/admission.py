"""Onto the register: a number for life, the first act, and the numbers people bring from older registers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from careregister.base import body, numbers, queue, together
from careregister.base.actors import Actor, Because
from careregister.base.locks import waiting
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people.actions import settle_names
from careregister.people.models import Person

from .. import policy, states
from ..drafts import Authority, Details
from ..models import Number, Registrant
from .acting import in_role, lock, take

_OLD_NUMBER = re.compile(r"(?=.*[0-9])[A-Z0-9]{3,30}")


@together.together
def admit(
    person: Person,
    details: Details,
    *,
    by: Actor,
    because: Because,
    authority: Authority,
    action: str = "admit",
    proposed_by: Actor | None = None,
    proposed_at: datetime | None = None,
) -> Registrant:
    """Admit a person until `details.until`, and give them a number. `details.tier` and `.facts` become acts as well.

    NotAllowed `already_registrant` for one who ever was: they are restored, not admitted twice.
    """
    try:
        with waiting(), transaction.atomic():
            registrant = Registrant.objects.create(person=person, number_id=issue_number())
    except IntegrityError as error:
        raise NotAllowed("already_registrant") from error
    first = Details(effective_from=details.effective_from, until=details.until, evidence=details.evidence)
    take(
        registrant,
        action,
        first,
        by=by,
        because=because,
        authority=authority,
        proposed_by=proposed_by,
        proposed_at=proposed_at,
    )
    if details.tier:
        tier = Details(effective_from=details.effective_from, tier=details.tier, evidence=details.evidence)
        take(registrant, "confer_tier", tier, by=by, because=because, authority=authority)
    if details.facts:
        shown = Details(effective_from=details.effective_from, facts=details.facts, evidence=details.evidence)
        asked = authority if authority.kind in states.BROUGHT else Authority(states.REQUEST, authority.reference)
        take(registrant, "amend_facts", shown, by=by, because=because, authority=asked)
    settle_names(person.pk, by=by, because=because)
    registrant.refresh_from_db()
    queue.enqueue_once("register.fill_private_check")
    return registrant


def issue_number(choose: Callable[[int], int] | None = None) -> str:
    """A number that was never issued before. Random: see `base.numbers`."""
    return issue_numbers(1, choose)[0]


def issue_numbers(count: int, choose: Callable[[int], int] | None = None) -> list[str]:
    """`count` fresh numbers in as few statements as luck allows."""
    prefix = body.body().number_prefix
    issued: list[str] = []
    while len(issued) < count:
        wanted = {numbers.make(prefix, choose) if choose else numbers.make(prefix) for _ in range(count - len(issued))}
        taken = set(Number.objects.filter(number__in=wanted).values_list("number", flat=True))
        fresh = sorted(wanted - taken)
        Number.objects.bulk_create([Number(number=number) for number in fresh], batch_size=5000)
        issued += fresh
    return issued


@transaction.atomic
def add_alias(registrant: Registrant, number: str, *, by: Actor, because: Because) -> str:
    """Keep a number from an older register findable for this registrant.

    NotAllowed `number_taken` if it is not free, `number_like_ours` or `number_odd` if it could be taken for ours or is
    not three or more plain letters and digits: see `old_number_refused`.
    """
    policy.may_add_alias(by, registrant)
    registrant = lock(registrant)
    kept = numbers.squeeze(number)
    if not kept:
        raise NotAllowed("number_empty")
    if reason := old_number_refused(kept):
        raise NotAllowed(reason)
    try:
        with waiting(), transaction.atomic():
            Number.objects.create(number=kept, alias_of=registrant)
    except IntegrityError as error:
        raise NotAllowed("number_taken") from error
    record(
        "register.alias_added",
        registrant,
        person_id=registrant.person_id,
        by=in_role(by, by.acting_as(policy.KEEPERS)),
        because=because,
        refs={"number": kept},
    )
    return kept


def old_number_refused(number: str) -> str:
    """Why this cannot be kept as the number of an older register, or nothing. One that reads as ours would lead whoever
    types ours to somebody else."""
    prefix = body.body().number_prefix
    digits = number.removeprefix(prefix)
    nearly = number != digits and digits.isdigit() and abs(len(digits) - numbers.DIGITS) == 1  # a digit lost or doubled
    if nearly or numbers.has_our_shape(number, prefix):
        return "number_like_ours"
    return "" if _OLD_NUMBER.fullmatch(number) else "number_odd"


def taken(wanted: Iterable[str]) -> set[str]:
    """Which of these canonical numbers are issued or kept as aliases."""
    return set(Number.objects.filter(number__in=list(wanted)).values_list("number", flat=True))
