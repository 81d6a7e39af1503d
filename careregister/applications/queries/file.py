"""One file, whole: what was said, what was checked, what was decided, and what the asker may do about it now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.base.together import look
from careregister.checks import queries as checks
from careregister.people import queries as people
from careregister.people.roles import ROLES
from careregister.training import queries as training

from .. import clean, criteria, names, policy, states
from ..models import Application, InformationRequest
from .looks import note_auditor, note_look
from .openings import openings
from .reading import read_sections
from .shown import (
    DecisionShown,
    EarlierShown,
    MatchShown,
    NoteShown,
    PassageShown,
    RecommendationShown,
    RequestShown,
    WholeApplication,
)


def find(reference: str) -> Application | None:
    """The application of a reference, typed with or without its dash."""
    plain = "".join(reference.split()).replace("-", "").upper()
    return Application.objects.filter(reference=f"{plain[:4]}-{plain[4:]}").first()


@look
def whole(reference: str, asker: Actor) -> WholeApplication | None:
    """A file for those who decide or watch; None if there is none of that reference, or it was never sent.

    NotAllowed wrong_role, own_record. What was said of health and character is opened for those who decide."""
    policy.may_read_queue(asker)
    application = find(reference)
    if application is None or application.sent_at is None:
        return None
    policy.may_read(asker, application)
    prefetch_related_objects([application], "interests", "sections")  # much of what follows asks for them
    worked = (one.by_person for one in application.interests.all())  # nobody else does anything beside it
    called = _Called([application.person_id, application.owner_person, *worked])
    opened = policy.sees_closed(asker, application)
    if opened:
        note_look(application, asker)
    return WholeApplication(
        id=application.pk,
        reference=application.reference,
        person_id=application.person_id,
        name=called.name(application.person_id),
        state=application.state,
        state_words=names.STATES[application.state],
        turn=names.turn(application.state),
        turn_words=names.TURNS_TO_STAFF[names.turn(application.state)],
        steps_taken=application.steps_taken,
        began_at=application.began_at,
        sent_at=application.sent_at,
        ended_at=application.ended_at,
        owner_account=application.owner_account,
        owner=called.name(application.owner_person),
        adjustments=people.adjustments_of(application.person_id),
        sections=read_sections(application, asker),
        closed_answers_opened=opened,
        checks=checks.checks_of_application(application.pk, asker),
        asks=checks.asks_of(application.pk, asker),
        requests=_requests(application, asker, called),
        notes=_notes(application, asker, called),
        recommendations=_recommendations(application, asker, called),
        decisions=_decisions(application, asker, called),
        matches=_matches(application, asker, called),
        earlier=_earlier(application),
        passages=_passages(application),
        unclean=_unclean(application, opened),
        tier_earned=training.tier_earned(application.person_id, clock.today()),
        interest=_interest(application, asker),
        openings=openings(application, asker),
        may_write=bool(asker.acting_as(states.WORKERS)),
        reasons=criteria.reasons(application),
        criteria_since=application.criteria_since,
    )


class _Called:
    """Names of people, each asked for once; those `awaited` all together."""

    def __init__(self, awaited: Iterable[UUID | None]) -> None:
        wanted = {one for one in awaited if one is not None}
        self._known = dict.fromkeys(wanted, "") | people.names_of(wanted)

    def name(self, person_id: UUID | None) -> str:
        if person_id is None:
            return ""
        if person_id not in self._known:
            self._known[person_id] = people.names_of([person_id]).get(person_id, "")
        return self._known[person_id]


def _role(code: str) -> Promise | str:
    return ROLES[code].name if code in ROLES else code


def _said(application: Application, codes: Iterable[str]) -> tuple[str, ...]:
    words = criteria.reasons(application)
    return tuple(words.get(code, code) for code in codes)


def _notes(application: Application, asker: Actor, called: _Called) -> tuple[NoteShown, ...]:
    shown = []
    for row in application.notes.order_by("at", "id"):
        reads = policy.sees_note(asker, application, row)
        words = row.words if reads else ""
        shown.append(NoteShown(words, called.name(row.by_person), _role(row.by_role), row.at, walled=not reads))
    return tuple(shown)


def _requests(application: Application, asker: Actor, called: _Called) -> tuple[RequestShown, ...]:
    shown, grounds = [], policy.sees_reasons(asker, application)
    for row in InformationRequest.objects.filter(application=application).order_by("asked_at", "id"):
        reads = policy.sees_question(asker, application, row)
        shown.append(
            RequestShown(
                id=row.pk,
                words=row.question if reads else "",
                hearing=row.hearing,
                reasons=_said(application, row.reasons) if grounds else (),
                sections=tuple(row.sections),
                by=called.name(row.asked_person),
                asked_at=row.asked_at,
                answer_by=row.answer_by,
                answer=row.answer if reads else "",
                answered_at=row.answered_at,
                closed_at=row.closed_at,
                walled=not reads,
            )
        )
    return tuple(shown)


def _recommendations(application: Application, asker: Actor, called: _Called) -> tuple[RecommendationShown, ...]:
    reads, grounds = policy.sees_closed(asker, application), policy.sees_reasons(asker, application)
    return tuple(
        RecommendationShown(
            id=row.pk,
            outcome=row.outcome,
            outcome_words=names.OUTCOMES[row.outcome],
            reasons=_said(application, row.reasons) if grounds else (),
            reason_codes=tuple(row.reasons) if grounds else (),
            words=row.words if reads else "",
            tier=row.tier,
            equivalence=row.equivalence,
            state=row.state,
            by=called.name(row.recommended_person),
            role=_role(row.recommended_role),
            at=row.recommended_at,
            closed_by=called.name(row.closed_person),
            closed_at=row.closed_at,
            closed_words=row.closed_words if reads else "",
            walled=not reads,
        )
        for row in application.recommendations.order_by("recommended_at", "id")
    )


def _decisions(application: Application, asker: Actor, called: _Called) -> tuple[DecisionShown, ...]:
    shown = []
    decides, grounds = policy.sees_closed(asker, application), policy.sees_reasons(asker, application)
    rows = application.decisions.select_related("words", "appeal", "second_look")
    for row in rows.order_by("decided_at", "id"):
        appeal, look = getattr(row, "appeal", None), getattr(row, "second_look", None)
        reads = policy.sees_decision(asker, application, row)
        if reads and row.words.explanation:
            note_auditor(application, asker)
        waiting = look is not None and look.looked_at is None
        shown.append(
            DecisionShown(
                id=row.pk,
                outcome=row.outcome,
                outcome_words=names.OUTCOMES[row.outcome],
                reasons=_said(application, row.reasons) if grounds else (),
                words=row.words.explanation if reads else "",
                tier=row.tier,
                by=called.name(row.decided_person),
                role=_role(row.decided_role),
                recommended_by=called.name(row.recommended_person),
                at=row.decided_at,
                act=row.act,
                appeal=appeal.words if appeal and decides else "",
                appealed_at=appeal.made_at if appeal else None,
                second_look="" if look is None else "waiting" if waiting else "agreed" if look.agreed else "disagreed",
                second_look_by=called.name(look.looked_person) if look else "",
                second_look_words=look.words if look and decides else "",
                may_look_again=_why_not(lambda row=row: policy.may_look_again(asker, row)) if waiting else "",
                walled=not reads,
            )
        )
    return tuple(shown)


def _matches(application: Application, asker: Actor, called: _Called) -> tuple[MatchShown, ...]:
    """What was said of each, for those who may compare; for all others only how many there are, and how they stand."""
    opened = not _refused(lambda: policy.may_see_matches(asker, application))
    return tuple(
        MatchShown(
            id=row.pk,
            state=row.state,
            closed_by=called.name(row.closed_person) if opened else "",
            closed_at=row.closed_at,
            closed_words=row.closed_words if opened and row.other_id != asker.person_id else "",
            may_decide=_why_not(lambda row=row: policy.may_decide_match(asker, row)),
        )
        for row in application.matches.order_by("-weight", "id")
    )


def _earlier(application: Application) -> tuple[EarlierShown, ...]:
    return tuple(
        EarlierShown(one.reference, one.state, names.STATES[one.state], one.sent_at, one.ended_at, clean.weighs(one))
        for one in clean.earlier(application)
        if one.sent_at is not None
    )


def _passages(application: Application) -> tuple[PassageShown, ...]:
    return tuple(
        PassageShown(row.state, names.STATES[row.state], row.since, row.until)
        for row in application.passages.order_by("since", "id")
    )


def _unclean(application: Application, opened: bool) -> tuple[str, ...]:
    """What makes it a file for two; that something was declared only to those who may read what."""
    return tuple(part for part in clean.unclean(application) if opened or not part.startswith("declared:"))


def _why_not(ask: Any) -> str:
    return _refused(ask) or "yes"


def _refused(ask: Any) -> str:
    try:
        ask()
    except NotAllowed as refusal:
        return refusal.reason
    return ""


def _interest(application: Application, asker: Actor) -> str:
    if asker.person_id is None:
        return ""
    said = [one.conflict for one in application.interests.all() if one.by_person == asker.person_id]
    return "conflict" if any(said) else "none" if said else ""
