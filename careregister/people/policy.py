"""Who may change accounts, roles and names. Each `may_x` returns the role acted in, or raises the named reason why not."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed

from .models import Account, FactorReset, Person
from .roles import ALONE, NEITHER, ROLES

ADMINISTRATORS = frozenset({"administrator"})
NAME_KEEPERS = frozenset({"registrar", "head_of_registration"})
CONTACT_KEEPERS = NAME_KEEPERS | {"checks_officer", "membership_officer"}
PROTECTORS = NAME_KEEPERS | {"case_officer", "case_manager", "checks_officer"}


def may_administer(by: Actor) -> str:
    """NotAllowed `not_administrator`."""
    role = by.acting_as(ADMINISTRATORS) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("not_administrator")
    return role


def may_add_staff(by: Actor, roles: Iterable[str], *, administrators: int) -> str:
    """An administrator; or, while there is none at all, whoever runs the command that adds the first."""
    roles = list(roles)
    if not roles:
        raise NotAllowed("no_role")
    role = "" if by.kind == Kind.IMPORT and not administrators else may_administer(by)
    held: set[str] = set()
    for wanted in roles:
        check_roles_together(wanted, held)
        held.add(wanted)
    return role


def may_grant(by: Actor, account: Account, role: str, held: Collection[str]) -> str:
    """NotAllowed `own_roles`, `account_suspended`, or what `check_roles_together` finds."""
    acting = may_administer(by)
    if by.person_id == account.person_id:
        raise NotAllowed("own_roles")
    if not account.is_active:
        raise NotAllowed("account_suspended")
    check_roles_together(role, held)
    return acting


def may_end_role(by: Actor, account: Account) -> str:
    """NotAllowed `own_roles`."""
    acting = may_administer(by)
    if by.person_id == account.person_id:
        raise NotAllowed("own_roles")
    return acting


def check_roles_together(role: str, held: Collection[str]) -> None:
    """No person both represents members and judges them; an administrator and an auditor are nothing else."""
    if role not in ROLES:
        raise NotAllowed("unknown_role")
    if role in held:
        raise NotAllowed("role_already_held")
    side = ROLES[role].side
    if side != NEITHER and {ROLES[other].side for other in held} - {NEITHER, side}:
        raise NotAllowed("represents_and_judges")
    if held and (role in ALONE or ALONE & set(held)):
        raise NotAllowed("role_goes_alone")


def may_suspend(by: Actor, account: Account) -> str:
    """NotAllowed `own_account`: nobody locks themselves out, and nobody lets themselves back in."""
    acting = may_administer(by)
    if by.person_id == account.person_id:
        raise NotAllowed("own_account")
    return acting


def may_end_sessions(by: Actor, account: Account) -> str:
    """The owner of the account, or an administrator."""
    if by.account_id == account.pk:
        return ""
    return may_administer(by)


def may_ask_factor_reset(by: Actor, account: Account) -> str:
    """NotAllowed `own_account`."""
    return may_suspend(by, account)


def may_confirm_factor_reset(by: Actor, reset: FactorReset, now: datetime) -> str:
    """Another administrator than the one who asked, and not at once: the owner was written to, and can object.

    NotAllowed `own_account`, `needs_second_person`, `too_soon` (ASVS 5.0 V6.4.4: as sure as at enrolment).
    """
    acting = may_suspend(by, reset.account)
    if by.person_id == reset.asked_by:
        raise NotAllowed("needs_second_person")
    allowed_from = confirmable_from(reset.asked_at)
    if now < allowed_from:
        raise NotAllowed("too_soon", allowed_from=allowed_from.isoformat())
    return acting


def confirmable_from(asked_at: datetime) -> datetime:
    return asked_at + timedelta(seconds=settings.FACTOR_RESET_WAIT_SECONDS)


def may_withdraw_factor_reset(by: Actor, reset: FactorReset) -> str:
    """Any administrator; and the owner, who says that nothing was lost."""
    if by.person_id == reset.person_id:
        return ""
    return may_administer(by)


def may_change_legal_name(by: Actor, person: Person) -> str:
    """A registrar on a document; an import. Nobody about themselves. NotAllowed `own_record`, `not_name_keeper`."""
    if by.kind == Kind.IMPORT:
        return ""
    if by.person_id == person.pk:
        raise NotAllowed("own_record")
    return _staff_role(by, NAME_KEEPERS, "not_name_keeper")


def may_choose_for(by: Actor, person_id: UUID, because: Because) -> str:
    """What is the person's own choice: the person, or a registrar whom the person asked. NotAllowed `persons_choice`."""
    if by.kind == Kind.IMPORT or by.person_id == person_id:
        return ""
    role = _staff_role(by, NAME_KEEPERS, "not_name_keeper")
    if because.code != "own_wish":
        raise NotAllowed("persons_choice")
    return role


def may_mark_at_risk(by: Actor, person_id: UUID) -> str:
    """The person, or staff who hear of a danger first. To protect needs no more than a word."""
    if by.kind == Kind.IMPORT or by.person_id == person_id:
        return ""
    return _staff_role(by, PROTECTORS, "not_protector")


def may_begin(by: Actor, account: Account) -> None:
    """The owner of the account. NotAllowed `not_your_account`."""
    if by.kind != Kind.IMPORT and by.account_id != account.pk:
        raise NotAllowed("not_your_account")


def may_state(by: Actor, person: Person) -> str:
    """What somebody is called, before they are registered: the person, or a registrar who writes for them.

    NotAllowed `names_are_kept` once they were admitted, `not_name_keeper`.
    """
    if not person.names_open and by.kind != Kind.IMPORT:
        raise NotAllowed("names_are_kept")
    if by.kind == Kind.IMPORT or by.person_id == person.pk:
        return ""
    return _staff_role(by, NAME_KEEPERS, "not_name_keeper")


def may_state_birth(by: Actor, person: Person) -> str:
    """As `may_state`, and a registrar on a document at any time; nobody about themselves once they were admitted."""
    if by.kind == Kind.STAFF and by.person_id != person.pk:
        return _staff_role(by, NAME_KEEPERS, "not_name_keeper")
    return may_state(by, person)


def may_keep_contact(by: Actor, person_id: UUID) -> str:
    """The person, or staff who deal with them. NotAllowed `not_contact_keeper`."""
    if by.kind == Kind.IMPORT or by.person_id == person_id:
        return ""
    return _staff_role(by, CONTACT_KEEPERS, "not_contact_keeper")


def check_reason(because: Because, *, words: bool = False) -> None:
    """NotAllowed `reason_missing`, `words_missing`."""
    if not because.code:
        raise NotAllowed("reason_missing")
    if words and not because.words.strip():
        raise NotAllowed("words_missing")


def _staff_role(by: Actor, allowed: frozenset[str], otherwise: str) -> str:
    role = by.acting_as(allowed) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed(otherwise)
    return role
