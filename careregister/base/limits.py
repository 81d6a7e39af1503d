"""Counting in PostgreSQL, across all processes: one upsert, exact however many come at once."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection

from . import clock


@dataclass(frozen=True, slots=True)
class Counted:
    """`used` of `limit` in the window that ends at `until`."""

    used: int
    limit: int
    until: datetime

    @property
    def over(self) -> bool:
        return self.used > self.limit

    @property
    def seconds_left(self) -> int:
        return max(1, int((self.until - clock.now()).total_seconds()))


def count(name: str, key: str, *, limit: int, seconds: int, weight: int = 1) -> Counted:
    """Count one more for `key` under `name` and say whether that is over `limit` in this window of `seconds`.

    `key` (an address, an e-mail) is kept only as a keyed digest. Call it outside a transaction that may be rolled
    back: a count must outlive the failure that it counts. `weight` of 0 only looks.
    """
    moment = clock.now()
    window = int(moment.timestamp()) // seconds
    until = datetime.fromtimestamp((window + 1) * seconds, UTC)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into base_counter as counter (name, key, window_number, used, until)
            values (%s, %s, %s, %s, %s)
            on conflict (name, key, window_number) do update set used = counter.used + excluded.used
            returning used
            """,
            [name, _digest(name, key), window, weight, until],
        )
        (used,) = cursor.fetchone()
    return Counted(used=used, limit=limit, until=until)


def uncount(name: str, key: str, *, seconds: int) -> None:
    """Take one back in the present window: what was counted as a guess turned out not to be one."""
    window = int(clock.now().timestamp()) // seconds
    with connection.cursor() as cursor:
        cursor.execute(
            "update base_counter set used = used - 1 where name = %s and key = %s and window_number = %s and used > 0",
            [name, _digest(name, key), window],
        )


def forget(name: str, key: str) -> None:
    """Start `key` afresh under `name`: after a success, say."""
    with connection.cursor() as cursor:
        cursor.execute("delete from base_counter where name = %s and key = %s", [name, _digest(name, key)])


def sweep() -> int:
    """Delete windows that ended more than a day ago. Returns how many rows went."""
    with connection.cursor() as cursor:
        cursor.execute("delete from base_counter where until < %s", [clock.now() - timedelta(days=1)])
        return cursor.rowcount


def _digest(name: str, key: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"{name}:{key}".encode(), hashlib.sha256)[:16]
