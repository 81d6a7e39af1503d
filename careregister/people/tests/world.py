"""Who the tests of the room are made of."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.models import Entry
from careregister.people.models import LEGAL, Account, Person, PersonName, RoleGrant, from_now_on
from careregister.people.queries import actor_for
from careregister.people.roles import ROLES
from careregister.people.seals import seal_factor

BECAUSE = Because("joined", "Said in words.")
OWN_WISH = Because("own_wish", "She asked for it.")


def person(name: str = "Grace Okafor") -> Person:
    someone = Person.objects.create()
    PersonName.written(full=name, kind=LEGAL, person=someone).save()
    return someone


def account(*roles: str, email: str = "", name: str = "Grace Okafor", password: str | None = None) -> Account:
    """An account with these roles; without any, a person who is not staff."""
    owner = person(name)
    made = Account(email=email or f"{uuid4().hex[:12]}@example.org", person=owner)
    made.set_password(password)
    made.save()
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    for role in roles:
        RoleGrant.objects.create(
            account=made, person=owner, role=role, side=ROLES[role].side, held=from_now_on(clock.now())
        )
    return made


def actor(*roles: str, **said: Any) -> Actor:
    """Staff with these roles, ready to act."""
    return actor_for(account(*roles, **said))


def administrator() -> Actor:
    return actor("administrator", name="Ada Minister")


def owner_of(made: Account) -> Actor:
    return Actor(kind=Kind.PERSON, person_id=made.person_id, account_id=made.pk)


def app_factor(made: Account, secret: str = "JBSWY3DPEHPK3PXP") -> Authenticator:
    """An authenticator app for the account."""
    return Authenticator.objects.create(user=made, type=Authenticator.Type.TOTP, data={"secret": seal_factor(secret)})


def refused(act: Callable[[], Any]) -> str:
    """The reason for which `act` is refused; nothing of it is in history."""
    before = Entry.objects.count()
    with pytest.raises(NotAllowed) as refusal:
        act()
    assert Entry.objects.count() == before
    return refusal.value.reason
