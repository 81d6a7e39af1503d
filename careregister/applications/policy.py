"""Who may do what with an application, and what stands in the way. Each `may_x` returns the role acted in."""

from __future__ import annotations

from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed
from careregister.base.statuses import Who
from careregister.base.together import in_a_look
from careregister.register.models import Registrant, StandingSpan
from careregister.register.states import REMOVED_BY_DECISION, REMOVED_DECEIT

from . import states
from .form.sections import CLOSED_SECTIONS
from .linkage.compared import compared
from .models import Application, Decision, InformationRequest, Interest, Match, Note

AUDITORS = frozenset({"auditor"})
READERS = states.WORKERS | AUDITORS
TAKES_LISTS = frozenset({"head_of_registration", "auditor"})
SEES_CLOSED = states.REGISTRARS  # what somebody says of their health and character: those who decide on it, nobody else
SEES_CERTIFICATES = frozenset({"checks_officer"})
# What an auditor may read in words of a refusal for these: of no other ground, since it may tell of health or character.
OPEN_GROUNDS = frozenset(
    {"identity_not_shown", "references_not_met", "work_not_explained", "not_insured", "not_in_scope"}
)
# May be done by whoever knows the applicant: handing it to somebody else is the way out.
_WITHOUT_INTEREST = frozenset({"hand_to"})
_WAITING = (states.INFORMATION_REQUESTED, states.BEING_HEARD)
_DECIDES = frozenset({"admit", "recommend", "ask", "give_notice"})


def may_take(by: Actor, application: Application, action: str) -> str:
    """The role in which `by` may take this step now. NotAllowed: not_yours, own_record, wrong_role,
    interest_not_declared, conflict_declared, information_outstanding, not_lawful_now."""
    role = role_for(by, application, states.APPLICATION.step(action).who)
    if action not in _WITHOUT_INTEREST:
        check_interest(by, application)
    check_lawful(application, action)
    return role


def role_for(by: Actor, application: Application, who: Who) -> str:
    """The role `by` acts in for a step that `who` may take; empty for those who have none."""
    own = by.person_id is not None and by.person_id == application.person_id
    if by.kind in {Kind.PERSON, Kind.STAFF} and Kind.PERSON in who.kinds and (own or by.kind == Kind.PERSON):
        if not own:
            raise NotAllowed("not_yours")
        return ""
    if by.kind == Kind.STAFF:
        return _staff(by, application.person_id, who.roles)
    if by.kind in who.kinds and by.kind != Kind.PERSON:
        return ""
    raise NotAllowed("wrong_role")


def may_read(by: Actor, application: Application) -> None:
    """The applicant, and those who decide or watch. NotAllowed not_yours, own_record, wrong_role."""
    if by.kind == Kind.PERSON:
        if by.person_id != application.person_id:
            raise NotAllowed("not_yours")
        return
    may_read_queue(by)
    if by.person_id == application.person_id:
        raise NotAllowed("own_record")


def may_read_queue(by: Actor) -> None:
    if by.kind != Kind.STAFF or not by.roles & READERS:
        raise NotAllowed("wrong_role")


def may_read_own(by: Actor, application: Application) -> None:
    if by.person_id is None or by.person_id != application.person_id:
        raise NotAllowed("not_yours")


def sees_closed(by: Actor, application: Application) -> bool:
    """Whether answers about health and character are opened for `by`: never for who said that they know the person."""
    return bool(by.acting_as(SEES_CLOSED)) and _stands_apart(by, application)


def sees_certificate(by: Actor, application: Application) -> bool:
    """Whether what identifies a certificate is opened for `by`."""
    return bool(by.acting_as(SEES_CERTIFICATES)) and _stands_apart(by, application)


def sees_note(by: Actor, application: Application, note: Note) -> bool:
    """Registrars read every note; a checks officer those of checks officers, who know nothing of health or character."""
    return sees_closed(by, application) or (sees_certificate(by, application) and note.by_role in SEES_CERTIFICATES)


def sees_question(by: Actor, application: Application, request: InformationRequest) -> bool:
    """Registrars read every question and its answer; a checks officer their own, and what was asked about parts of the
    form that they may read."""
    if sees_closed(by, application):
        return True
    about = set(request.sections)
    own = by.person_id == request.asked_person
    return sees_certificate(by, application) and (own or (bool(about) and not about & CLOSED_SECTIONS))


def sees_reasons(by: Actor, application: Application) -> bool:
    """Whether the grounds that were given are named: to those who decide, and to the auditor."""
    return sees_closed(by, application) or bool(by.acting_as(AUDITORS) and _stands_apart(by, application))


def sees_decision(by: Actor, application: Application, decision: Decision) -> bool:
    """Whether its words are read: by those who decide; by an auditor where all its grounds are open ones."""
    if sees_closed(by, application):
        return True
    return sees_reasons(by, application) and bool(decision.reasons) and set(decision.reasons) <= OPEN_GROUNDS


def _stands_apart(by: Actor, application: Application) -> bool:
    if by.kind != Kind.STAFF or by.person_id == application.person_id:
        return False
    try:
        check_no_conflict(by.person_id, application)
    except NotAllowed:
        return False
    return True


def may_work_beside(by: Actor, application: Application) -> str:
    """Notes, and saying whether one knows the applicant."""
    return _staff(by, application.person_id, states.WORKERS)


def may_decide_match(by: Actor, match: Match) -> str:
    role = _staff(by, match.application.person_id, states.REGISTRARS)
    if by.person_id == match.other_id:
        raise NotAllowed("own_record")
    check_interest(by, match.application)
    return role


def may_see_matches(by: Actor, application: Application) -> str:
    """Who reads whom we may have met before. NotAllowed conflict_declared, and what `_staff` says."""
    role = _staff(by, application.person_id, states.REGISTRARS)
    check_no_conflict(by.person_id, application)
    return role


def may_look_again(by: Actor, decision: Decision) -> str:
    """NotAllowed needs_second_person: by another than the one who admitted."""
    role = _staff(by, decision.subject_person, states.REGISTRARS)
    check_interest(by, decision.application)
    if by.person_id in {decision.decided_person, decision.recommended_person}:
        raise NotAllowed("needs_second_person")
    return role


def check_interest(by: Actor, application: Application) -> None:
    if by.kind != Kind.STAFF or by.person_id is None or by.person_id == application.person_id:
        return
    if not check_no_conflict(by.person_id, application):
        raise NotAllowed("interest_not_declared")


def may_work_on(by: Actor, application: Application) -> str:
    """The one question before anything of a file is decided below this room (a check, somebody who was asked, a course).
    Returns the role. NotAllowed wrong_role, own_record, interest_not_declared, conflict_declared."""
    role = _staff(by, application.person_id, states.WORKERS)
    check_interest(by, application)
    return role


def may_have_asked(by: Actor, application: Application) -> str:
    """Writing to others about the applicant: while there is something to decide. NotAllowed check_is_closed, and what
    `may_work_on` says."""
    role = may_work_on(by, application)
    if application.state not in states.OPEN:
        raise NotAllowed("check_is_closed")
    return role


def may_look_at_papers(by: Actor, person_id: UUID) -> None:
    """NotAllowed conflict_declared for staff who ever said that they know the person: no paper of theirs opens."""
    if by.kind != Kind.STAFF or by.person_id is None or by.person_id == person_id:
        return
    if Interest.objects.filter(application__person=person_id, by_person=by.person_id, conflict=True).exists():
        raise NotAllowed("conflict_declared")


def check_no_conflict(person_id: UUID | None, application: Application) -> bool:
    """Whether they said that they do not know the person; NotAllowed conflict_declared when they ever said that they do:
    who knows somebody cannot take it back to decide on them."""
    if person_id is None:
        return False
    said = [one.conflict for one in application.interests.all() if one.by_person == person_id]  # read ahead for a page
    if any(said):
        raise NotAllowed("conflict_declared")
    return bool(said)


def check_lawful(application: Application, action: str) -> None:
    if states.APPLICATION.lawful(action, application.state):
        return
    if application.state in _WAITING and action in _DECIDES:
        raise NotAllowed("information_outstanding", state=application.state)
    raise NotAllowed("not_lawful_now", state=application.state)


def check_second_person(by: Actor, recommended_person: UUID) -> None:
    if by.person_id == recommended_person:
        raise NotAllowed("needs_second_person")


def check_no_part_before(by: Actor, application: Application) -> None:
    """Who recommended or decided before does not judge the appeal. NotAllowed decided_before."""
    before = application.decisions.values_list("decided_person", "recommended_person")
    if any(by.person_id in pair for pair in before):
        raise NotAllowed("decided_before")


def check_matches(application: Application) -> None:
    """NotAllowed not_compared until the job has looked, match_undecided until a registrar has decided."""
    if not in_a_look(("compared", application.pk), lambda: compared(application.pk)):
        raise NotAllowed("not_compared")
    undecided = application.matches.filter(state=states.UNDECIDED)
    if in_a_look(("undecided", application.pk), undecided.exists):
        raise NotAllowed("match_undecided")


def check_not_twice(application: Application) -> None:
    """NotAllowed already_registrant: whoever is found to be the same as somebody who ever had an entry is led back, or
    decided on there. Nobody is admitted a second time."""
    same = application.matches.filter(state=states.SAME).values("other")
    if Registrant.objects.filter(person__in=same).exists():
        raise NotAllowed("already_registrant")


def check_lead_back(application: Application) -> Match:
    """The earlier record to lead back to. NotAllowed match_undecided, no_earlier_record; removed_before for somebody
    whom a panel removed: that is put before the two who decide, not before the person."""
    check_matches(application)
    match = application.matches.filter(state=states.SAME).order_by("-weight").first()
    if match is None:
        raise NotAllowed("no_earlier_record")
    now = {"known__upper_inf": True, "valid__contains": clock.now()}
    removed = StandingSpan.objects.filter(
        registrant__person__in=application.matches.filter(state=states.SAME).values("other"),
        base__in=(REMOVED_BY_DECISION, REMOVED_DECEIT),
        **now,
    )
    if removed.exists():
        raise NotAllowed("removed_before")
    return match


def check_heard(application: Application, reasons: list[str]) -> None:
    """Each reason for a refusal was put to the person, and they replied or their time is over."""
    put: set[str] = set()
    for notice in InformationRequest.objects.filter(application=application, hearing=True, closed_at__isnull=False):
        put |= set(notice.reasons)
    if not set(reasons) <= put:
        raise NotAllowed("heard_first", reasons=sorted(set(reasons) - put))


def _staff(by: Actor, subject_person: UUID, roles: frozenset[str]) -> str:
    role = by.acting_as(roles) if by.kind == Kind.STAFF and by.person_id is not None else ""
    if not role:
        raise NotAllowed("wrong_role")
    if by.person_id == subject_person:
        raise NotAllowed("own_record")
    return role
