"""What fronts read of employers and of those who act for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils.functional import Promise

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.people import queries as people

from .. import policy, states
from ..models import Employer, EmployerInvitation, EmployerUser
from ..roles import MAY_PAY, ROLES


@dataclass(frozen=True, slots=True)
class EmployerFacts:
    """`roles`: the asker's own, empty for staff."""

    id: UUID
    name: str
    provider_id: str
    state: str
    state_words: Promise
    roles: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state in states.OPEN

    @property
    def may_pay(self) -> bool:
        return bool(MAY_PAY & {*self.roles})


@dataclass(frozen=True, slots=True)
class UserFacts:
    account_id: UUID
    name: str
    roles: tuple[str, ...]
    role_words: tuple[Promise, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """An invitation that waits. `email`: as it was typed."""

    id: UUID
    email: str
    roles: tuple[str, ...]
    role_words: tuple[Promise, ...]
    invited_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """What whoever has the link is shown before they accept."""

    employer_name: str
    roles: tuple[str, ...]
    role_words: tuple[Promise, ...]
    ends_at: datetime


def employer(employer_id: UUID) -> EmployerFacts | None:
    """What is known of an employer by its id; its name is no secret to whom it pays for."""
    row = Employer.objects.filter(pk=employer_id).first()
    return _facts(row) if row else None


def employers_of(account_id: UUID) -> tuple[EmployerFacts, ...]:
    """The employers that somebody acts for now, by name."""
    held = EmployerUser.objects.filter(account=account_id, until=None).select_related("employer")
    return tuple(_facts(row.employer, tuple(row.roles)) for row in held.order_by("employer__name", "employer_id"))


def roles_of(employer_id: UUID, asker: Actor) -> frozenset[str]:
    """What the asker may be for this employer: asked per employer, never kept with an actor."""
    return policy.roles_of(asker, employer_id)


def users_of(employer_id: UUID, asker: Actor) -> tuple[UserFacts, ...]:
    """Who acts for the employer now. NotAllowed not_of_the_employer."""
    policy.may_read(asker, employer_id, frozenset(ROLES))
    rows = list(EmployerUser.objects.filter(employer=employer_id, until=None).order_by("since", "id"))
    named = people.display_names(row.account_id for row in rows)
    return tuple(
        UserFacts(row.account_id, named.get(row.account_id, ""), tuple(row.roles), _words(row.roles), row.since)
        for row in rows
    )


def invitations_of(employer_id: UUID, asker: Actor) -> tuple[InvitationFacts, ...]:
    """Colleagues who were invited and have not answered, newest first. NotAllowed not_of_the_employer."""
    policy.may_read(asker, employer_id)
    waiting = EmployerInvitation.objects.filter(employer=employer_id, state=states.WAITING, ends_at__gt=clock.now())
    return tuple(
        InvitationFacts(row.pk, row.opened(), tuple(row.roles), _words(row.roles), row.invited_at, row.ends_at)
        for row in waiting.order_by("-invited_at")
    )


def invitation_by_token(token: str) -> InvitationShown | None:
    """The waiting invitation of a link; None when it is over, or never was."""
    row = (
        EmployerInvitation.objects.filter(
            token_digest=EmployerInvitation.digest_of(token),
            state=states.WAITING,
            ends_at__gt=clock.now(),
            employer__state__in=states.OPEN,
        )
        .select_related("employer")
        .first()
    )
    return InvitationShown(row.employer.name, tuple(row.roles), _words(row.roles), row.ends_at) if row else None


def to_confirm(asker: Actor) -> tuple[EmployerFacts, ...]:
    """Employers that staff have not looked at yet, oldest first. NotAllowed wrong_role."""
    policy.may_list(asker)
    return tuple(_facts(row) for row in Employer.objects.filter(state=states.NEW).order_by("opened_at", "id"))


def list_employers(asker: Actor, *, text: str = "", most: int | None = 200) -> tuple[EmployerFacts, ...]:
    """Every employer by name, or those whose name holds `text`; the closed last; `most` None: all. NotAllowed wrong_role."""
    policy.may_list(asker)
    rows = Employer.objects.filter(name__icontains=text.strip()) if text.strip() else Employer.objects.all()
    return tuple(_facts(row) for row in rows.order_by(F("closed_at").asc(nulls_first=True), "name", "id")[:most])


def accounts_that_pay(employer_id: UUID) -> tuple[tuple[UUID, UUID | None], ...]:
    """(account, person) of everybody who may spend the employer's money: whom letters about it go to."""
    held = EmployerUser.objects.filter(employer=employer_id, until=None, roles__overlap=sorted(MAY_PAY))
    return tuple(held.order_by("since").values_list("account_id", "account__person_id"))


def names_of(employer_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What each employer is called. One query."""
    return dict(Employer.objects.filter(pk__in=set(employer_ids)).values_list("pk", "name"))


def role_choices() -> list[tuple[str, Promise]]:
    return [(role.code, role.name) for role in ROLES.values()]


def _facts(row: Employer, roles: tuple[str, ...] = ()) -> EmployerFacts:
    return EmployerFacts(row.pk, row.name, row.provider_id, row.state, states.SAID[row.state], roles)


def _words(roles: Iterable[str]) -> tuple[Promise, ...]:
    return tuple(ROLES[role].name for role in roles)
