"""Who may ask, read, answer and fetch. Each raises NotAllowed with a named reason."""

from uuid import UUID

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from . import states
from .models import DataRequest

_ONESELF = {Kind.PERSON, Kind.STAFF}  # staff have data of their own too


def may_see_own(by: Actor, person_id: UUID | None) -> UUID:
    """What is held is shown to the person themselves, and to nobody else whatever their role. NotAllowed not_your_data."""
    if by.kind not in _ONESELF or by.person_id is None or by.person_id != person_id:
        raise NotAllowed("not_your_data")
    return by.person_id


def may_read_queue(by: Actor) -> None:
    if by.kind != Kind.STAFF or not by.acting_as(states.READERS):
        raise NotAllowed("wrong_role")


def may_read(by: Actor, request: DataRequest) -> None:
    """A reader's role, for a request of somebody else and of a kind that their role is for."""
    may_read_queue(by)
    if by.person_id == request.person_id:
        raise NotAllowed("own_record")
    if not by.acting_as(states.KEEPERS[request.kind] | {"auditor"}):
        raise NotAllowed("wrong_role")


def may_keep(by: Actor, request: DataRequest, action: str) -> str:
    """The role in which `by` may take this step. NotAllowed wrong_role, own_record, answered_before, not_lawful_now."""
    role = by.acting_as(states.KEEPERS[request.kind]) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role")
    if by.person_id == request.person_id:
        raise NotAllowed("own_record")
    check_lawful(request, action)
    if action in {"answer", "refuse"} and by.person_id == request.first_answered_person:
        raise NotAllowed("answered_before")
    return role


def check_lawful(request: DataRequest, action: str) -> None:
    if not states.REQUEST.lawful(action, request.state):
        raise NotAllowed("not_lawful_now")
