"""Coming back after a lapse: the same few parts as a renewal, and a registrar who looks."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.register.models import Registrant
from careregister.register.states import LAPSED, REMOVED_OWN_REQUEST

from .. import states
from ..models import Renewal
from .stepping import told

MAY_COME_BACK = (LAPSED, REMOVED_OWN_REQUEST)


@transaction.atomic
def begin_restoring(person_id: UUID, *, by: Actor, because: Because) -> UUID:
    """Begin to ask to come back; its id. NotAllowed not_yours, nothing_to_restore, renewal_running."""
    if by.kind not in {Kind.PERSON, Kind.STAFF} or by.person_id != person_id:
        raise NotAllowed("not_yours")
    registrant = Registrant.objects.select_for_update().filter(person=person_id).first()
    if registrant is None:
        raise NotAllowed("nothing_to_restore")
    now = {"known__upper_inf": True, "valid__contains": clock.now()}
    span = registrant.standing_spans.filter(base__in=MAY_COME_BACK, **now).first()
    if span is None:
        raise NotAllowed("nothing_to_restore")
    if Renewal.objects.filter(registrant=registrant, state__in=states.RUNNING).exists():
        raise NotAllowed("renewal_running")
    renewal = Renewal.objects.create(
        registrant=registrant, person_id=person_id, kind=states.RESTORATION, until=span.registered_until
    )
    by = Actor(kind=Kind.PERSON, person_id=by.person_id, account_id=by.account_id)
    told(renewal, "renewals.restoring_begun", by=by, because=because)
    return renewal.pk
