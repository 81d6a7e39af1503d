"""Who may change the directory of places, and who may act for an employer. Each `may_x` raises the named reason why not."""

from collections.abc import Iterable
from uuid import UUID

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from .models import Employer, EmployerUser
from .roles import MAY_PAY, OWNER, ROLES
from .states import CLOSED, EMPLOYER, OFFICERS

OWNERS = frozenset({OWNER})
READERS = OFFICERS | {"finance_officer", "auditor"}


def may_import_directory(by: Actor) -> None:
    """Only an import may: the directory is the regulator's, and nobody edits it by hand. Raises NotAllowed."""
    if by.kind != Kind.IMPORT:
        raise NotAllowed("not_an_import")


def roles_of(by: Actor, employer_id: UUID) -> frozenset[str]:
    """What whoever is signed in may be for this employer now; empty for everybody else."""
    if by.account_id is None:
        return frozenset()
    held = EmployerUser.objects.filter(employer=employer_id, account=by.account_id, until=None)
    return frozenset(held.values_list("roles", flat=True).first() or ())


def may_open_employer(by: Actor) -> str:
    """Anybody signed in, who becomes its owner; or a membership officer. Returns the staff role acted in, or ""."""
    role = staff_role(by, OFFICERS)
    if not role and (by.kind not in (Kind.PERSON, Kind.STAFF, Kind.IMPORT) or by.account_id is None):
        raise NotAllowed("sign_in_first")
    return role


def may_act_for(by: Actor, employer: Employer, roles: frozenset[str] = OWNERS) -> str:
    """Somebody of the employer with one of `roles`, or a membership officer who is none of them. Returns the staff
    role acted in, "" for somebody of the employer. NotAllowed employer_closed, not_of_the_employer."""
    if employer.state == CLOSED:
        raise NotAllowed("employer_closed")
    if roles_of(by, employer.pk) & roles:
        return ""
    role = staff_role(by, OFFICERS)
    if not role:
        raise NotAllowed("not_of_the_employer")
    return role


def may_pay_for(by: Actor, employer: Employer) -> str:
    """As `may_act_for`, for whoever may spend its money."""
    return may_act_for(by, employer, MAY_PAY)


def may_confirm(by: Actor, employer: Employer) -> str:
    """A membership officer who is nobody of the employer."""
    role = staff_role(by, OFFICERS)
    if not role:
        raise NotAllowed("wrong_role")
    if roles_of(by, employer.pk):
        raise NotAllowed("own_employer")
    if not EMPLOYER.lawful("confirm_employer", employer.state):
        raise NotAllowed(f"employer_{employer.state}")
    return role


def may_read(by: Actor, employer_id: UUID, roles: frozenset[str] = OWNERS) -> None:
    """Somebody of the employer with one of `roles`, or staff who look after members, money or the rules."""
    if not roles_of(by, employer_id) & roles and not staff_role(by, READERS):
        raise NotAllowed("not_of_the_employer")


def may_list(by: Actor) -> None:
    """Staff who look after members, money or the rules. NotAllowed wrong_role."""
    if not staff_role(by, READERS):
        raise NotAllowed("wrong_role")


def check_roles(roles: Iterable[str]) -> list[str]:
    """The roles, each once, in order. NotAllowed no_role, unknown_role."""
    wanted = sorted(set(roles))
    if not wanted:
        raise NotAllowed("no_role")
    if set(wanted) - ROLES.keys():
        raise NotAllowed("unknown_role")
    return wanted


def staff_role(by: Actor, roles: frozenset[str]) -> str:
    return by.acting_as(roles) if by.kind == Kind.STAFF else ""
