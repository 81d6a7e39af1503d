"""Who may do what with an award."""

from uuid import UUID

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from .states import ASSURANCE, WORKERS


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
    if by.kind != Kind.STAFF or not by.acting_as(WORKERS | {"auditor"}):
        raise NotAllowed("wrong_role")
