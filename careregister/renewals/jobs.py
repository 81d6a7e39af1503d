"""What the clock does with renewals. Registered in project/jobs.py; each asks what is due, and is safe to run twice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import Refused

from . import actions, due, fees, lapsing, reached, states
from .models import Deferral, Renewal

TIME = Because("time_has_come")
CAME_BACK = Because("came_back")
OVER = Because("time_over")
NOT_NEEDED = Because("no_longer_needed")
WAS_PAID = Because("fee_paid")

logger = logging.getLogger(__name__)


def daily() -> dict[str, int]:
    """One day, in this order: what nobody needs any more is closed, deferrals end, what is due is opened, what came
    back is chased, rungs that are due go, and who was looked at lapses. Returns how many of each. In the morning, since
    texts ring on telephones."""
    return {
        "closed": close_overtaken(),
        "deferrals ended": end_deferrals(),
        "opened": open_due(),
        "chased": chase_due(),
        "reminded": remind_due(),
        "lapsed": lapse_due(),
    }


def open_due() -> int:
    return actions.open_due(by=CLOCK, because=TIME)


def remind_due() -> int:
    return actions.remind_due(by=CLOCK, because=TIME)


def chase_due() -> int:
    return actions.chase_due(by=CLOCK, because=CAME_BACK)


def close_overtaken() -> int:
    return _each(due.overtaken(), lambda one: actions.close(one, by=CLOCK, because=NOT_NEEDED))


def end_deferrals() -> int:
    running = Deferral.objects.filter(state=states.AGREED, ended_at=None, renewal__state=states.DEFERRED)
    over = running.filter(until__lt=clock.today()).values_list("renewal_id", flat=True)
    return _each(over, lambda one: actions.end_deferral(one, by=CLOCK, because=OVER))


def finish_paid() -> int:
    """Renew what waited for its fee alone, as soon as that is paid."""
    waiting = dict(Renewal.objects.filter(state=states.SENT).values_list("person_id", "pk"))
    paid = fees.paying(list(waiting)) if waiting else set()
    return _each(
        [waiting[person] for person in waiting if person in paid],
        lambda one: actions.finish(one, by=CLOCK, because=WAS_PAID),
    )


def lapse_due() -> int:
    """Lapse those to whose lapse a registrar said yes. Each is asked everything again."""
    said_yes = lapsing.said_yes()
    ready = reached.ready(clock.today(), said_yes) if said_yes else []
    return _each(ready, lambda one: actions.lapse(one, by=CLOCK, because=OVER))


def _each(ids: Iterable[UUID], do: Callable[[UUID], object]) -> int:
    """Each in a transaction of its own: what is refused by now was done by somebody else, or is not to be done."""
    done = 0
    for one in list(ids):
        try:
            done += do(one) is not False
        except Refused as refusal:
            logger.info("renewal job left %s: %s", one, refusal.reason)
    return done
