"""Questions to the applicant, and the notice that comes before any refusal. While one is open it is their turn."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.base.together import together
from careregister.base.visible import visible
from careregister.people import queries as people

from .. import criteria, letters, policy, said_before
from ..form.definition import complete
from ..form.sections import SECTIONS, section
from ..models import Application, InformationRequest, Section
from .lodging import lodge, lodge_papers
from .stepping import begin, said, staff_ids, take

MORE_TIME = "more_time"
_SECTIONS = frozenset(one.code for one in SECTIONS)


@together
def ask(
    application_id: UUID,
    *,
    by: Actor,
    because: Because,
    sections: Iterable[str] = (),
    answer_by: date | None = None,
    seen: int | None = None,
) -> UUID:
    """Ask the applicant `because.words`; they may change `sections` meanwhile. A letter brings a link that answers once.

    `answer_by`: not before today; by itself the days of the rule. NotAllowed unknown_section, date_past, words_missing.
    """
    application, by = begin(application_id, "ask", by=by, seen=seen)
    question, sections = said(because), list(dict.fromkeys(sections))
    if set(sections) - _SECTIONS:
        raise NotAllowed("unknown_section")
    token = secrets.token_urlsafe(32)
    last_day = answer_by_day(application, "admission.information_days", answer_by)
    request = _request(application, by, question, last_day, sections=sections, token_digest=digest(token))
    _take(application, "ask", "applications.asked", by, because, request)
    letters.question(application, request, token, by=by, because=because)
    return request.pk


@together
def answer(
    application_id: UUID,
    words: str,
    *,
    by: Actor,
    because: Because,
    papers: Iterable[UUID] = (),
    seen: int | None = None,
) -> None:
    """The applicant answers on their account, perhaps with papers; the sections they changed are lodged again."""
    application, by = begin(application_id, "answer", by=by, seen=seen)
    if by.kind == Kind.LINK:
        raise NotAllowed("not_yours")
    lodge_papers(application, papers, by=by, because=because)
    _answer(application, _open(application), words, by, because)


@together
def answer_by_link(token: str, words: str, *, by: Actor, because: Because) -> None:
    """The holder of the link in the letter answers; then the link is used up. NotAllowed link_used."""
    request = InformationRequest.objects.filter(token_digest=digest(token), closed_at=None).first()
    if request is None or by.kind not in {Kind.LINK, Kind.ANONYMOUS}:
        raise NotAllowed("link_used")
    holder = Actor(kind=Kind.LINK, reference=str(request.pk))
    application, by = begin(request.application_id, "answer", by=holder, seen=None)
    request = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if request.closed_at is not None:
        raise NotAllowed("link_used")
    _answer(application, request, words, by, because)


@together
def stop_waiting(application_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Go on without an answer: staff when they like, the clock when the time is over (NotAllowed not_due). What was
    written meanwhile, and never sent, does not count."""
    application, by = begin(application_id, "stop_waiting", by=by, seen=seen)
    request = _open(application)
    if by.kind == Kind.CLOCK:
        _check_due(request)
    _close(request)
    _take_back(application, request)
    _take(application, "stop_waiting", "applications.waited_out", by, because, request)


@together
def give_notice(
    application_id: UUID, reasons: Iterable[str], *, by: Actor, because: Because, seen: int | None = None
) -> UUID:
    """Tell the applicant that we are minded to refuse, and why: they have the rule's days to reply.

    NotAllowed reasons_missing, unknown_reason, match_undecided, words_missing.
    """
    application, by = begin(application_id, "give_notice", by=by, seen=seen)
    words, reasons = said(because), checked_reasons(application, reasons)
    policy.check_matches(application)
    last_day = answer_by_day(application, "admission.hearing_days", None)
    request = _request(application, by, words, last_day, hearing=True, reasons=reasons)
    _take(application, "give_notice", "applications.notice_given", by, because, request)
    letters.notice(application, request, by=by, because=because)
    return request.pk


@together
def reply(
    application_id: UUID,
    words: str,
    *,
    by: Actor,
    because: Because,
    papers: Iterable[UUID] = (),
    seen: int | None = None,
) -> None:
    """The applicant replies to the notice, perhaps with papers. NotAllowed not_your_document, document_destroyed."""
    application, by = begin(application_id, "reply", by=by, seen=seen)
    lodge_papers(application, papers, by=by, because=because)
    request = _open(application)
    _close(request, words)
    _take(application, "reply", "applications.replied", by, because, request)


@together
def stop_hearing(application_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """The clock: the time to reply is over. NotAllowed not_due."""
    application, by = begin(application_id, "stop_hearing", by=by, seen=seen)
    request = _open(application)
    _check_due(request)
    _close(request)
    _take(application, "stop_hearing", "applications.hearing_over", by, because, request)


def checked_reasons(application: Application, reasons: Iterable[str]) -> list[str]:
    """Codes of the frozen rule `refusal.reasons`, one or more."""
    wanted = list(dict.fromkeys(reasons))
    if not wanted:
        raise NotAllowed("reasons_missing")
    if set(wanted) - criteria.reasons(application).keys():
        raise NotAllowed("unknown_reason")
    return wanted


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _answer(application: Application, request: InformationRequest, words: str, by: Actor, because: Because) -> None:
    _close(request, words, may_be_empty=bool(request.sections))  # then what they changed is the answer
    _take(application, "answer", "applications.answered", by, because, request)
    if request.sections:
        rows = Section.objects.filter(application=application, code__in=request.sections)
        before = {row.code: said_before.lodged(row.data, asked_at=request.asked_at) for row in rows}
        lodge(application, request.sections, by=by, because=because, before=before)


def _take(
    application: Application, action: str, event: str, by: Actor, because: Because, request: InformationRequest
) -> None:
    # What was asked and answered lies in the request, and not a second time in history.
    refs = {"request": request.pk}
    take(application, action, event, by=by, because=Because(because.code), refs=refs)


def _request(application: Application, by: Actor, question: str, answer_by: date, **more: object) -> InformationRequest:
    person, account = staff_ids(by)
    return InformationRequest.objects.create(
        application=application,
        question=question,
        asked_person=person,
        asked_account=account,
        asked_at=clock.now(),
        answer_by=answer_by,
        **more,
    )


def _take_back(application: Application, request: InformationRequest) -> None:
    for row in Section.objects.select_for_update().filter(application=application, code__in=request.sections):
        was = said_before.undo(row.data, asked_at=request.asked_at)
        if was is not None:
            row.put(was)
            row.version += 1
            row.complete = complete(section(row.code), was)
            row.save()


def _open(application: Application) -> InformationRequest:
    return InformationRequest.objects.select_for_update().get(application=application, closed_at=None)


def _close(request: InformationRequest, words: str | None = None, *, may_be_empty: bool = False) -> None:
    words = None if words is None else visible(words).strip()
    if words == "" and not may_be_empty:
        raise NotAllowed("words_missing")
    request.token_digest = None
    request.closed_at = clock.now()
    if words is not None:
        request.answer, request.answered_at = words, request.closed_at
    request.save()


def _check_due(request: InformationRequest) -> None:
    if clock.today() <= request.answer_by:
        raise NotAllowed("not_due", answer_by=request.answer_by)


def answer_by_day(application: Application, rule: str, wanted: date | None) -> date:
    """The rule's days from today, twice as many for whoever asked for more time; or the day that staff chose."""
    if wanted is not None and wanted < clock.today():
        raise NotAllowed("date_past")
    days = criteria.value(application, rule)
    if any(one.code == MORE_TIME for one in people.adjustments_of(application.person_id)):
        days *= 2
    return wanted or clock.today() + timedelta(days=days)
