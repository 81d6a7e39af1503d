"""What happens to letters after the commit of their cause. Registered in project/jobs.py."""

from pathlib import Path
from uuid import UUID

from django.conf import settings

from careregister.base.actors import CLOCK, Because

from . import actions, queries
from .maildir import empty
from .states import WRITTEN

OUTBOX = Because("outbox")
REPORT = Because("report")
GIVE_UP_AFTER = 3  # put back in a row: the server is away, so the rest can wait for the next minute


def hand_over(letter_id: str) -> None:
    """Hand over the letter that was just written."""
    actions.hand_over(UUID(letter_id), by=CLOCK, because=OUTBOX)


def read_bounces() -> None:
    """Empty the Maildir into which the mail server puts what comes back, if there is one."""
    if settings.BOUNCES:
        empty(Path(settings.BOUNCES), by=CLOCK, because=REPORT)


def sweep() -> None:
    """Whatever is due and not yet handed over: after a restart, a retry's wait, a server that was away."""
    actions.settle_interrupted(by=CLOCK, because=OUTBOX)
    put_back = 0
    for letter_id in queries.due():
        put_back = put_back + 1 if actions.hand_over(letter_id, by=CLOCK, because=OUTBOX) == WRITTEN else 0
        if put_back == GIVE_UP_AFTER:
            return
