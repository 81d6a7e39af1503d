"""Holds: how a room above stops lapse and removal at own request, without the register knowing why."""

from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record

from .. import policy
from ..models import Hold, Registrant
from .acting import in_role, lock


@transaction.atomic
def place_hold(registrant: Registrant, *, by: Actor, because: Because, reference: UUID | None = None) -> Hold:
    """Hold a registrant for `because.code`. Placing the same hold twice changes nothing."""
    policy.may_hold(by, registrant)
    registrant = lock(registrant)
    hold, placed = Hold.objects.get_or_create(
        registrant=registrant,
        reason=because.code,
        reference=reference,
        released_at=None,
        defaults={"placed_at": clock.now()},
    )
    if placed:
        record(
            "register.held",
            registrant,
            person_id=registrant.person_id,
            by=in_role(by, by.acting_as(policy.HOLDERS)),
            because=because,
            refs={"hold": hold.pk},
        )
    return hold


@transaction.atomic
def release_hold(hold: Hold, *, by: Actor, because: Because) -> Hold:
    """End a hold; NotAllowed `already_released` if it ended before."""
    policy.may_hold(by, hold.registrant)
    registrant = lock(hold.registrant)
    if not Hold.objects.filter(pk=hold.pk, released_at=None).update(released_at=clock.now()):
        raise NotAllowed("already_released")
    record(
        "register.released",
        registrant,
        person_id=registrant.person_id,
        by=in_role(by, by.acting_as(policy.HOLDERS)),
        because=because,
        refs={"hold": hold.pk},
    )
    hold.refresh_from_db()
    return hold
