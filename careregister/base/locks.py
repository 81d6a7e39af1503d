"""Waiting for a row that somebody else has locked. The database gives up after three seconds."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.utils import OperationalError
from psycopg.errors import LockNotAvailable

from .refusals import Busy


@contextmanager
def waiting() -> Iterator[None]:
    """Busy when somebody holds for three seconds what is locked or written inside."""
    try:
        yield
    except OperationalError as error:
        if was_held(error):
            raise Busy from error
        raise


def was_held(error: BaseException) -> bool:
    """Whether this error says that somebody held a lock for too long."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, LockNotAvailable)
