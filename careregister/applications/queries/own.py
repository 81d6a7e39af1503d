"""What the applicant sees: how far it is, whose turn it is, what is missing, what happens next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.utils.functional import Promise

from careregister.base import body, clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed

from .. import criteria, names, policy, states
from ..actions.appealing import last_day
from ..actions.asking import digest
from ..actions.drafting import editable_sections
from ..form.definition import Section as FormSection
from ..form.sections import SECTIONS
from ..models import Application, InformationRequest
from ..whole import is_whole, open_gaps
from . import times
from .reading import ReadSection, read_sections
from .way import WayStep, way

NOT_YET, TO_DO, BEGUN, DONE = "not_yet", "to_do", "begun", "done"


@dataclass(frozen=True, slots=True)
class MySection:
    """`state`: not_yet (others come first), to_do, begun, done. `version`: what to hand to `save` as `seen`."""

    code: str
    title: Promise
    says: Promise
    state: str
    optional: bool
    editable: bool
    version: int
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MyQuestion:
    """What we wait for. `hearing`: we are minded to refuse, for `reasons`."""

    id: UUID
    words: str
    sections: tuple[str, ...]
    hearing: bool
    reasons: tuple[str, ...]
    answer_by: date


@dataclass(frozen=True, slots=True)
class MyDecision:
    outcome: str
    outcome_words: Promise
    reasons: tuple[str, ...]
    explanation: str
    decided_at: datetime
    appeal_by: date | None  # None: nothing to appeal against, or too late


@dataclass(frozen=True, slots=True)
class MyApplication:
    """`usual_days`: days until half are decided: of our time, or of appeals where one waits. None where too few were
    decided to say."""

    id: UUID
    reference: str
    state: str
    state_words: Promise
    next_words: Promise
    turn: str
    turn_words: Promise
    began_at: datetime
    sent_at: datetime | None
    last_step_at: datetime
    discard_on: date | None
    sections: tuple[MySection, ...]
    missing: tuple[str, ...]
    gaps: tuple[Any, ...]  # checks.history_of_work.Gap: months that no job and no word covers
    question: MyQuestion | None
    decision: MyDecision | None
    usual_days: int | None
    way: tuple[WayStep, ...]
    may_send: bool
    may_withdraw: bool
    may_appeal: bool
    may_withdraw_appeal: bool
    steps_taken: int


@dataclass(frozen=True, slots=True)
class SectionShown:
    """One section to be written on. `others`: what the sections say that it needs (`Section.needs`), by code."""

    application_id: UUID
    section: FormSection
    data: Mapping[str, Any]
    version: int
    editable: bool
    others: Mapping[str, Mapping[str, Any]]
    gaps: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the holder of the link in a letter sees before they answer."""

    reference: str
    words: str
    answer_by: date


def mine(person_id: UUID) -> MyApplication | None:
    """The open application of a person, or else their latest; None if they never began one."""
    rows = Application.objects.filter(person=person_id)
    found = rows.filter(state__in=states.OPEN).first()
    found = found or rows.exclude(state=states.DISCARDED).order_by("-began_at").first()
    return _mine(found) if found else None


def section_for(application_id: UUID, code: str, asker: Actor) -> SectionShown:
    """A section with what it says. NotAllowed not_yours, unknown_section, no_application."""
    application = Application.objects.filter(pk=application_id).first()
    if application is None:
        raise NotAllowed("no_application")
    policy.may_read_own(asker, application)
    section = next((one for one in SECTIONS if one.code == code), None)
    if section is None:
        raise NotAllowed("unknown_section")
    rows = {row.code: row for row in application.sections.all()}
    answers = {key: row.data for key, row in rows.items()}
    return SectionShown(
        application_id=application.pk,
        section=section,
        data=answers.get(code, {}),
        version=rows[code].version if code in rows else 0,
        editable=code in editable_sections(application),
        others={need: answers.get(need, {}) for need in section.needs},
        gaps=open_gaps(answers) if code == "gaps" else (),
    )


def written(application_id: UUID, asker: Actor) -> tuple[ReadSection, ...]:
    """All that a person wrote, in words. NotAllowed not_yours, no_application."""
    application = Application.objects.filter(pk=application_id).first()
    if application is None:
        raise NotAllowed("no_application")
    policy.may_read_own(asker, application)
    return read_sections(application, asker)


def reading_for_answer(token: str) -> Asked | None:
    """The question behind a link; None when there is none, or it was answered."""
    row = (
        InformationRequest.objects.select_related("application")
        .filter(token_digest=digest(token), closed_at=None)
        .first()
    )
    return Asked(row.application.reference, row.question, row.answer_by) if row else None


def _mine(application: Application) -> MyApplication:
    rows = {row.code: row for row in application.sections.all()}
    answers = {code: row.data for code, row in rows.items()}
    whole = {one.code: is_whole(one.code, answers) for one in SECTIONS}
    editable = editable_sections(application)
    sections = tuple(_section(one, rows, whole, editable) for one in SECTIONS)
    missing = tuple(one.code for one in SECTIONS if not one.optional and not whole[one.code])
    turn, decision = names.turn(application.state), _decision(application)
    draft, refused = application.state == states.DRAFT, application.state == states.REFUSED
    too_late = refused and (decision is None or decision.appeal_by is None)
    return MyApplication(
        id=application.pk,
        reference=application.reference,
        state=application.state,
        state_words=names.TO_YOU[application.state][0],
        next_words=names.TOO_LATE if too_late else names.TO_YOU[application.state][1],
        turn=turn,
        turn_words=names.TURNS[turn],
        began_at=application.began_at,
        sent_at=application.sent_at,
        last_step_at=application.last_step_at,
        discard_on=_discard_on(application) if draft else None,
        sections=sections,
        missing=missing if draft else (),
        gaps=open_gaps(answers),
        question=_question(application),
        decision=decision,
        usual_days=_usual_days(application),
        way=way(application),
        may_send=draft and not missing,
        may_withdraw=states.APPLICATION.lawful("withdraw", application.state),
        may_appeal=refused and not too_late,
        may_withdraw_appeal=states.APPLICATION.lawful("withdraw_appeal", application.state),
        steps_taken=application.steps_taken,
    )


def _usual_days(application: Application) -> int | None:
    if application.state == states.APPEALED:
        return times.usual_days(states.APPEALED, clock.today())
    return times.usual_until_decided(clock.today())


def _section(
    one: FormSection, rows: Mapping[str, Any], whole: Mapping[str, bool], editable: frozenset[str]
) -> MySection:
    waits_for = tuple(need for need in one.needs if not whole[need])
    begun = one.code in rows and bool(rows[one.code].version)
    state = DONE if whole[one.code] and (begun or not one.optional) else BEGUN if begun else TO_DO
    return MySection(
        code=one.code,
        title=one.title,
        says=one.says,
        state=NOT_YET if waits_for and state != DONE else state,
        optional=one.optional,
        editable=one.code in editable,
        version=rows[one.code].version if one.code in rows else 0,
        waits_for=waits_for,
    )


def _question(application: Application) -> MyQuestion | None:
    row = InformationRequest.objects.filter(application=application, closed_at=None).first()
    if row is None:
        return None
    words = criteria.reasons(application)
    return MyQuestion(
        id=row.pk,
        words=row.question,
        sections=tuple(row.sections),
        hearing=row.hearing,
        reasons=tuple(words.get(code, code) for code in row.reasons),
        answer_by=row.answer_by,
    )


def _decision(application: Application) -> MyDecision | None:
    row = application.decisions.select_related("words").order_by("-decided_at").first()
    if row is None:
        return None
    words = criteria.reasons(application)
    appeal_by = last_day(application, row) if row.outcome == states.REFUSE else None
    return MyDecision(
        outcome=row.outcome,
        outcome_words=names.OUTCOMES[row.outcome],
        reasons=tuple(words.get(code, code) for code in row.reasons),
        explanation=row.words.explanation if row.reasons else "",
        decided_at=row.decided_at,
        appeal_by=appeal_by if appeal_by and appeal_by >= clock.today() else None,
    )


def _discard_on(application: Application) -> date:
    months = body.rule("admission.draft_months", clock.today())
    return clock.london_day(application.last_step_at) + relativedelta(months=months)
