"""Work for after the commit: put into the queue in the caller's own transaction, gone with it when it is rolled back."""

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task
from procrastinate.types import JSONValue


def enqueue(name: str, **arguments: JSONValue) -> None:
    """Let a worker do `name` (project/jobs.py has the names) once this transaction is committed.

    `arguments`: ids, codes and dates only; the queue is no place for words about people. It always goes by Django's
    own connection: inside a worker Procrastinate's app has another, which would not wait for our commit.
    """
    # Without arguments it asks for all that is due: one at a time, or two long ones would keep a code for signing in waiting.
    lock = None if arguments else name
    configure_task(name=name, job_manager=JobManager(DjangoConnector()), lock=lock).defer(**arguments)
