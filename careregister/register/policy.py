"""Who may take which step on the register: allowed, or the named reason why not."""

from __future__ import annotations

from dateutil.relativedelta import relativedelta

from careregister.base import body, clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.base.statuses import Who

from . import states
from .drafts import Authority, Details
from .models import Act, Proposal, Registrant

HEAD = "head_of_registration"
READERS = frozenset({"registrar", HEAD, "checks_officer", "case_officer", "case_manager", "case_examiner", "auditor"})
SEES_HISTORY = frozenset({"registrar", HEAD, "auditor"})


def who_for(action: str, *, correcting: bool) -> Who:
    """Who decides `action`; a correction of any act is decided as corrections are."""
    return states.CORRECTS if correcting or action == states.VOID else states.STEPS[action].who


def role_to_decide(by: Actor, who: Who) -> str:
    """The role `by` decides in, empty for actors without one; NotAllowed when they may not."""
    if by.kind == Kind.STAFF:
        role = by.acting_as(who.roles)
        if role:
            return role
    elif by.kind in who.kinds or (by.kind == Kind.IMPORT and who.authorities & states.BROUGHT):
        return ""
    raise NotAllowed("wrong_role")


def may_take(
    by: Actor,
    registrant: Registrant,
    action: str,
    details: Details,
    *,
    authority: Authority,
    because: Because,
    proposed_by: Actor | None = None,
    correcting: Act | None = None,
) -> str:
    """The role in which `by` may decide this step on this registrant. The replay decides whether it is lawful."""
    who = who_for(action, correcting=correcting is not None)
    role = role_to_decide(by, who)
    _check_authority(by, who, authority)
    _check_persons(by, registrant.person_id, who, authority, proposed_by)
    if by.kind == Kind.PERSON:
        _check_own_wish(registrant, action)
    if not because.code:
        raise NotAllowed("reason_missing")
    _check_date(role, action, details, authority, because)
    if action in states.FORBIDDEN_WHILE_HELD and registrant.holds.filter(released_at=None).exists():
        raise NotAllowed("held")
    _check_longest(action, details)
    return role


def may_propose(by: Actor, subject_person: object, action: str, *, correcting: bool) -> str:
    """The role in which `by` may propose; NotAllowed when the step does not take two, or they may not."""
    who = who_for(action, correcting=correcting)
    if not who.needs_two:
        raise NotAllowed("one_is_enough")
    if not who.roles:
        raise NotAllowed("clock_decides")
    role = by.acting_as(who.second) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role")
    if by.person_id == subject_person:
        raise NotAllowed("about_oneself")
    return role


def may_take_back(by: Actor, proposal: Proposal) -> None:
    if by.person_id != proposal.proposed_person:
        raise NotAllowed("not_your_proposal")


def may_hold(by: Actor) -> None:
    """Holds are placed by the rooms above (they act as the clock or as their staff), never by the public."""
    if by.kind in {Kind.ANONYMOUS, Kind.PERSON, Kind.LINK}:
        raise NotAllowed("wrong_role")


def may_read(by: Actor) -> None:
    """Registrants' own pages in the staff front."""
    if by.kind != Kind.STAFF or not by.roles & READERS:
        raise NotAllowed("wrong_role")


def _check_authority(by: Actor, who: Who, authority: Authority) -> None:
    if authority.kind not in who.authorities:
        raise NotAllowed("wrong_authority", authority=authority.kind)
    if (authority.kind in states.BROUGHT) != (by.kind == Kind.IMPORT):
        raise NotAllowed("wrong_authority", authority=authority.kind)


def _check_persons(
    by: Actor, subject: object, who: Who, authority: Authority, proposed_by: Actor | None
) -> None:
    if by.kind == Kind.STAFF and by.person_id == subject:
        raise NotAllowed("about_oneself")
    if by.kind == Kind.PERSON and by.person_id != subject:
        raise NotAllowed("not_your_entry")
    if proposed_by is not None:
        if proposed_by.person_id in {by.person_id, subject}:
            raise NotAllowed("three_different_persons")
    elif who.needs_two and authority.kind not in states.BROUGHT:
        raise NotAllowed("second_person_missing")


def _check_own_wish(registrant: Registrant, action: str) -> None:
    """A registrant resumes by themselves only while nothing went out of date; else a registrar looks first."""
    if action != "resume":
        return
    today = clock.today()
    if not registrant.standing_spans.filter(known__upper_inf=True, registered_until__gte=today).exists():
        raise NotAllowed("resume_needs_a_look")


def _check_date(role: str, action: str, details: Details, authority: Authority, because: Because) -> None:
    start = details.effective_from
    if start is None or authority.kind in states.BROUGHT or start >= clock.start_of_day(clock.today()):
        return
    if role != HEAD:
        raise NotAllowed("past_date_needs_head")
    if not details.evidence.strip():
        raise NotAllowed("past_date_needs_evidence")


def _check_longest(action: str, details: Details) -> None:
    """Longest terms are dated rules of the body (`restriction.longest_months`)."""
    kind = states.IMPOSES.get(action)
    if kind is None or details.until is None:
        return
    starts = clock.london_day(details.effective_from or clock.now())
    months = body.rule("restriction.longest_months", starts)[kind]
    if details.until > starts + relativedelta(months=months):
        raise NotAllowed("longer_than_the_rule", months=months)
