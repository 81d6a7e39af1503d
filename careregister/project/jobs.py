"""Work that waits, and what the clock does (Procrastinate, in the same PostgreSQL).

A job is enqueued in the transaction of its cause, or soon after it where the clock does it anyway. Every job here is safe to run twice: it asks what is due and not yet
done. Jobs of a worker that was killed are taken up by `rescue`; a night that was missed is made up for within a day.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils.module_loading import import_string
from procrastinate import App, JobContext
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from careregister.people.sessions import forget_ended

STALLED_SECONDS = 30  # a worker gives a sign of life every ten
MOST_ATTEMPTS = 5  # a job that killed so many workers is not given to another
KEEP_DONE_HOURS = 3 * 24
KEEP_FAILED_HOURS = 90 * 24
CATCH_UP_SECONDS = 24 * 3600

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of job. `does` is found when it runs, so that serving a page imports no job. `cron` is in UTC."""

    name: str
    does: str
    cron: str = ""


WORK = (
    Work("letters.hand_over", "careregister.letters.jobs.hand_over"),
    Work("letters.sweep", "careregister.letters.jobs.sweep", cron="* * * * *"),
    Work("letters.read_bounces", "careregister.letters.jobs.read_bounces", cron="*/5 * * * *"),
    Work("base.sweep_limits", "careregister.base.limits.sweep", cron="17 * * * *"),
    Work("register.verify_spans", "careregister.register.jobs.verify_spans", cron="20 2 * * *"),
    Work("register.fill_private_check", "careregister.register.jobs.keep_private_check", cron="*/5 * * * *"),
    Work("evidence.destroy_due", "careregister.evidence.jobs.destroy_due", cron="10 1 * * *"),
    Work("evidence.sweep_orphans", "careregister.evidence.jobs.sweep_orphans", cron="40 1 * * *"),
    Work("checks.ask_update_service", "careregister.checks.jobs.ask_update_service"),
    Work("checks.expire_due", "careregister.checks.jobs.expire_due", cron="10 1 * * *"),
    Work("checks.recheck_due", "careregister.checks.jobs.recheck_due", cron="30 1 * * *"),
    Work("checks.expire_asks", "careregister.checks.jobs.expire_asks", cron="5 * * * *"),
    Work("checks.remind_asks", "careregister.checks.jobs.remind_asks", cron="0 8 * * *"),
    Work("checks.destroy_images", "careregister.checks.jobs.destroy_images", cron="50 2 * * *"),
    Work("people.forget_codes", "careregister.people.jobs.forget_codes", cron="35 3 * * *"),
    Work("payments.send", "careregister.payments.jobs.send"),
    Work("payments.send_waiting", "careregister.payments.jobs.send_waiting", cron="* * * * *"),
    Work("payments.chase_unknown", "careregister.payments.jobs.chase_unknown", cron="*/2 * * * *"),
    Work("payments.book_event", "careregister.payments.jobs.book_event"),
    Work("payments.book_events", "careregister.payments.jobs.book_events", cron="*/5 * * * *"),
    Work("payments.hear_missed", "careregister.payments.jobs.hear_missed", cron="25 * * * *"),
    Work("payments.collect_due", "careregister.payments.jobs.collect_due", cron="0 6 * * *"),
    Work("payments.retry_due", "careregister.payments.jobs.retry_due", cron="30 6 * * *"),
    Work("payments.send_refund", "careregister.payments.jobs.send_refund"),
    Work("payments.tend_refunds", "careregister.payments.jobs.tend_refunds", cron="*/15 * * * *"),
    Work("payments.let_go", "careregister.payments.jobs.let_go"),
    Work("payments.let_all_go", "careregister.payments.jobs.let_all_go", cron="45 3 * * *"),
    Work("payments.reconcile", "careregister.payments.jobs.reconcile", cron="30 4 * * *"),
    Work("membership.night", "careregister.membership.jobs.night", cron="10 0 * * *"),
    Work("membership.remind_due", "careregister.membership.jobs.remind_due", cron="40 7 * * *"),
    Work("applications.have_we_met", "careregister.applications.linkage.jobs.have_we_met", cron="*/10 * * * *"),
    Work("applications.tend_drafts", "careregister.applications.jobs.tend_drafts", cron="15 4 * * *"),
    Work("applications.end_waiting", "careregister.applications.jobs.end_waiting", cron="5 5 * * *"),
    Work("applications.find_owners", "careregister.applications.jobs.find_owners", cron="30 5 * * *"),
    Work("training.draw_due", "careregister.training.jobs.draw_due", cron="45 4 * * *"),
    Work("training.remind_due", "careregister.training.jobs.remind_due", cron="10 8 * * *"),
    Work("training.forget_removed", "careregister.training.jobs.forget_removed", cron="25 1 * * *"),
    Work("training.close_years", "careregister.training.jobs.close_years", cron="35 2 * * *"),
    Work("renewals.daily", "careregister.renewals.jobs.daily", cron="0 9 * * *"),
    Work("renewals.finish_paid", "careregister.renewals.jobs.finish_paid", cron="*/10 * * * *"),
    Work("privacy.enforce", "careregister.privacy.jobs.enforce", cron="20 3 * * *"),
    Work("privacy.make_copy", "careregister.privacy.jobs.make_copy"),
    Work("project.clear_sessions", "careregister.project.jobs.clear_sessions", cron="40 3 * * *"),
)


@dataclass(frozen=True, slots=True)
class WorkerState:
    """`seconds_silent`: since the latest sign of life of any worker, None if there is none. Jobs by their state."""

    seconds_silent: float | None
    waiting: int
    failed: int

    @property
    def alive(self) -> bool:
        return self.seconds_silent is not None and self.seconds_silent < STALLED_SECONDS


def on_app_ready(app: App) -> None:
    """Tell Procrastinate of all work. Named in the settings."""
    app.periodic_defaults["max_delay"] = CATCH_UP_SECONDS
    app.worker_defaults["concurrency"] = 2  # so that a code for signing in does not wait for the nightly replay
    app.worker_defaults["shutdown_graceful_timeout"] = 20.0
    app.worker_defaults["update_heartbeat_interval"] = STALLED_SECONDS / 3
    for work in WORK:
        if work.cron:
            # One waits and one runs at most, however long it takes.
            task = app.task(name=work.name, lock=work.name, queueing_lock=work.name)(_doer(work))
            app.periodic(cron=work.cron)(task)
        else:
            app.task(name=work.name)(_doer(work))
    app.periodic(cron="* * * * *")(app.task(name="project.rescue", pass_context=True, queueing_lock="rescue")(rescue))
    app.periodic(cron="50 3 * * *")(app.task(name="project.forget_jobs", pass_context=True)(forget_jobs))


def worker_state() -> WorkerState:
    """How the worker is. Its signs of life are stamped by the database, so the database says how old they are."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select (select extract(epoch from clock_timestamp() - max(last_heartbeat)) from procrastinate_workers),
                   count(*) filter (where status = 'todo' and coalesce(scheduled_at <= clock_timestamp(), true)),
                   count(*) filter (where status = 'failed')
            from procrastinate_jobs where status in ('todo', 'failed')
            """
        )
        silent, waiting, failed = cursor.fetchone()
    return WorkerState(None if silent is None else float(silent), waiting, failed)


async def rescue(context: JobContext, timestamp: int) -> None:
    """Give the jobs of workers that no longer show life to those that do."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        if job.id != context.job.id:
            await _take_up(context, job)


async def forget_jobs(context: JobContext, timestamp: int) -> None:
    """Delete what is long done. What failed is kept longer, to be looked at."""
    manager = context.app.job_manager
    await manager.delete_old_jobs(nb_hours=KEEP_DONE_HOURS)
    await manager.delete_old_jobs(
        nb_hours=KEEP_FAILED_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


def clear_sessions() -> None:
    """Delete sessions that have ended, and what is kept beside them."""
    call_command("clearsessions")
    forget_ended()


async def _take_up(context: JobContext, job: Job) -> None:
    manager = context.app.job_manager
    assert job.id is not None
    if job.attempts + 1 >= MOST_ATTEMPTS:
        logger.error("job %s (%s) was given up: %d workers ended under it", job.id, job.task_name, MOST_ATTEMPTS)
        await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=False)
        return
    try:
        await manager.retry_job(job)
        logger.warning("job %s (%s) is given to another worker", job.id, job.task_name)
    except UniqueViolation:
        # The next of its kind waits already, and it asks for all that is due.
        await manager.finish_job_by_id_async(job.id, Status.ABORTED, delete_job=False)


def _doer(work: Work) -> Callable[..., Any]:
    def do(timestamp: int | None = None, **arguments: Any) -> None:
        import_string(work.does)(**arguments)

    do.__name__ = work.name.replace(".", "_")
    return do
