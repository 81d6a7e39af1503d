"""The row that is locked before anything about a person changes."""

from uuid import UUID

from django.db.models import QuerySet

from careregister.base import together
from careregister.base.locks import waiting
from careregister.base.refusals import NotAllowed

from .models import Account, Person


def lock_person(person_id: UUID | None) -> Person:
    """The person's row, locked until the transaction ends. Busy when somebody holds it for three seconds."""
    if person_id is None:
        raise NotAllowed("no_person")
    return together.once(("person", person_id), lambda: _lock(Person.objects.filter(pk=person_id)))


def lock_person_of(row: QuerySet) -> Person:
    """`lock_person` of whom the one row is about (its `person_id` never changes), without a look at the row before."""
    return _lock(Person.objects.filter(pk=row.values("person_id")[:1]))


def _lock(person: QuerySet[Person]) -> Person:
    with waiting():
        return person.select_for_update().get()


def lock_account(account_id: UUID) -> Account:
    """The account, with its person's row locked."""
    account = Account.objects.get(pk=account_id)
    lock_person(account.person_id)
    account.refresh_from_db()
    return account
