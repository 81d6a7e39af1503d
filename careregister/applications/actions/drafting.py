"""Writing an application: begun, saved section by section. Saving is no action: history begins when it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.base.together import together
from careregister.people import actions as people
from careregister.people.models import Person
from careregister.register.models import Registrant

from .. import policy, references, said_before, states
from ..form.definition import Section as Asked
from ..form.definition import complete
from ..form.sections import SECTIONS, section
from ..models import Application, InformationRequest, Passage, Section
from .stepping import lock, told


@together
def begin(person_id: UUID, *, by: Actor, because: Because, adjustments: Iterable[str] = ()) -> UUID:
    """Begin an application; its id. NotAllowed not_yours, already_registrant, application_open.

    `adjustments`: what helps this person when they deal with us (codes of the room people), if they said so at once.
    """
    if by.person_id is None or by.person_id != person_id:
        raise NotAllowed("not_yours")
    person = Person.objects.select_for_update().get(pk=person_id)
    if Registrant.objects.filter(person=person).exists():
        raise NotAllowed("already_registrant")
    if Application.objects.filter(person=person, state__in=states.OPEN).exists():
        raise NotAllowed("application_open")
    moment = clock.now()
    application = Application.objects.create(
        reference=_new_reference(), person=person, began_at=moment, last_step_at=moment
    )
    Passage.objects.create(application=application, state=states.DRAFT, since=moment)
    told(application, "applications.begun", by=by, because=because)
    if adjustments := list(adjustments):
        people.ask_adjustments(person_id, adjustments, by=by, because=because)
    return application.pk


def save(application_id: UUID, code: str, data: Mapping[str, Any], *, seen: int, by: Actor) -> int:
    """Keep what a section says now; its new version. `seen`: the version the page was made from (0: nothing kept yet).

    NotAllowed `changed_meanwhile` when another tab saved since (the caller still has `data` and shows both),
    `not_yours`, `section_closed` when this section may not be changed now, `unknown_section`, `too_many`. No action: see above.
    """
    return save_all(application_id, {code: data}, seen={code: seen}, by=by)[code]


def save_all(
    application_id: UUID, said: Mapping[str, Mapping[str, Any]], *, seen: Mapping[str, int] | None = None, by: Actor
) -> dict[str, int]:
    """`save` for several sections at once, all of them or none; their new versions. A section that `seen` does not name
    was not kept before."""
    asked = {code: _asked(code) for code in said}
    with transaction.atomic():
        application = lock(application_id)
        policy.may_read_own(by, application)
        open_now = editable_sections(application)
        kept = {row.code: row for row in Section.objects.filter(application=application, code__in=list(said))}
        rows = []
        for code, data in said.items():
            if code not in open_now:
                raise NotAllowed("section_closed", section=code)
            row = kept.get(code) or Section(application=application, code=code)
            _keep(row, asked[code], data, seen=(seen or {}).get(code, 0))
            rows.append(row)
        Section.objects.bulk_create([row for row in rows if row.code not in kept])
        for row in kept.values():
            row.save(update_fields=("sealed", "version", "complete", "saved_at"))
        if application.state == states.DRAFT:
            application.last_step_at = clock.now()
            application.reminded_at = None
            application.save(update_fields=["last_step_at", "reminded_at"])
        return {row.code: row.version for row in rows}


def _asked(code: str) -> Asked:
    try:
        return section(code)
    except KeyError as error:
        raise NotAllowed("unknown_section") from error


def _keep(row: Section, asked: Asked, data: Mapping[str, Any], *, seen: int) -> None:
    """Put `data` into the row, which the caller saves. The application is locked, so nobody else saves meanwhile."""
    if asked.items and len(data.get("items", ())) > asked.items.most:
        raise NotAllowed("too_many", section=row.code)
    if row.version != seen:
        raise NotAllowed("changed_meanwhile", section=row.code, version=row.version)
    row.put(_with_before(row.application, row, data))
    row.version += 1
    row.complete = complete(asked, data)
    row.saved_at = clock.now()


def _with_before(application: Application, row: Section, data: Mapping[str, Any]) -> dict[str, Any]:
    """A draft is changed as one likes; after sending, what was said before stays beside what is said now."""
    if application.state == states.DRAFT:
        return dict(data)
    request = InformationRequest.objects.get(application=application, closed_at=None)
    return said_before.remember(row.data, data, asked_at=request.asked_at, now=clock.now())


def editable_sections(application: Application) -> frozenset[str]:
    """Which sections may be changed now: all of a draft; while we wait for an answer, those asked about."""
    if application.state == states.DRAFT:
        return frozenset(one.code for one in SECTIONS)
    if application.state == states.INFORMATION_REQUESTED:
        request = InformationRequest.objects.filter(application=application, closed_at=None).first()
        return frozenset(request.sections) if request else frozenset()
    return frozenset()


def _new_reference() -> str:
    while True:
        wanted = references.make()
        if not Application.objects.filter(reference=wanted).exists():
            return wanted
