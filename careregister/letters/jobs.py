"""What happens to letters after the commit of their cause. Registered in project/jobs.py."""

from uuid import UUID

from careregister.base.actors import CLOCK, Because

from . import actions, queries
from .states import WRITTEN

OUTBOX = Because("outbox")
GIVE_UP_AFTER = 3  # put back in a row: the server is away, so the rest can wait for the next minute


def hand_over(letter_id: str) -> None:
    """Hand over the letter that was just written."""
    actions.hand_over(UUID(letter_id), by=CLOCK, because=OUTBOX)


def sweep() -> None:
    """Whatever is due and not yet handed over: after a restart, a retry's wait, a server that was away."""
    actions.settle_interrupted(by=CLOCK, because=OUTBOX)
    put_back = 0
    for letter_id in queries.due():
        put_back = put_back + 1 if actions.hand_over(letter_id, by=CLOCK, because=OUTBOX) == WRITTEN else 0
        if put_back == GIVE_UP_AFTER:
            return
