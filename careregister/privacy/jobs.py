"""What the clock does with people's data. Registered in project/jobs.py; safe to run twice."""

import logging
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import Refused

from . import actions, due, emptying, schedule

logger = logging.getLogger(__name__)

TIME_OVER = Because("time_over")
OWN_WISH = Because("own_wish")
ENFORCES = "privacy.enforce"
BATCH = 200


def enforce() -> dict[str, int]:
    """Keep to the retention schedule: batches, each with its receipt. Returns how much of each category went.

    One category that cannot be done tonight does not keep the others waiting.
    """
    gone: dict[str, int] = {}
    for row in schedule.in_force(clock.today()):
        if row.job == ENFORCES:
            try:
                gone[row.category] = _category(row)
            except emptying.NoLogin:
                logger.error("%s stays: DATABASE_PRIVACY_URL is not set, so nobody may empty it", row.category)
            except Refused as refusal:
                logger.error("%s is left for the next night: %s", row.category, refusal.reason)
    return gone


def make_copy(copy_id: str) -> bool:
    """The file that somebody asked for."""
    return actions.make_copy(UUID(copy_id), by=CLOCK, because=OWN_WISH)


def _category(row: schedule.Row) -> int:
    ids = due.over(row, clock.today())
    return sum(
        actions.destroy_category(row.category, ids[start : start + BATCH], by=CLOCK, because=TIME_OVER)
        for start in range(0, len(ids), BATCH)
    )
