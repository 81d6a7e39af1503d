"""What the clock does for the register: nightly, every act is replayed and must give exactly what is stored; and the
slow hashes of the private check are kept in step with the names that are shown."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from careregister.base import queue
from careregister.base.actors import CLOCK, Because
from careregister.history.actions import record

from . import private_check, verifying
from .models import CheckHash, Registrant
from .queries import checks

_BATCH = 1000
AT_MOST = 5000  # hashes in one run
IN_PASSING = 200  # hashes in one run of the worker: some ten seconds, so that it can stop when it is told to
_HASHES_AT_ONCE = 20  # half a second of work for one core, then they are kept


@dataclass(frozen=True, slots=True)
class Checked:
    registrants: int
    differing: tuple[UUID, ...]


def verify_spans() -> Checked:
    """Replay every registrant's acts and compare (see `verifying`). Each one that differs raises an alarm in history."""
    count = 0
    differing: list[UUID] = []
    for batch in _batches():
        count += len(batch)
        differing += verifying.differing(batch)
    for registrant in Registrant.objects.filter(pk__in=differing):
        record(
            "register.replay_differs",
            registrant,
            person_id=registrant.person_id,
            by=CLOCK,
            because=Because("nightly_replay"),
        )
    return Checked(registrants=count, differing=tuple(differing))


def keep_private_check(limit: int = IN_PASSING, rest: Callable[[float], None] = time.sleep) -> int:
    """`fill_private_check` as the worker does it: on one core, and resting as long as it worked, since a machine of two
    cores has pages to serve. Whatever is left is asked for again, behind what waits already."""
    made = fill_private_check(limit, cores=1, rest=rest)
    if made == limit:
        queue.enqueue_once("register.fill_private_check")
    return made


def fill_private_check(
    limit: int = AT_MOST,
    progress: Callable[[int], None] = lambda _made: None,
    *,
    cores: int | None = None,
    rest: Callable[[float], None] = lambda _seconds: None,
) -> int:
    """Clear away the hashes of the private check that no longer fit, and make those that are missing, `limit` at most.

    How many were made. After every few, which are kept then, `rest` is told how many seconds they took. Safe to run
    twice at once.
    """
    checks.clear()
    missing = checks.missing(limit)
    for start in range(0, len(missing), _HASHES_AT_ONCE):
        began = time.perf_counter()
        batch = missing[start : start + _HASHES_AT_ONCE]
        digests = private_check.digests(((one.number, one.name) for one in batch), cores)
        rows = [
            CheckHash(registrant_id=one.registrant_id, digest=digest, made_of=one.made_of)
            for one, digest in zip(batch, digests, strict=True)
        ]
        CheckHash.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["registrant"], update_fields=["digest", "made_of"]
        )
        progress(len(batch))
        rest(time.perf_counter() - began)
    return len(missing)


def _batches() -> Iterator[list[UUID]]:
    last = None
    while True:
        rows = Registrant.objects.order_by("pk")
        if last is not None:
            rows = rows.filter(pk__gt=last)
        batch = list(rows.values_list("pk", flat=True)[:_BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1]
