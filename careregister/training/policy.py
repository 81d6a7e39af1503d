"""Who may do what with an award, with a log of learning, and with an audit of it."""

from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed
from careregister.base.statuses import StatusTable

from .models import Audit
from .states import ASSURANCE, AUDIT, REVIEWERS, SECOND_LOOK, WITH_THE_PERSON, WORKERS

AUDITORS = frozenset({"auditor"})
READS_AUDITS = REVIEWERS | AUDITORS
TAKES_LISTS = frozenset({"head_of_registration", "auditor"})
_READS = frozenset({"accept", "want_more", "find_not_met", "agree_not_met", "allow_appeal", "dismiss_appeal"})


def may_take(by: Actor, action: str, person_id: UUID) -> str:
    """A person with their own, or staff with somebody else's, as the table says. Returns the role acted in.

    NotAllowed `own_award`, `wrong_role`.
    """
    who = ASSURANCE.step(action).who
    if by.kind in who.kinds and by.person_id == person_id:
        return ""
    role = by.acting_as(who.roles) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role")
    if by.person_id == person_id:
        raise NotAllowed("own_award")
    return role


def may_read(by: Actor, person_id: UUID) -> None:
    """The person, and whoever works on applications or looks after the record. NotAllowed `wrong_role`."""
    if by.kind == Kind.PERSON and by.person_id == person_id:
        return
    if by.kind != Kind.STAFF or not by.acting_as(WORKERS | AUDITORS):
        raise NotAllowed("wrong_role")


def may_keep_log(by: Actor, person_id: UUID | None) -> None:
    """A log of learning and its plans are one's own, and nobody else writes in them. NotAllowed `not_your_log`."""
    if by.kind != Kind.PERSON or by.person_id is None or by.person_id != person_id:
        raise NotAllowed("not_your_log")


def check_lawful(table: StatusTable, action: str, state: str) -> None:
    """NotAllowed `not_lawful_now`."""
    if not table.lawful(action, state):
        raise NotAllowed("not_lawful_now", state=state)


def may_close_year(by: Actor) -> None:
    """The clock, a renewal's too, or whoever may renew. NotAllowed `wrong_role`."""
    if by.kind != Kind.CLOCK and not (by.kind == Kind.STAFF and by.acting_as(REVIEWERS)):
        raise NotAllowed("wrong_role")


def may_draw(by: Actor) -> str:
    """The role acted in; empty for the clock. NotAllowed `wrong_role`."""
    if by.kind == Kind.CLOCK:
        return ""
    role = by.acting_as(REVIEWERS) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role")
    return role


def may_step(by: Actor, audit: Audit, action: str) -> str:
    """The role in which `by` may take this step of an audit now; empty for the person and the clock.

    NotAllowed `not_your_audit`, `own_audit`, `wrong_role`, `not_lawful_now`, `not_due`, `needs_second_person`,
    `read_before`.
    """
    role = _role(by, audit, action)
    check_lawful(AUDIT, action, audit.state)
    if action == "find_not_met" and audit.state in WITH_THE_PERSON:
        check_over(audit)
    if action in _READS:
        _check_reader(by, audit, action)
    return role


def check_over(audit: Audit) -> None:
    """NotAllowed `not_due` until the last day for an answer is over."""
    if audit.answer_by is None or clock.today() <= audit.answer_by:
        raise NotAllowed("not_due", answer_by=audit.answer_by)


def may_read_queue(by: Actor) -> None:
    """NotAllowed `wrong_role`."""
    if by.kind != Kind.STAFF or not by.acting_as(READS_AUDITS):
        raise NotAllowed("wrong_role")


def may_open(by: Actor, audit: Audit) -> None:
    """Staff who read audits, never their own. NotAllowed `wrong_role`, `own_audit`."""
    may_read_queue(by)
    if by.person_id == audit.person_id:
        raise NotAllowed("own_audit")


def sees_learning(by: Actor, audit: Audit) -> bool:
    """Whether what the person learnt is opened: to reviewers, once it was given to us to look at."""
    answered = audit.given_at is not None
    return answered and by.kind == Kind.STAFF and bool(by.acting_as(REVIEWERS)) and by.person_id != audit.person_id


def may_take_list(by: Actor) -> str:
    """NotAllowed `wrong_role`."""
    role = by.acting_as(TAKES_LISTS) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role")
    return role


def _role(by: Actor, audit: Audit, action: str) -> str:
    who = AUDIT.step(action).who
    if Kind.PERSON in who.kinds:
        if by.kind != Kind.PERSON or by.person_id != audit.person_id:
            raise NotAllowed("not_your_audit")
        return ""
    if by.kind in who.kinds:
        return ""
    role = by.acting_as(who.roles) if by.kind == Kind.STAFF and by.person_id is not None else ""
    if not role:
        raise NotAllowed("wrong_role")
    if by.person_id == audit.person_id:
        raise NotAllowed("own_audit")
    return role


def _check_reader(by: Actor, audit: Audit, action: str) -> None:
    """The second reader is another than the first; who reads an appeal had no part in anything before."""
    if action in ("allow_appeal", "dismiss_appeal"):
        if audit.steps.exclude(by_kind=Kind.PERSON).filter(by_person=by.person_id).exists():
            raise NotAllowed("read_before")
    elif audit.state == SECOND_LOOK and by.person_id == audit.first_reader:
        raise NotAllowed("needs_second_person")
