"""What waits for staff: referred renewals, questions about more time, looks before a lapse, people nobody has reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.people import queries as people

from .. import fees, lapsing, policy, reached, states, words
from ..models import Deferral, Look, Referral, Renewal


@dataclass(frozen=True, slots=True)
class ReferredRow:
    renewal_id: UUID
    name: str
    number: str
    kind_words: Promise
    reasons: tuple[Promise, ...]
    since: datetime
    days: int


@dataclass(frozen=True, slots=True)
class DeferralRow:
    """`until`: as decided; None while nobody has decided."""

    renewal_id: UUID
    name: str
    number: str
    reason: Promise
    asked_at: datetime
    wanted_until: date
    until: date | None


@dataclass(frozen=True, slots=True)
class LookRow:
    """`paid`: they have paid, or are about to, and did not finish: never lapsed by the clock alone. `said_yes`: a
    registrar has looked, and the clock takes it the next night. `waits_until`: looked at, and waiting."""

    renewal_id: UUID
    name: str
    number: str
    day: date
    days_over: int
    paid: bool
    sent: bool
    said_yes: bool
    waits_until: date | None


@dataclass(frozen=True, slots=True)
class ChaseRow:
    renewal_id: UUID
    name: str
    number: str
    day: date
    failed_at: datetime
    tried: tuple[Promise, ...]


def referred(asker: Actor) -> tuple[ReferredRow, ...]:
    """Renewals and wishes to come back that a registrar looks at, oldest first. NotAllowed wrong_role."""
    policy.may_read_lists(asker)
    rows = list(Referral.objects.filter(closed_at=None).select_related("renewal__registrant").order_by("referred_at"))
    names = people.names_of([row.renewal.person_id for row in rows])
    today = clock.today()
    return tuple(
        ReferredRow(
            renewal_id=row.renewal_id,
            name=names.get(row.renewal.person_id, ""),
            number=row.renewal.registrant.number_id,
            kind_words=words.KINDS[row.renewal.kind],
            # What it is about in health or character is for who decides.
            reasons=tuple(states.REFERRAL_REASONS[code] for code in row.reasons)
            if policy.sees_answers(asker, row.renewal)
            else (),
            since=row.referred_at,
            days=(today - clock.london_day(row.referred_at)).days,
        )
        for row in rows
    )


def deferrals(asker: Actor, *, running: bool = False) -> tuple[DeferralRow, ...]:
    """Who asked for more time and waits for an answer; or who has it now. NotAllowed wrong_role."""
    policy.may_read_lists(asker)
    rows = Deferral.objects.select_related("renewal__registrant")
    if running:
        rows = rows.filter(state=states.AGREED, ended_at=None).order_by("until")
    else:
        rows = rows.filter(state=states.ASKED).order_by("asked_at")
    found = list(rows)
    names = people.names_of([row.subject_person for row in found])
    return tuple(
        DeferralRow(
            renewal_id=row.renewal_id,
            name=names.get(row.subject_person, ""),
            number=row.renewal.registrant.number_id,
            reason=words.WHY_DEFERRED[row.reason],
            asked_at=row.asked_at,
            wanted_until=row.wanted_until,
            until=row.until,
        )
        for row in found
    )


def to_look_at(asker: Actor) -> tuple[LookRow, ...]:
    """Everybody of whom nothing but a look stands before a lapse; first and apart who has paid. NotAllowed wrong_role."""
    policy.may_read_lists(asker)
    ids = reached.ready(clock.today())
    rows = {row.pk: row for row in Renewal.objects.filter(pk__in=ids).select_related("registrant")}
    names = people.names_of([row.person_id for row in rows.values()])
    paid = fees.paying([row.person_id for row in rows.values()])
    looks, yes = _latest_looks(rows.values()), set(lapsing.said_yes())
    found = [_look_row(rows[one], names, paid, looks.get(one), one in yes) for one in ids]
    return tuple(sorted(found, key=lambda row: (not row.paid, row.waits_until is not None, row.day)))


def to_chase(asker: Actor) -> tuple[ChaseRow, ...]:
    """People of whom a notice came back, and whom no other way of ours reaches: by post or telephone. NotAllowed
    wrong_role."""
    policy.may_see_chases(asker)
    found = reached.to_chase()
    names = people.names_of([one.person_id for one in found])
    return tuple(
        ChaseRow(
            renewal_id=one.renewal_id,
            name=names.get(one.person_id, ""),
            number=one.number,
            day=one.day,
            failed_at=one.failed_at,
            tried=tuple(words.WAYS[way] for way in dict.fromkeys(one.tried)),
        )
        for one in found
    )


def waiting(asker: Actor) -> dict[str, int]:
    """How many wait in each list that the asker may read."""
    found: dict[str, int] = {}
    if asker.roles & policy.READERS:
        found["referred"] = Referral.objects.filter(closed_at=None).count()
        found["deferrals"] = Deferral.objects.filter(state=states.ASKED).count()
        found["looks"] = sum(not row.said_yes and row.waits_until is None for row in to_look_at(asker))
    if asker.roles & policy.SEES_CHASES:
        found["chases"] = len(reached.to_chase())
    return found


def _latest_looks(rows: Iterable[Renewal]) -> dict[UUID, Look]:
    rounds = {row.pk: row.round for row in rows}
    found: dict[UUID, Look] = {}
    for look in Look.objects.filter(renewal__in=rounds).order_by("at"):
        if look.round == rounds[look.renewal_id]:
            found[look.renewal_id] = look
    return found


def _look_row(row: Renewal, names: dict[UUID, str], paid: set[UUID], look: Look | None, yes: bool) -> LookRow:
    today = clock.today()
    assert row.day is not None
    waits = look.wait_until if look and look.wait_until and look.wait_until > today else None
    return LookRow(
        renewal_id=row.pk,
        name=names.get(row.person_id, ""),
        number=row.registrant.number_id,
        day=row.day,
        days_over=(today - row.day).days,
        paid=row.person_id in paid,
        sent=row.state == states.SENT,
        said_yes=yes,
        waits_until=waits,
    )
