"""Opening, confirming and closing employers."""

from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.utils import OperationalError
from psycopg.errors import LockNotAvailable

from careregister.base import clock, news
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import Busy, NotAllowed
from careregister.history.actions import record

from .. import policy, states
from ..models import Employer, EmployerInvitation, EmployerUser
from ..roles import OWNER


@transaction.atomic
def open_employer(name: str, *, provider_id: str = "", by: Actor, because: Because) -> UUID:
    """Open an employer. Whoever opens it as themselves is its owner; staff invite one. Returns its id.

    `provider_id`: the care directory's, if it is in it. NotAllowed name_missing, sign_in_first.
    """
    role = policy.may_open_employer(by)
    tidy = " ".join(name.split())
    if not tidy:
        raise NotAllowed("name_missing")
    employer = Employer.objects.create(name=tidy, provider_id=provider_id.strip().upper())
    record("organisations.employer_opened", employer, by=replace(by, role=role), because=because)
    if not role and by.account_id is not None:
        add_user(employer, by.account_id, by.person_id, [OWNER], by=by, because=because)
    return employer.pk


@transaction.atomic
def confirm_employer(employer_id: UUID, *, by: Actor, because: Because) -> None:
    """Staff looked and it is who it says. NotAllowed wrong_role, own_employer, provider_taken, employer_...."""
    employer = lock(employer_id)
    role = policy.may_confirm(by, employer)
    employer.state = states.CONFIRMED
    try:
        with transaction.atomic():
            employer.save()
    except IntegrityError as error:
        raise NotAllowed("provider_taken") from error
    record("organisations.employer_confirmed", employer, by=replace(by, role=role), because=because)


@transaction.atomic
def close_employer(employer_id: UUID, *, by: Actor, because: Because) -> None:
    """It pays for nobody any more, and nobody acts for it. Rooms above hear of it first: `organisations.employer_closed`.

    NotAllowed employer_closed, not_of_the_employer.
    """
    employer = lock(employer_id)
    role = policy.may_act_for(by, employer)
    acting = replace(by, role=role)
    moment = clock.now()
    news.tell("organisations.employer_closed", employer_id=employer_id)
    EmployerInvitation.objects.filter(employer=employer, state=states.WAITING).update(
        state=states.WITHDRAWN, settled_at=moment, sealed=b""
    )
    EmployerUser.objects.filter(employer=employer, until=None).update(until=moment)
    employer.state, employer.closed_at = states.CLOSED, moment
    employer.save()
    record("organisations.employer_closed", employer, by=acting, because=because)


def lock(employer_id: UUID) -> Employer:
    """The employer's row, locked until the transaction ends. NotAllowed no_employer; Busy."""
    try:
        return Employer.objects.select_for_update().get(pk=employer_id)
    except Employer.DoesNotExist as error:
        raise NotAllowed("no_employer") from error
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy from error
        raise


def add_user(
    employer: Employer, account_id: UUID, person_id: UUID | None, roles: list[str], *, by: Actor, because: Because
) -> None:
    """Somebody acts for the employer from now on, in these roles too where they act for it already."""
    user = EmployerUser.objects.filter(employer=employer, account=account_id, until=None).first()
    event = "organisations.roles_changed" if user else "organisations.user_added"
    if user is None:
        user = EmployerUser(employer=employer, account_id=account_id, roles=[])
    user.roles = sorted({*user.roles, *roles})
    user.save()
    acting = replace(by, role="") if by.kind == Kind.PERSON else by
    refs = {"employer": employer.pk, "roles": user.roles}
    record(event, user, by=acting, because=because, person_id=person_id, refs=refs)
