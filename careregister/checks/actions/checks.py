"""Opening, deciding and closing a check."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import clock, together
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.actions import line, record_many
from careregister.people.locks import lock_person

from .. import policy
from ..kinds import KINDS
from ..models import Check
from ..rules import counts_until
from ..states import PASSED, WAITING
from . import steps


@transaction.atomic
def open_check(person_id: UUID, kind: str, *, application_id: UUID, by: Actor, because: Because) -> UUID:
    """Open the check of `kind` for an application; the one that is there already is returned as it stands.

    NotAllowed `check_kind_unknown`, `own_record`, `wrong_role`.
    """
    return open_checks(person_id, [kind], application_id=application_id, by=by, because=because)[kind]


@together.part
def open_checks(
    person_id: UUID, kinds: Sequence[str], *, application_id: UUID, by: Actor, because: Because
) -> dict[str, UUID]:
    """`open_check` for several kinds, in few statements. Returns the id of each."""
    if not KINDS.keys() >= set(kinds):
        raise NotAllowed("check_kind_unknown")
    role = policy.may_open(by, person_id)
    lock_person(person_id)
    there = list(Check.objects.filter(application_id=application_id, kind__in=kinds))
    if any(check.person_id != person_id for check in there):
        raise NotAllowed("check_unknown")
    missing = [kind for kind in dict.fromkeys(kinds) if kind not in {check.kind for check in there}]
    new = [Check(person_id=person_id, kind=kind, application_id=application_id) for kind in missing]
    Check.objects.bulk_create(new)
    steps.write_down([steps.noted(check, "open", "", by=by, role=role) for check in new])
    record_many(
        line("checks.opened", check, by=by, because=because, person_id=person_id, refs={"kind": check.kind})
        for check in new
    )
    return {check.kind: check.pk for check in (*there, *new)}


@together.part
def accept(
    check_id: UUID,
    *,
    method: str = "",
    expires_on: date | None = None,
    documents: Sequence[UUID] = (),
    by: Actor,
    because: Because,
) -> None:
    """Accept a check. Without `expires_on` (the last day it counts) the rule `checks.months` says until when.

    NotAllowed `own_record`, `wrong_role`, `check_is_…`, `expires_before_today`.
    """
    check = steps.locked(check_id)
    role = policy.may_decide(by, check)
    passed(check, method=method, expires_on=expires_on, documents=documents, role=role, by=by, because=because)


@transaction.atomic
def bring(check_id: UUID, documents: Sequence[UUID], *, by: Actor, because: Because) -> None:
    """Keep on a check under way the papers that its person gave for it. NotAllowed `own_record`, `wrong_role`,
    `check_is_…`."""
    check = steps.locked(check_id)
    policy.may_open(by, check.person_id)
    policy.check_step(check, "accept")
    steps.keep_documents(check, documents)


def passed(
    check: Check,
    *,
    method: str,
    expires_on: date | None = None,
    documents: Sequence[UUID] = (),
    role: str,
    by: Actor,
    because: Because,
) -> None:
    """The check (locked) is accepted, by whoever may: the policy was asked."""
    policy.check_step(check, "accept")
    if expires_on is not None and expires_on < clock.today():
        raise NotAllowed("expires_before_today")
    steps.keep_documents(check, documents)
    _decided(check, method, by, role)
    check.expires_on = expires_on or counts_until(check.kind, clock.today())
    steps.take(check, "accept", by=by, because=because, role=role)


@transaction.atomic
def do_not_accept(check_id: UUID, *, documents: Sequence[UUID] = (), by: Actor, because: Because) -> None:
    """Do not accept a check, with a reason. NotAllowed `own_record`, `wrong_role`, `check_is_…`, `reason_missing`."""
    check = steps.locked(check_id)
    role = policy.may_decide(by, check)
    _reason(because)
    policy.check_step(check, "do_not_accept")
    steps.keep_documents(check, documents)
    _decided(check, check.method, by, role)
    steps.take(check, "do_not_accept", by=by, because=because, role=role)


@transaction.atomic
def reopen(check_id: UUID, *, by: Actor, because: Because) -> None:
    """Look at a decided check again, with a reason. NotAllowed as for `do_not_accept`."""
    check = steps.locked(check_id)
    role = policy.may_decide(by, check)
    _reason(because)
    steps.take(check, "reopen", by=by, because=because, role=role)


@transaction.atomic
def wait(check_id: UUID, *, by: Actor, because: Because) -> None:
    """Somebody else has the next move: a referee, a provider, the person. Waiting already is no error."""
    check = steps.locked(check_id)
    if by.kind not in {Kind.CLOCK, Kind.PROVIDER, Kind.LINK}:
        policy.may_open(by, check.person_id)
    waits(check, by=by, because=because)


def waits(check: Check, *, by: Actor, because: Because) -> None:
    """`wait` for a check whose person is locked, by whoever may: the policy was asked."""
    if check.state != WAITING:
        steps.take(check, "wait", by=by, because=because)


@together.part
def come_back(check_id: UUID, *, by: Actor, because: Because) -> None:
    """They answered: the next move is ours. A check that does not wait stays as it is."""
    check = steps.locked(check_id)
    if by.kind not in {Kind.CLOCK, Kind.PROVIDER, Kind.LINK}:
        policy.may_open(by, check.person_id)
    comes_back(check, by=by, because=because)


def comes_back(check: Check, *, by: Actor, because: Because) -> None:
    """`come_back` as `waits`."""
    if check.state == WAITING:
        steps.take(check, "come_back", by=by, because=because)


@transaction.atomic
def expire(check_id: UUID, *, by: Actor, because: Because) -> bool:
    """The last day of a passed check is over. False when it is not, or another process was quicker."""
    if by.kind != Kind.CLOCK:
        raise NotAllowed("not_the_clock")
    check = steps.locked(check_id)
    if check.state != PASSED or check.expires_on is None or check.expires_on >= clock.today():
        return False
    steps.take(check, "expire", by=by, because=because)
    return True


def _decided(check: Check, method: str, by: Actor, role: str) -> None:
    check.method = method or check.method
    check.decided_at = clock.now()
    staff = by.kind == Kind.STAFF
    check.decided_person = by.person_id if staff else None
    check.decided_account = by.account_id if staff else None
    check.decided_role = role


def _reason(because: Because) -> None:
    if not because.code:
        raise NotAllowed("reason_missing")
