"""Who acts for an employer: invited by its owner, accepted by themselves, ended by either. An owner is always left."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from careregister.base import body, clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.ids import new_id
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Line, record, record_many

from .. import letters, policy, states
from ..models import Employer, EmployerInvitation, EmployerUser
from ..roles import OWNER
from .employers import add_user, lock


@transaction.atomic
def invite_user(employer_id: UUID, email: str, roles: Iterable[str], *, by: Actor, because: Because) -> UUID:
    """Ask a colleague by letter; the link is in that letter alone. Returns the invitation's id.

    An address that is invited already gets a new link in place of the old. NotAllowed not_of_the_employer,
    no_role, unknown_role, address_wrong, and for staff only_an_owner: they may invite only an employer's first owner.
    """
    employer = lock(employer_id)
    role = policy.may_act_for(by, employer)
    wanted = policy.check_roles(roles)
    if role and (wanted != [OWNER] or _owners(employer)):
        raise NotAllowed("only_an_owner")
    email = email.strip()
    if email.count("@") != 1 or not all(email.split("@")) or any(map(str.isspace, email)):
        raise NotAllowed("address_wrong")
    if by.account_id is None:
        raise NotAllowed("sign_in_first")
    moment, token = clock.now(), secrets.token_urlsafe(24)
    days = timedelta(days=body.rule("organisations.invitation_days", clock.today()))
    _settle(
        EmployerInvitation.objects.filter(employer=employer, blind=EmployerInvitation.blind_of(email)), states.WITHDRAWN
    )
    invitation = EmployerInvitation(
        employer=employer,
        roles=wanted,
        token_digest=EmployerInvitation.digest_of(token),
        invited_account=by.account_id,
        invited_at=moment,
        ends_at=moment + days,
    )
    invitation.put(email)
    invitation.save(force_insert=True)
    acting = replace(by, role=role)
    refs = {"employer": employer.pk, "roles": wanted}
    record("organisations.user_invited", invitation, by=acting, because=because, refs=refs)
    letters.invited(invitation, token, by=acting, because=because)
    return invitation.pk


@transaction.atomic
def accept_invitation(token: str, *, by: Actor, because: Because) -> UUID:
    """Whoever is signed in begins to act for the employer. Returns the employer's id. NotAllowed invitation_over."""
    invitation, employer = _open(token, by)
    assert by.account_id is not None
    settle(invitation, states.ACCEPTED, by.account_id)
    add_user(employer, by.account_id, by.person_id, list(invitation.roles), by=by, because=because)
    return employer.pk


@transaction.atomic
def decline_invitation(token: str, *, by: Actor, because: Because) -> None:
    """No, thank you. NotAllowed invitation_over."""
    invitation, employer = _open(token, by)
    settle(invitation, states.DECLINED, by.account_id)
    refs = {"employer": employer.pk}
    record("organisations.invitation_declined", invitation, by=by, because=because, refs=refs)


@transaction.atomic
def withdraw_invitation(invitation_id: UUID, *, by: Actor, because: Because) -> None:
    """Its link no longer works. NotAllowed not_of_the_employer, invitation_over."""
    found = EmployerInvitation.objects.filter(pk=invitation_id).first()
    if found is None:
        raise NotAllowed("invitation_over")
    employer = lock(found.employer_id)
    role = policy.may_act_for(by, employer)
    invitation = EmployerInvitation.objects.get(pk=invitation_id)
    if invitation.state != states.WAITING:
        raise NotAllowed("invitation_over")
    settle(invitation, states.WITHDRAWN, by.account_id)
    refs = {"employer": employer.pk}
    acting = replace(by, role=role)
    record("organisations.invitation_withdrawn", invitation, by=acting, because=because, refs=refs)


@transaction.atomic
def give_role(employer_id: UUID, account_id: UUID, roles: Iterable[str], *, by: Actor, because: Because) -> None:
    """The user's roles are these from now on. NotAllowed last_owner, no_such_user, unchanged, no_role, unknown_role."""
    employer = lock(employer_id)
    role = policy.may_act_for(by, employer)
    wanted = policy.check_roles(roles)
    if role:
        raise NotAllowed("only_an_owner")
    user = _user(employer, account_id)
    if user.roles == wanted:
        raise NotAllowed("unchanged")
    if OWNER not in wanted:
        _check_owner_left(employer, user)
    user.roles = wanted
    user.save()
    refs = {"employer": employer.pk, "roles": wanted}
    person = user.account.person_id
    record("organisations.roles_changed", user, by=by, because=because, person_id=person, refs=refs)


@transaction.atomic
def end_user(employer_id: UUID, account_id: UUID, *, by: Actor, because: Because) -> None:
    """Somebody no longer acts for the employer: an owner says so, they themselves, or a membership officer.

    NotAllowed last_owner (staff may end it all the same), no_such_user, not_of_the_employer.
    """
    employer = lock(employer_id)
    themselves = by.account_id == account_id and by.kind == Kind.PERSON
    role = "" if themselves else policy.may_act_for(by, employer)
    user = _user(employer, account_id)
    if not role:
        _check_owner_left(employer, user)
    user.until = clock.now()
    user.save()
    refs = {"employer": employer.pk}
    person, acting = user.account.person_id, replace(by, role=role)
    record("organisations.user_ended", user, by=acting, because=because, person_id=person, refs=refs)


@transaction.atomic
def expire_invitations(*, by: Actor, because: Because) -> int:
    """The clock: what was not answered in time is over, and its address is emptied. Returns how many."""
    if by.kind != Kind.CLOCK:
        raise NotAllowed("not_the_clock")
    count = _settle(EmployerInvitation.objects.filter(ends_at__lte=clock.now()), states.EXPIRED)
    if count:
        line = Line(
            what="organisations.invitations_expired",
            subject_kind="organisations.invitations",
            subject_id=new_id(),
            by=by,
            because=because,
            at=clock.now(),
            refs={"count": count},
        )
        record_many([line])
    return count


def settle(invitation: EmployerInvitation, state: str, account_id: UUID | None) -> None:
    """Settled: whatever it was, its address is not needed any more."""
    invitation.state, invitation.settled_at, invitation.settled_account = state, clock.now(), account_id
    invitation.sealed = b""
    invitation.save()


def _settle(rows: QuerySet[EmployerInvitation], state: str) -> int:
    return rows.filter(state=states.WAITING).update(state=state, settled_at=clock.now(), sealed=b"")


def _open(token: str, by: Actor) -> tuple[EmployerInvitation, Employer]:
    """The waiting invitation of a link and its employer, locked."""
    if by.account_id is None or by.kind not in (Kind.PERSON, Kind.STAFF):
        raise NotAllowed("sign_in_first")
    found = EmployerInvitation.objects.filter(token_digest=EmployerInvitation.digest_of(token)).first()
    if found is None:
        raise NotAllowed("invitation_over")
    employer = lock(found.employer_id)
    invitation = EmployerInvitation.objects.get(pk=found.pk)
    over = invitation.state != states.WAITING or invitation.ends_at <= clock.now()
    if over or employer.state == states.CLOSED:
        raise NotAllowed("invitation_over")
    return invitation, employer


def _user(employer: Employer, account_id: UUID) -> EmployerUser:
    user = EmployerUser.objects.filter(employer=employer, account=account_id, until=None).first()
    if user is None:
        raise NotAllowed("no_such_user")
    return user


def _owners(employer: Employer) -> int:
    return EmployerUser.objects.filter(employer=employer, until=None, roles__contains=[OWNER]).count()


def _check_owner_left(employer: Employer, user: EmployerUser) -> None:
    if OWNER in user.roles and _owners(employer) == 1:
        raise NotAllowed("last_owner")
