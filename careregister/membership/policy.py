"""Who may do what with a membership. Each `may_x` returns the role of staff acted in ("" for a member), or refuses."""

from uuid import UUID

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed
from careregister.organisations import policy as organisations

from . import states
from .models import Subscription

OFFICERS = states.OFFICERS
READERS = OFFICERS | {"finance_officer", "auditor"}
READS_HARDSHIP = OFFICERS | {"auditor"}


def may_join(by: Actor, person_id: UUID) -> None:
    """Everybody for themselves. NotAllowed not_your_membership."""
    if by.kind != Kind.PERSON or by.person_id != person_id:
        raise NotAllowed("not_your_membership")


def may_take(by: Actor, subscription: Subscription, action: str) -> str:
    """The step, by whom the table says, from where the membership is. NotAllowed membership_is_..., about_oneself."""
    who = states.SUBSCRIPTION.step(action).who
    role = _acting(by, subscription.person_id, who.roles, who.kinds)
    if not states.SUBSCRIPTION.lawful(action, subscription.state):
        raise NotAllowed(f"membership_is_{subscription.state}")
    return role


def may_end_cover(by: Actor, subscription: Subscription) -> str:
    """The worker, whoever spends the employer's money, an officer, or the clock. NotAllowed."""
    if subscription.employer is None:
        raise NotAllowed("no_employer_pays")
    if by.kind == Kind.CLOCK or (by.kind == Kind.PERSON and by.person_id == subscription.person_id):
        return ""
    return organisations.may_pay_for(by, subscription.employer)


def may_decide_waiver(by: Actor, person_id: UUID) -> tuple[str, UUID, UUID]:
    """An officer known by name, never for themselves: role, person and account. NotAllowed wrong_role, about_oneself."""
    role = by.acting_as(OFFICERS) if by.kind == Kind.STAFF else ""
    if not role or by.person_id is None or by.account_id is None:
        raise NotAllowed("wrong_role")
    if by.person_id == person_id:
        raise NotAllowed("about_oneself")
    return role, by.person_id, by.account_id


def must_be_the_clock(by: Actor) -> None:
    """Dues are raised and memberships run out by the clock. NotAllowed not_the_clock."""
    if by.kind != Kind.CLOCK:
        raise NotAllowed("not_the_clock")


def may_read(by: Actor, person_id: UUID) -> None:
    """One's own, or staff who look after members or money. NotAllowed."""
    if by.person_id == person_id and by.kind != Kind.STAFF:
        return
    may_list(by)
    if by.person_id == person_id:
        raise NotAllowed("about_oneself")


def may_list(by: Actor) -> None:
    """Lists and figures of memberships. NotAllowed wrong_role."""
    if by.kind != Kind.STAFF or not by.acting_as(READERS):
        raise NotAllowed("wrong_role")


def may_read_hardship(by: Actor) -> None:
    """What people say of their hardship is for who decides on it. NotAllowed wrong_role."""
    if by.kind != Kind.STAFF or not by.acting_as(READS_HARDSHIP):
        raise NotAllowed("wrong_role")


def _acting(by: Actor, person_id: UUID, roles: frozenset[str], kinds: frozenset[str]) -> str:
    if by.kind == Kind.STAFF:
        role = by.acting_as(roles)
        if not role:
            raise NotAllowed("wrong_role")
        if by.person_id == person_id:
            raise NotAllowed("about_oneself")
        return role
    if by.kind.value not in kinds:
        raise NotAllowed("wrong_role")
    if by.kind == Kind.PERSON and by.person_id != person_id:
        raise NotAllowed("not_your_membership")
    return ""
