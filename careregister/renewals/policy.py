"""Who may do what with a renewal. Each `may_x` returns the role acted in; what stands in the way of a lapse: `lapsing.py`."""

from __future__ import annotations

from uuid import UUID

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed
from careregister.base.statuses import Who

from . import states
from .models import Renewal

AUDITORS = frozenset({"auditor"})
READERS = states.REGISTRARS | AUDITORS
TAKES_LISTS = frozenset({"head_of_registration", "auditor"})
CHASERS = states.REGISTRARS | {"membership_officer"}  # may write by post and telephone, and see who is to be written to
SEES_CHASES = CHASERS | AUDITORS


def may_take(by: Actor, renewal: Renewal, action: str) -> str:
    """The role in which `by` may take this step now. NotAllowed not_yours, own_record, wrong_role, not_lawful_now."""
    role = role_for(by, renewal.person_id, states.RENEWALS.step(action).who)
    if not states.RENEWALS.lawful(action, renewal.state):
        raise NotAllowed("not_lawful_now", state=renewal.state)
    return role


def role_for(by: Actor, person_id: UUID, who: Who) -> str:
    """The role `by` acts in for what `who` may do with somebody's renewal; empty for those who have none."""
    own = by.person_id is not None and by.person_id == person_id
    if by.kind in {Kind.PERSON, Kind.STAFF} and Kind.PERSON in who.kinds and (own or by.kind == Kind.PERSON):
        if not own:
            raise NotAllowed("not_yours")
        return ""
    if by.kind == Kind.STAFF:
        return staff(by, person_id, who.roles)
    if by.kind in who.kinds and by.kind != Kind.PERSON:
        return ""
    raise NotAllowed("wrong_role")


def may_read_own(by: Actor, renewal: Renewal) -> None:
    if by.person_id is None or by.person_id != renewal.person_id:
        raise NotAllowed("not_yours")


def may_read(by: Actor, renewal: Renewal) -> str:
    """Staff with a renewal that is not their own."""
    return staff(by, renewal.person_id, READERS)


def may_read_lists(by: Actor) -> None:
    if by.kind != Kind.STAFF or not by.roles & READERS:
        raise NotAllowed("wrong_role")


def may_chase(by: Actor, renewal: Renewal) -> str:
    """Who writes by post or telephones where letters came back."""
    return staff(by, renewal.person_id, CHASERS)


def may_see_chases(by: Actor) -> None:
    if by.kind != Kind.STAFF or not by.roles & SEES_CHASES:
        raise NotAllowed("wrong_role")


def check_hand_back(by: Actor, renewal: Renewal) -> None:
    """A checks officer hands back only what went out of date. NotAllowed wrong_role."""
    if by.role not in states.REGISTRARS and not _about_evidence(renewal):
        raise NotAllowed("wrong_role")


def may_check(by: Actor, renewal: Renewal) -> str:
    """Who looks at what was sent for what went out of date; which of it they may know is the room checks'."""
    return staff(by, renewal.person_id, states.CHECKERS)


def may_list_papers(by: Actor) -> None:
    if by.kind != Kind.STAFF or not by.roles & states.CHECKERS:
        raise NotAllowed("wrong_role")


def _about_evidence(renewal: Renewal) -> bool:
    return renewal.referrals.filter(closed_at=None, reasons__contains=[states.EVIDENCE]).exists()


def sees_answers(by: Actor, renewal: Renewal) -> bool:
    """What somebody said of their health and character is opened for who decides on it, and for nobody else."""
    return by.kind == Kind.STAFF and bool(by.acting_as(states.REGISTRARS)) and by.person_id != renewal.person_id


def opens(by: Actor, person_id: UUID) -> bool:
    """Whether the page of a renewal opens for `by`."""
    try:
        staff(by, person_id, SEES_CHASES)
    except NotAllowed:
        return False
    return True


def staff(by: Actor, person_id: UUID, roles: frozenset[str]) -> str:
    role = by.acting_as(roles) if by.kind == Kind.STAFF and by.person_id is not None else ""
    if not role:
        raise NotAllowed("wrong_role")
    if by.person_id == person_id:
        raise NotAllowed("own_record")
    return role


def clock_only(by: Actor) -> None:
    """What is done to everybody at once is the clock's."""
    if by.kind != Kind.CLOCK:
        raise NotAllowed("wrong_role")
