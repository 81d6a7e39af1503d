"""Work for after the commit: put into the queue in the caller's own transaction, gone with it when it is rolled back."""

from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task
from procrastinate.types import JSONValue

from . import together


def enqueue(name: str, **arguments: JSONValue) -> None:
    """Let a worker do `name` (project/jobs.py has the names) once this transaction is committed.

    `arguments`: ids, codes and dates only; the queue is no place for words about people. It always goes by Django's
    own connection: inside a worker Procrastinate's app has another, which would not wait for our commit.
    """
    together.put(_defer, [(name, arguments)])


def _defer(wanted: list[tuple[str, dict[str, JSONValue]]]) -> None:
    manager = JobManager(DjangoConnector())
    manager.batch_defer_jobs(
        [configure_task(name=name, job_manager=manager).make_new_job(**arguments) for name, arguments in wanted]
    )


def enqueue_once(name: str) -> None:
    """Let a worker do `name`, which asks for all that is due, soon after the commit: one waits for everybody who asks.

    Only for what the clock does as well: it is put in after the commit, and lost if we are killed in between. Within
    the transaction, everybody who asks would wait until the first to ask has committed.
    """
    transaction.on_commit(lambda: _defer_once(name), robust=True)


def _defer_once(name: str) -> None:
    # The locks of the periodic task: one waits and one runs, and the other place stays free for a code for signing in.
    task = configure_task(name=name, job_manager=JobManager(DjangoConnector()), lock=name, queueing_lock=name)
    try:
        with transaction.atomic():
            task.defer()
    except AlreadyEnqueued:
        pass  # it will see what we have committed
