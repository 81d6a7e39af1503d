"""What the staff page reads of earlier meetings. Each look is written down, about both people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people.queries import names_for
from careregister.register import queries as register
from careregister.register.models import Registrant
from careregister.register.states import MEANINGS

from .. import policy, states
from ..models import Application, Match
from ..names import STATES
from .compared import compared as compared  # for whoever asks whether to wait
from .people import NEVER_SENT
from .words import BY_NAME, REASONS


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """`weight`: log2, positive for one person, negative against it."""

    what: str
    level: str
    words: Promise
    by_name: Promise | str
    weight: float


@dataclass(frozen=True, slots=True)
class MatchFacts:
    """`became`: how the other stands on the register, or what came of their latest application. `number`: empty for
    who was never registered. `at_risk`: nobody may tell them where this person is. `may_decide`: why the asker may
    not; "yes" when they may."""

    id: UUID
    other: UUID
    names: tuple[str, ...]
    number: str
    became: Promise | str
    at_risk: bool
    weight: float
    probability: float
    reasons: tuple[ReasonShown, ...]
    state: str
    found_at: datetime
    model_edition: str
    may_decide: str


@transaction.atomic
def matches(application_id: UUID, asker: Actor) -> tuple[MatchFacts, ...]:
    """Whom we may have met before, the likeliest first. Registrars only; who is one of the two reads nothing of it.

    NotAllowed no_application, wrong_role, own_record.
    """
    application = Application.objects.filter(pk=application_id).first()
    if application is None:
        raise NotAllowed("no_application")
    role = policy.may_see_matches(asker, application)
    rows = list(application.matches.select_related("other").order_by("-weight", "id"))
    for row in rows:
        if row.other_id == asker.person_id:
            raise NotAllowed("own_record")
    for row in rows:
        record(
            "applications.match_looked_at",
            row,
            person_id=row.other_id,
            by=replace(asker, role=role),
            because=Because("deciding"),
            refs={"application": application.pk},
        )
    return tuple(_facts(row, asker) for row in rows)


def _facts(row: Match, asker: Actor) -> MatchFacts:
    number, became = _became(row.other_id)
    said = names_for(row.other_id)
    return MatchFacts(
        id=row.pk,
        other=row.other_id,
        names=tuple(name for name in (said.legal, said.known_as, *said.former) if name),
        number=number,
        became=became,
        at_risk=row.other.at_risk,
        weight=row.weight,
        probability=row.probability,
        reasons=tuple(_reason(one) for one in row.reasons),
        state=row.state,
        found_at=row.found_at,
        model_edition=row.model_edition,
        may_decide=_may_decide(row, asker),
    )


def _reason(one: Mapping[str, Any]) -> ReasonShown:
    return ReasonShown(
        what=one["what"],
        level=one["level"],
        words=REASONS[one["what"], one["level"]],
        by_name=BY_NAME.get(one.get("by_name", ""), ""),
        weight=one["weight"],
    )


def _became(person_id: UUID) -> tuple[str, Promise | str]:
    """The number and standing of a registrant, else the state of the latest application that was sent."""
    registrant = Registrant.objects.filter(person=person_id).first()
    if registrant is not None:
        now = clock.now()
        standing = register.standing(registrant.number_id, now, now)
        return registrant.number_id, MEANINGS[standing.status].line if standing else ""
    latest = Application.objects.filter(person=person_id).exclude(state__in=NEVER_SENT).order_by("-began_at").first()
    return "", STATES[latest.state] if latest else ""


def _may_decide(row: Match, asker: Actor) -> str:
    try:
        policy.may_decide_match(asker, row)
    except NotAllowed as refusal:
        return refusal.reason
    return "yes" if row.application.state in states.OPEN else "not_lawful_now"
