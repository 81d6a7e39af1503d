"""One part put right after sending, while its own check still waits for the applicant and nothing is decided; and
another name in the place of somebody who does not answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.base.together import together
from careregister.checks import actions as checks
from careregister.checks import queries as checked
from careregister.checks.kinds import CRIMINAL_RECORD, IDENTITY
from careregister.checks.states import UNDER_WAY

from .. import asked_others, policy, said_before, states
from ..form.definition import complete
from ..form.sections import section
from ..models import Application, Section
from .lodging import applicant, lodge
from .stepping import lock, told, touch

_WHILE = (states.SUBMITTED, states.IN_REVIEW, states.INFORMATION_REQUESTED)


@together
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
    before = {code: said_before.lodged(row.data)}
    row.put(said_before.put_right(row.data, data, now=clock.now()))
    row.version += 1
    row.complete, row.saved_at = True, clock.now()
    row.save()
    touch(application)
    lodge(application, [code], by=by, because=because, before=before)
    own = applicant(application, by)
    if code == IDENTITY:  # of a certificate only its own room writes: that it was looked at again would tell why
        told(application, "applications.way_chosen", by=own, because=because, refs={"route": data["route"]})
        for check in checked.checks_of_application(application.pk, own):
            if check.kind == IDENTITY:
                checks.come_back(check.id, by=own, because=because)


@together
def ask_somebody_else(
    application_id: UUID, ask_id: UUID, said: Mapping[str, Any], *, by: Actor, because: Because
) -> None:
    """Name another referee, voucher or employer instead of one who has not answered. `said`: the answers of the page of
    the form that names one. The section says so from now on.

    NotAllowed `not_yours`, `section_closed`, `ask_unknown`, and what the room checks says.
    """
    application = lock(application_id)
    policy.may_read_own(by, application)
    if application.state not in states.WITH_US:
        raise NotAllowed("section_closed")
    own = applicant(application, by)
    asked = next((one for one in checked.asks_of(application.pk, own) if one.id == ask_id), None)
    if asked is None:
        raise NotAllowed("ask_unknown")
    asking = asked_others.ASKINGS[asked.kind]
    other = asked_others.one_named(asking, said)
    checks.ask_somebody_else(ask_id, name=other.name, email=other.email, about=other.about, by=own, because=because)
    row = Section.objects.select_for_update().get(application=application, code=asking.section)
    now = asked_others.instead(asking, row.data, asked.name, said)
    row.put(said_before.put_right(row.data, now, now=clock.now()))
    row.version += 1
    row.saved_at = clock.now()
    row.save()
    touch(application)


@together
def ask_again(application_id: UUID, ask_id: UUID, *, by: Actor, because: Because) -> None:
    """Ask the same referee, voucher or employer once more.

    NotAllowed `not_yours`, `check_is_closed` when the application ended, `ask_unknown`, and what the room checks says.
    """
    application = lock(application_id)
    policy.may_read_own(by, application)
    if application.state not in states.OPEN:
        raise NotAllowed("check_is_closed")
    own = applicant(application, by)
    if ask_id not in {one.id for one in checked.asks_of(application.pk, own)}:
        raise NotAllowed("ask_unknown")
    checks.ask_again(ask_id, by=own, because=because)


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
