"""An application ended: nothing about it is checked, and nobody is asked, any more."""

from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.together import together
from careregister.people.locks import lock_person

from .. import policy
from ..models import Certificate, Check
from ..states import UNDER_WAY
from . import steps
from .asking import withdraw_asks


@together
def close_all(application_id: UUID, *, by: Actor, because: Because) -> int:
    """Take back what was asked of others, and close what is under way. Returns how many checks there were."""
    of_it = Check.objects.filter(application_id=application_id)
    for person_id in of_it.order_by("person_id").values_list("person_id", flat=True).distinct():
        lock_person(person_id)
    under_way = list(of_it.filter(state__in=UNDER_WAY).order_by("opened_at", "id"))
    for check in under_way:
        role = policy.may_close(by, check.person_id)
        steps.take(check, "close", by=by, because=because, role=role)
    stop_asking(application_id, by=by, because=because)
    return len(under_way)


@together
def stop_asking(application_id: UUID, *, by: Actor, because: Because) -> None:
    """Nobody is asked about the applicant any more: no referee, voucher or employer, and no Update Service. The checks
    stay as they are, for an appeal."""
    withdraw_asks(application_id, by=by, because=because)
    Certificate.objects.filter(application_id=application_id, ended_at=None).update(ended_at=clock.now())


@together
def admitted(application_id: UUID, *, by: Actor, because: Because) -> None:
    """Nobody else need answer. The certificate is kept current from now on, also where an appeal was needed for that."""
    withdraw_asks(application_id, by=by, because=because)
    Certificate.objects.filter(application_id=application_id, replaced_at=None).update(ended_at=None)
