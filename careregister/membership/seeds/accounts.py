"""Who signs in: the members whom docs/demo.md names, and the two of the employer."""

from datetime import datetime
from uuid import UUID, uuid5

from allauth.account.models import EmailAddress

from careregister.base import clock
from careregister.base.actors import Actor, Kind
from careregister.people.models import LEGAL, Account, Person, PersonName
from careregister.people.seeds import DEMO

from .named import NAMED


def give_accounts(there: set[UUID]) -> None:
    """Those whom docs/demo.md names can sign in, with a code."""
    for one in NAMED:
        if one.person in there:
            let_in(one.account, one.person, one.email, clock.now())


def somebody(full: str, family: str, at: datetime) -> Actor:
    """Somebody of an employer, with an account."""
    person, account = uuid5(DEMO, f"person:{full}"), uuid5(DEMO, f"account:{full}")
    Person.objects.create(pk=person, created_at=at)
    PersonName.written(full=full, family=family, kind=LEGAL, person_id=person, since=at).save()
    let_in(account, person, f"{'.'.join(full.casefold().split())}@example.org", at)
    return Actor(kind=Kind.PERSON, person_id=person, account_id=account)


def let_in(account_id: UUID, person_id: UUID, email: str, at: datetime) -> None:
    """An account that signs in with a code."""
    made = Account(pk=account_id, person_id=person_id, email=email, created_at=at)
    made.set_unusable_password()
    made.save(force_insert=True)
    EmailAddress.objects.create(user=made, email=email, verified=True, primary=True)
