"""Opening renewals when their time comes, and closing those that nobody needs any more."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction

from careregister.base import clock, copying
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Line, record_many
from careregister.register.models import Registrant

from .. import dates, due, policy, states
from ..due import ToOpen
from ..models import Renewal
from .closing import drop
from .stepping import begin, in_role, take, told


@transaction.atomic
def open_renewal(registrant_id: UUID, *, by: Actor, because: Because) -> UUID:
    """Open one registrant's renewal, if its time has come. NotAllowed renewal_running, renewal_not_due, wrong_role, own_record."""
    registrant = Registrant.objects.select_for_update().get(pk=registrant_id)
    role = policy.role_for(by, registrant.person_id, states.RENEWALS.step("open").who)
    if Renewal.objects.filter(registrant=registrant, state__in=states.RUNNING).exists():
        raise NotAllowed("renewal_running")
    found = due.to_open(clock.today(), registrant_id)
    if not found:
        raise NotAllowed("renewal_not_due")
    renewal = _made(found[0])
    renewal.save(force_insert=True)
    told(renewal, "renewals.opened", by=in_role(by, role), because=because, refs={"until": renewal.until})
    return renewal.pk


@transaction.atomic
def open_due(*, by: Actor, because: Because) -> int:
    """Open everybody's renewal whose time has come, however long ago: three statements. Returns how many were opened."""
    policy.clock_only(by)
    rows = [_made(one) for one in due.to_open(clock.today())]
    try:
        with transaction.atomic():
            copying.insert(rows)
    except IntegrityError as error:  # somebody opened one of them at this moment: the next night sees the others
        raise NotAllowed("renewal_running") from error
    record_many(_lines(rows, by, because))
    return len(rows)


@transaction.atomic
def close(renewal_id: UUID, *, by: Actor, because: Because) -> None:
    """Close what is no longer needed: the person left, or was renewed by hand; or takes back that they want to come
    back. NotAllowed still_needed."""
    renewal, by = begin(renewal_id, "close", by=by)
    own_wish = renewal.kind == states.RESTORATION and by.person_id == renewal.person_id
    if not own_wish and not due.overtaken(renewal.pk):
        raise NotAllowed("still_needed")
    drop(renewal, by=by, because=because)
    take(renewal, "close", "renewals.closed", by=by, because=because)


def _made(one: ToOpen) -> Renewal:
    today = clock.today()
    return Renewal(
        registrant_id=one.registrant_id,
        person_id=one.person_id,
        until=one.until,
        day=dates.ladder_day(one.until, today),
        ladder_on=today,
        opened_at=clock.now(),
    )


def _lines(rows: Iterable[Renewal], by: Actor, because: Because) -> Iterable[Line]:
    for row in rows:
        yield Line(
            what="renewals.opened",
            subject_kind=Renewal._meta.label_lower,
            subject_id=row.pk,
            person_id=row.person_id,
            by=by,
            because=because,
            at=row.opened_at,
            refs={"until": row.until},
        )
