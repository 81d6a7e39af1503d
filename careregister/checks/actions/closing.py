"""An application ended: nothing about it is checked, and nobody is asked, any more."""

from uuid import UUID

from django.db import transaction

from careregister.base.actors import Actor, Because

from .. import policy
from ..models import Check
from ..states import UNDER_WAY
from . import steps
from .asking import withdraw_asks


@transaction.atomic
def close_all(application_id: UUID, *, by: Actor, because: Because) -> int:
    """Take back what was asked of others, and close what is under way. Returns how many checks there were."""
    under_way = Check.objects.filter(application_id=application_id, state__in=UNDER_WAY).order_by("opened_at", "id")
    closed = 0
    for check_id in under_way.values_list("pk", flat=True):
        check = steps.locked(check_id)
        role = policy.may_close(by, check.person_id)
        if check.state in UNDER_WAY:
            steps.take(check, "close", by=by, because=because, role=role)
            closed += 1
    withdraw_asks(application_id, by=by, because=because)
    return closed
