"""One part put right after sending, while its own check still waits for the applicant and nothing is decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.checks import actions as checks
from careregister.checks import queries as checked
from careregister.checks.kinds import CRIMINAL_RECORD, IDENTITY
from careregister.checks.states import UNDER_WAY

from .. import policy, said_before, states
from ..form.definition import complete
from ..form.sections import section
from ..models import Application, Section
from .lodging import applicant, lodge
from .stepping import lock, told, touch

_WHILE = (states.SUBMITTED, states.IN_REVIEW, states.INFORMATION_REQUESTED)


@transaction.atomic
def put_right(application_id: UUID, code: str, data: Mapping[str, Any], *, by: Actor, because: Because) -> None:
    """Say one part anew: another way to prove who one is, or a certificate that could not be found. It is lodged again.

    NotAllowed `not_yours`, `section_closed` when this part does not wait for the applicant, `incomplete`; and what the
    rooms say in which the answers are lodged.
    """
    application = lock(application_id)
    policy.may_read_own(by, application)
    if code not in to_put_right(application):
        raise NotAllowed("section_closed", section=code)
    if not complete(section(code), data):
        raise NotAllowed("incomplete", sections=[code])
    row, _new = Section.objects.get_or_create(application=application, code=code)
    row.put(said_before.put_right(row.data, data, now=clock.now()))
    row.version += 1
    row.complete, row.saved_at = True, clock.now()
    row.save()
    touch(application)
    lodge(application, [code], by=by, because=because)
    own = applicant(application, by)
    if code == IDENTITY:  # of a certificate only its own room writes: that it was looked at again would tell why
        told(application, "applications.way_chosen", by=own, because=because, refs={"route": data["route"]})
        for check in checked.checks_of_application(application.pk, own):
            if check.kind == IDENTITY:
                checks.come_back(check.id, by=own, because=because)


def to_put_right(application: Application) -> frozenset[str]:
    """The parts that wait for the applicant: identity until it is decided, a certificate that was not found."""
    if application.state not in _WHILE:
        return frozenset()
    own = Actor(kind=Kind.PERSON, person_id=application.person_id)
    under_way = {one.kind for one in checked.checks_of_application(application.pk, own) if one.state in UNDER_WAY}
    waits = under_way & {IDENTITY}
    if checked.wants_correcting(application.pk, application.person_id):
        waits.add(CRIMINAL_RECORD)
    return frozenset(waits)
