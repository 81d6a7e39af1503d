"""An employer, its people, and their browsers."""

from typing import Any
from uuid import UUID

from django.test import Client

from careregister.base.actors import Actor
from careregister.membership.tests import world as membership
from careregister.organisations import actions as organisations
from careregister.people.tests import world as people
from careregister.web.parts.tests.signing_in import client_for

WHY = membership.WHY


def browser(account: Any) -> Client:
    """Signed in with this account, and no second step: an employer's people need none."""
    return client_for(account, second_step=False)


def employer(name: str = "Rose House Care") -> tuple[UUID, Actor, Client]:
    """One employer, its owner, and the owner's browser."""
    account = people.account(name="Olive Owner")
    by = people.owner_of(account)
    return organisations.open_employer(name, by=by, because=WHY), by, browser(account)


def colleague(employer_id: UUID, owner: Actor, *roles: str, name: str = "Cora Colleague") -> tuple[Actor, Client]:
    """Somebody who was invited with these roles and accepted."""
    account = people.account(name=name)
    by = people.owner_of(account)
    invitation = organisations.invite_user(employer_id, account.email, roles, by=owner, because=WHY)
    organisations.accept_invitation(membership.token_of(invitation), by=by, because=WHY)
    return by, browser(account)


def at(employer_id: UUID, more: str = "") -> str:
    return f"/organisation/{employer_id}/{more}"
