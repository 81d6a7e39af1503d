"""The first page of an application: the list of its parts while it is written, then where it stands."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from careregister.applications import actions, queries, states
from careregister.applications.form.safety import CRIMINAL_RECORD
from careregister.applications.form.sections import GROUPS
from careregister.applications.queries.own import DONE, MyApplication
from careregister.base import body, clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.base.together import look
from careregister.checks import queries as checks
from careregister.people import actions as people
from careregister.people import queries as persons
from careregister.register import queries as register
from careregister.web.parts import asking

from . import identity
from .door import HOME

BECAUSE = Because("own_wish")
OWN_NAMES = {"identity": _("Who you are"), "employment": _("Where you worked")}
_AGAIN = (states.WITHDRAWN, *states.REFUSAL_STANDS)


@require_GET
@look
def home(request: HttpRequest) -> HttpResponse:
    """Where an application is begun, written, or followed, whichever it is now."""
    by = asking.actor(request)
    mine = queries.mine(by.person_id) if by.person_id else None
    number = register.number_of(by.person_id) if by.person_id else ""
    helps = persons.adjustments_of(by.person_id) if by.person_id else ()
    told: dict[str, Any] = {"mine": mine, "number": number, "helps": helps, "target": _target(mine)}
    if mine is None:
        return render(request, "account/applications/begin.html", told)
    told["groups"] = groups(mine)
    told["counted"] = counted(mine)
    told |= waiting(mine, by)
    if mine.state in states.EDITABLE:
        return render(request, "account/applications/tasks.html", told)
    return render(request, "account/applications/tracker.html", {**told, **followed(mine, by)})


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin one. Whoever has one already is led to it."""
    by = asking.actor(request)
    if by.person_id is None:
        person = people.begin_person(request.user, by=by, because=BECAUSE)  # type: ignore[arg-type]
        by = replace(by, person_id=person.pk)
    try:
        actions.begin(by.person_id, by=by, because=BECAUSE)  # type: ignore[arg-type]
    except NotAllowed as refusal:
        if refusal.reason != "application_open":
            raise
    return redirect(HOME)


def groups(mine: MyApplication) -> list[tuple[Any, list[Any]]]:
    """The parts under the headings of the task list."""
    parts = {part.code: part for part in mine.sections}
    return [(title, [parts[code] for code in codes]) for title, codes in GROUPS]


def counted(mine: MyApplication) -> tuple[int, int]:
    """How many of the parts that must be done are done, and how many there are."""
    needed = [part for part in mine.sections if not part.optional]
    return sum(part.state == DONE for part in needed), len(needed)


def followed(mine: MyApplication, by: Actor) -> dict[str, Any]:
    """What there is to see of an application that was sent."""
    sent = mine.sent_at is not None
    return {
        "checks": checks.checks_of_application(mine.id, by) if sent else (),
        "asks": checks.asks_of(mine.id, by) if sent else (),
        "own_names": OWN_NAMES,
        "may_begin_again": mine.state in _AGAIN,
        "with_us": mine.state in states.WITH_US,
        "open": mine.state in states.OPEN,
    }


def waiting(mine: MyApplication, by: Actor) -> dict[str, Any]:
    """What waits for the applicant after sending, beside a question; `left`: whether anything does."""
    sent = mine.sent_at is not None
    certificate = sent and CRIMINAL_RECORD.code in queries.to_put_right(mine.id, by)
    proof = identity.proof_of(mine, by)
    left = certificate or (proof is not None and proof.online and not proof.differs)
    return {"proof": proof, "certificate": certificate, "left": left}


def _target(mine: MyApplication | None) -> int:
    of = "appeal_days" if mine is not None and mine.state == states.APPEALED else "decided_days"
    return int(body.rule("service_standards.targets", clock.today())[of])
