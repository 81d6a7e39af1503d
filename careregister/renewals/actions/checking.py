"""What was sent for what went out of date is looked at: accepted until a day, or not."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.checks import actions as checks
from careregister.checks.kinds import CRIMINAL_RECORD
from careregister.checks.models import Check

from .. import policy, states
from ..models import Renewal
from .stepping import in_role, lock, said, told, touch


@transaction.atomic
def accept_evidence(
    renewal_id: UUID, kind: str, *, expires_on: date | None, by: Actor, because: Because, seen: int | None = None
) -> None:
    """Accept what was sent for one kind; it counts until `expires_on`, or until what the rule says, and is out of date no
    more.

    NotAllowed wrong_role, own_record, not_lawful_now, changed_meanwhile, check_unknown, expires_before_today, and what the
    room checks says.
    """
    renewal, check = _begin(renewal_id, kind, by, seen)
    checks.accept(check.pk, expires_on=expires_on, by=by, because=because)
    touch(renewal)


@transaction.atomic
def do_not_accept_evidence(
    renewal_id: UUID, kind: str, *, by: Actor, because: Because, seen: int | None = None
) -> None:
    """Do not accept what was sent for one kind, in words for us (of a criminal record none are kept): it stays out of date.
    The person is told by whoever hands the renewal back. NotAllowed as `accept_evidence`, and words_missing."""
    renewal, check = _begin(renewal_id, kind, by, seen)
    if kind != CRIMINAL_RECORD:
        said(because)
    checks.do_not_accept(check.pk, by=by, because=because)
    touch(renewal)


@transaction.atomic
def read_evidence(renewal_id: UUID, *, by: Actor, because: Because) -> None:
    """Write down that somebody has open what was sent for what went out of date. NotAllowed wrong_role, own_record."""
    renewal = lock(renewal_id)
    role = policy.may_check(by, renewal)
    told(renewal, "renewals.evidence_read", by=in_role(by, role), because=because)


def _begin(renewal_id: UUID, kind: str, by: Actor, seen: int | None) -> tuple[Renewal, Check]:
    renewal = lock(renewal_id)
    policy.may_check(by, renewal)
    if renewal.state != states.REFERRED:
        raise NotAllowed("not_lawful_now", state=renewal.state)
    if seen is not None and renewal.steps_taken != seen:
        raise NotAllowed("changed_meanwhile")
    referrals = renewal.referrals.filter(closed_at=None).values_list("pk", flat=True)
    check = Check.objects.filter(application_id__in=list(referrals), kind=kind).first()
    if check is None:
        raise NotAllowed("check_unknown")
    return renewal, check
