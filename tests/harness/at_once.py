"""Several who act at the same instant, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from careregister.base.refusals import Refused


def at_once(*calls: Callable[[], Any]) -> list[str]:
    """Make the calls at one instant, each in a thread; what became of each: `done`, or the reason of its refusal."""
    gate = Barrier(len(calls))

    def make(call: Callable[[], Any]) -> str:
        try:
            connection.ensure_connection()
            gate.wait(timeout=10)
            call()
        except Refused as refusal:
            return refusal.reason
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(make, calls))
