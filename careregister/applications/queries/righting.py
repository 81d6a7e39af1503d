"""Which parts somebody may put right after sending."""

from __future__ import annotations

from uuid import UUID

from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.base.together import in_a_look

from .. import policy
from ..actions import righting
from ..models import Application


def to_put_right(application_id: UUID, asker: Actor) -> frozenset[str]:
    """Codes of the parts that wait for the applicant. NotAllowed not_yours, no_application."""
    return in_a_look(("to put right", application_id, asker), lambda: _to_put_right(application_id, asker))


def _to_put_right(application_id: UUID, asker: Actor) -> frozenset[str]:
    application = Application.objects.filter(pk=application_id).first()
    if application is None:
        raise NotAllowed("no_application")
    policy.may_read_own(asker, application)
    return righting.to_put_right(application)
