"""A human looks before a lapse. Then the clock acts, and asks everything again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.register import actions as register
from careregister.register.drafts import Authority, Details

from .. import due, fees, lapsing, letters, policy, states
from ..models import Look, LookWords
from .closing import drop
from .stepping import begin, in_role, lock, said, staff_ids, take, told, touch

LADDER_FINISHED = Because("ladder_finished")


@transaction.atomic
def look(
    renewal_id: UUID,
    verdict: str,
    *,
    by: Actor,
    because: Because,
    wait_until: date | None = None,
    seen: int | None = None,
) -> None:
    """Say, before a lapse, that it may come (the clock takes it the next night), or to wait until a day.

    Words are needed to wait, and for somebody who has paid. NotAllowed wrong_role, own_record, not_lawful_now,
    changed_meanwhile, verdict_unknown, wait_until_when, words_missing, and for a lapse whatever stands in its way.
    """
    renewal = lock(renewal_id)
    role = policy.staff(by, renewal.person_id, states.REGISTRARS)
    by = in_role(by, role)
    if seen is not None and renewal.steps_taken != seen:
        raise NotAllowed("changed_meanwhile")
    paid = bool(fees.paying([renewal.person_id]))
    if verdict == states.LAPSE:
        _check(lapsing.why_not(renewal))
        if paid:
            said(because)
        wait_until = None
    elif verdict == states.WAIT:
        said(because)
        if wait_until is None or wait_until <= clock.today():
            raise NotAllowed("wait_until_when")
    else:
        raise NotAllowed("verdict_unknown")
    person, account = staff_ids(by)
    made = Look.objects.create(
        renewal=renewal, subject_person=renewal.person_id, round=renewal.round, verdict=verdict, wait_until=wait_until,
        paid=paid, by_person=person, by_account=account, by_role=role,
    )  # fmt: skip
    LookWords.objects.create(look=made, text=because.words.strip())
    touch(renewal)
    refs = {"look": made.pk, "verdict": verdict, "wait_until": wait_until}
    told(renewal, "renewals.looked", by=by, because=Because(because.code), refs=refs)


@transaction.atomic
def lapse(renewal_id: UUID, *, by: Actor, because: Because) -> None:
    """Let a registration lapse, by all of the rule; the registrar who looked stands on the act as its second person.

    NotAllowed wrong_role, not_lawful_now, lapse_…, held, restricted, and what the register says.
    """
    renewal, by = begin(renewal_id, "lapse", by=by)
    if due.overtaken(renewal.pk):
        raise NotAllowed("not_lawful_now", state=renewal.state)
    _check(lapsing.why_not(renewal))
    _check(lapsing.not_looked(renewal))
    looked = lapsing.latest_look(renewal.pk, renewal.round)
    assert looked is not None
    act = register.take(
        renewal.registrant,
        "lapse",
        Details(),
        by=by,
        because=LADDER_FINISHED,
        authority=Authority("ladder", renewal.pk),
        proposed_by=_who(looked),
        proposed_at=looked.at,
    )
    drop(renewal, by=by, because=because)
    renewal.act = act.pk
    take(renewal, "lapse", "renewals.lapsed", by=by, because=because, refs={"look": looked.pk})
    letters.tell(letters.LAPSED, renewal, by=by, because=because)


def _check(reasons: tuple[str, ...]) -> None:
    if reasons:
        raise NotAllowed(reasons[0], all=list(reasons))


def _who(looked: Look) -> Actor:
    return Actor(
        kind=Kind.STAFF,
        person_id=looked.by_person,
        account_id=looked.by_account,
        roles=frozenset({looked.by_role}),
        role=looked.by_role,
    )
