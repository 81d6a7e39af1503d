"""The way of an application, step by step, as the applicant sees it: what was, what is now, and what is to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import states
from ..models import Application

WAS, NOW, TO_COME = "was", "now", "to_come"


@dataclass(frozen=True, slots=True)
class WayStep:
    """`on`: when it was. `until`: the last day on which the applicant may do it."""

    what: Promise
    at: str
    on: datetime | None = None
    until: date | None = None


def way(application: Application) -> tuple[WayStep, ...]:
    """Empty before it is sent, and where it ended without a decision: then there is no way to go on."""
    decided = list(application.decisions.order_by("decided_at"))
    if application.sent_at is None or (not decided and application.state not in states.OPEN):
        return ()
    first = decided[0].decided_at if decided else None
    steps = [WayStep(_("Sent"), WAS, application.sent_at), *_looked(application, first is not None)]
    steps.append(WayStep(_("Decided"), WAS if first else TO_COME, first))
    last = decided[-1].decided_at if len(decided) > 1 else None
    return (*steps, *_appealed(application, last))


def _looked(application: Application, decided: bool) -> Iterator[WayStep]:
    heard = list(application.requests.filter(hearing=True).order_by("asked_at"))
    if not heard and not decided:
        yield WayStep(_("We look at it"), NOW)
        return
    yield WayStep(_("We looked at it"), WAS)
    for one in heard:
        yield WayStep(_("We told you why we may refuse"), WAS, one.asked_at)
        if one.closed_at is None:
            yield WayStep(_("You tell us your side"), NOW, until=one.answer_by)
        elif one.answered_at:
            yield WayStep(_("You told us your side"), WAS, one.answered_at)
        else:
            yield WayStep(_("We waited for your side, and heard nothing"), WAS, one.closed_at)
    if not decided and heard[-1].closed_at is not None:
        yield WayStep(_("We look at everything again"), NOW)


def _appealed(application: Application, decided: datetime | None) -> Iterator[WayStep]:
    appeal = application.appeals.first()
    if appeal is None:
        return
    yield WayStep(_("You appealed"), WAS, appeal.made_at)
    if application.state == states.APPEAL_WITHDRAWN:
        yield WayStep(_("You withdrew the appeal"), WAS, application.ended_at)
        return
    if decided is None:
        yield WayStep(_("Two others look at everything again"), NOW)
    else:
        yield WayStep(_("Two others looked at everything again"), WAS)
    yield WayStep(_("Your appeal is decided"), WAS if decided else TO_COME, decided)
