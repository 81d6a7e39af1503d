"""Who works here, and as what."""

from collections.abc import Iterable
from dataclasses import replace

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from careregister.base import clock, names
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people import policy
from careregister.people.locks import lock_account, lock_person
from careregister.people.models import EMAIL, LEGAL, Account, Contact, Person, PersonName, RoleGrant, from_now_on
from careregister.people.queries import roles_now
from careregister.people.roles import ROLES


@transaction.atomic
def add_staff(
    email: str, full_name: str, roles: Iterable[str], *, by: Actor, because: Because, person: Person | None = None
) -> Account:
    """A new account of staff, without a password: its owner chooses one by the link for forgotten passwords.

    `person` when the human is known already, from their registration number say; else whoever gave us this e-mail under
    this name. One human stays one person, or they could decide about themselves. NotAllowed `email_wrong`,
    `email_taken`, `name_missing`, `not_that_person` when the name is none of theirs, or what `policy.may_add_staff` says.
    """
    roles = sorted(set(roles))
    policy.check_reason(because)
    acting = policy.may_add_staff(by, roles, administrators=_administrators())
    email = _checked_email(email)
    person = person or _known_by(email)
    if person is None:
        person = _person_named(full_name)
    else:
        _check_name(person, full_name)
        lock_person(person.pk)
        held = set(roles_now(person.pk))
        for role in roles:
            policy.check_roles_together(role, held)
            held.add(role)
    account = Account(email=email, person=person)
    account.set_unusable_password()
    account.save()
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    by = replace(by, role=acting)
    record("people.staff_added", account, person_id=person.pk, by=by, because=because)
    for role in roles:
        _give(account, role, by=by, because=because)
    return account


@transaction.atomic
def grant_role(account: Account, role: str, *, by: Actor, because: Because) -> RoleGrant:
    """Give an account a role from now on. NotAllowed says why not; see `policy.may_grant`."""
    account = lock_account(account.pk)
    policy.check_reason(because)
    acting = policy.may_grant(by, account, role, roles_now(account.person_id))
    return _give(account, role, by=replace(by, role=acting), because=because)


@transaction.atomic
def end_role(account: Account, role: str, *, by: Actor, because: Because) -> RoleGrant:
    """End a role now. NotAllowed `own_roles`, `role_not_held`."""
    account = lock_account(account.pk)
    policy.check_reason(because)
    acting = policy.may_end_role(by, account)
    grant = RoleGrant.objects.filter(account=account, role=role, held__upper_inf=True).first()
    if grant is None:
        raise NotAllowed("role_not_held")
    now = max(clock.now(), grant.held.lower + clock.MICROSECOND)
    grant.held = DateTimeTZRange(grant.held.lower, now)
    grant.save(update_fields=["held"])
    by = replace(by, role=acting)
    record("people.role_ended", account, person_id=account.person_id, by=by, because=because, refs={"role": role})
    return grant


def _give(account: Account, role: str, *, by: Actor, because: Because) -> RoleGrant:
    assert account.person  # the lock has seen to it
    grant = RoleGrant.objects.create(
        account=account,
        person=account.person,
        role=role,
        side=ROLES[role].side,
        held=from_now_on(clock.now()),
        granted_by=by.person_id,
    )
    record("people.role_given", account, person_id=account.person_id, by=by, because=because, refs={"role": role})
    return grant


def _administrators() -> int:
    return RoleGrant.objects.filter(role="administrator", held__contains=clock.now()).count()


def _person_named(full_name: str) -> Person:
    if not full_name.strip():
        raise NotAllowed("name_missing")
    person = Person.objects.create()
    PersonName.written(full=full_name, kind=LEGAL, person=person).save()
    return person


def _known_by(email: str) -> Person | None:
    blind = Contact.blind_of(EMAIL, email)
    return Person.objects.filter(contacts__blind=blind, contacts__kind=EMAIL).distinct().first()


def _check_name(person: Person, full_name: str) -> None:
    """Two parts of the name, or the only one, are parts of one name of theirs; else the e-mail is shared, or a slip."""
    typed = set(names.tokens(full_name))
    shared = max((len(typed & set(name.tokens)) for name in person.names.all()), default=0)
    if not typed or shared < min(2, len(typed)):
        raise NotAllowed("not_that_person")


def _checked_email(email: str) -> str:
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as error:
        raise NotAllowed("email_wrong") from error
    if Account.objects.filter(email__iexact=email).exists():
        raise NotAllowed("email_taken")
    return email
