"""Who may ask somebody else, and who may read what they said."""

from uuid import UUID

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from .models.asking import EMPLOYER_DBS, Ask
from .policy import CHECKS_OFFICER
from .states import ASK, OFFICERS, RECEIVED

HEAD = frozenset({"head_of_registration"})


def may_take(by: Actor, step: str, person_id: UUID) -> str:
    """As the table says: the person about themselves, an officer about somebody else, a link's holder, the clock.

    Returns the role acted in. NotAllowed `own_record`, `wrong_role`.
    """
    who = ASK.step(step).who
    if by.kind in who.kinds and (by.kind != Kind.PERSON or by.person_id == person_id):
        return ""
    role = by.acting_as(who.roles) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role")
    if by.person_id == person_id:
        raise NotAllowed("own_record")
    return role


def check_step(ask: Ask, step: str) -> None:
    """NotAllowed `ask_is_<state>` where the table has no such step."""
    if not ASK.lawful(step, ask.state):
        raise NotAllowed(f"ask_is_{ask.state}")


def may_lift(by: Actor, person_id: UUID) -> str:
    """Take back "never write" for somebody who told us: the head of registration, about another's ask. The role."""
    role = by.acting_as(HEAD) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role")
    if by.person_id == person_id:
        raise NotAllowed("own_record")
    return role


def may_read_answers(by: Actor, ask: Ask) -> None:
    """An officer, about somebody else; of an employer's word on a certificate the checks officer alone. The person
    may read a reference whose writer did not ask that it be confidential. NotAllowed `no_answer`, `confidential`,
    `own_record`, `wrong_role`.
    """
    if ask.state != RECEIVED:
        raise NotAllowed("no_answer")
    if by.person_id == ask.person_id:
        if ask.kind == EMPLOYER_DBS or ask.confidential is not False:
            raise NotAllowed("confidential")
        return
    if by.kind != Kind.STAFF or not by.acting_as(CHECKS_OFFICER if ask.kind == EMPLOYER_DBS else OFFICERS):
        raise NotAllowed("wrong_role")


def can_read_answers(by: Actor, ask: Ask) -> bool:
    try:
        may_read_answers(by, ask)
    except NotAllowed:
        return False
    return True
