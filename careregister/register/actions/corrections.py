"""To correct is to replace an act by another, with a reason, by two people. Nothing is ever altered or deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed

from .. import states
from ..drafts import Authority, Details, merged_with
from ..models import Act
from .acting import lock, take


@transaction.atomic
def correct(
    act: Act,
    details: Details | None,
    *,
    by: Actor,
    because: Because,
    proposed_by: Actor,
    proposed_at: datetime | None = None,
    seen: int | None = None,
) -> Act:
    """Replace `act` by the same step with other `details`, or, with None, by nothing (the act should never have been).

    What `details` leaves unset stays as it was, its date of effect included. NotAllowed `already_replaced`, and
    `admission_is_withdrawn` for voiding an admission: that is what withdrawing as our error is for.
    """
    registrant = lock(act.registrant)
    check_correctable(act, details)
    if details is None:
        action, merged = states.VOID, Details(effective_from=act.effective_from, evidence=because.words)
    else:
        action, merged = act.action, merged_with(details, act)
    return take(
        registrant,
        action,
        merged,
        by=by,
        because=because,
        authority=Authority(states.CORRECTION),
        seen=seen,
        proposed_by=proposed_by,
        proposed_at=proposed_at,
        corrects=act,
    )


def check_correctable(act: Act, details: Details | None) -> None:
    """NotAllowed when this act cannot be corrected in this way."""
    if act.action == states.VOID or Act.objects.filter(replaces=act).exists():
        raise NotAllowed("already_replaced")
    if details is None and act.action in states.ADMISSIONS:
        raise NotAllowed("admission_is_withdrawn")
