"""The row that is locked before anything about a person changes."""

from uuid import UUID

from django.db.utils import OperationalError
from psycopg.errors import LockNotAvailable

from careregister.base.refusals import Busy, NotAllowed

from .models import Account, Person


def lock_person(person_id: UUID | None) -> Person:
    """The person's row, locked until the transaction ends. Busy when somebody holds it for three seconds."""
    if person_id is None:
        raise NotAllowed("no_person")
    try:
        return Person.objects.select_for_update().get(pk=person_id)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy from error
        raise


def lock_account(account_id: UUID) -> Account:
    """The account, with its person's row locked."""
    account = Account.objects.get(pk=account_id)
    lock_person(account.person_id)
    account.refresh_from_db()
    return account
