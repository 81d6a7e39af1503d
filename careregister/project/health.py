"""Whether the process lives, and whether it can serve. Words for machines; nothing about anybody."""

import logging
from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from careregister.base import clock
from careregister.history import queries as history

WORKER_SILENT_AFTER = timedelta(minutes=5)
ALARMS_LAST = timedelta(hours=24)
_log = logging.getLogger(__name__)


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of anybody else."""
    return JsonResponse({"status": "live"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 `ready` or `degraded` (it serves, but somebody should look); 503 `not ready`."""
    try:
        waiting = _migrations_waiting()
        degraded = (
            [] if waiting else [word for word, found in (("worker", _worker_silent()), ("alarm", _alarmed())) if found]
        )
    except DatabaseError:
        _log.exception("not ready")
        return JsonResponse({"status": "not ready", "because": "database"}, status=503)
    if waiting:
        return JsonResponse({"status": "not ready", "because": "migrations"}, status=503)
    if degraded:
        return JsonResponse({"status": "degraded", "because": degraded})
    return JsonResponse({"status": "ready"})


_settled = False  # once no migration waits, none will until another process brings other code


def _migrations_waiting() -> bool:
    global _settled
    if not _settled:
        executor = MigrationExecutor(connection)
        _settled = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not _settled


def _worker_silent() -> bool:
    """No worker has given a sign of life for a while; one that was never started is silent too."""
    with connection.cursor() as cursor:
        cursor.execute("select max(last_heartbeat) from procrastinate_workers")
        (seen,) = cursor.fetchone()
    return seen is None or clock.now() - seen > WORKER_SILENT_AFTER


def _alarmed() -> bool:
    raised = history.latest("history.alarm_raised", most=1)
    return bool(raised) and clock.now() - raised[0].at < ALARMS_LAST
