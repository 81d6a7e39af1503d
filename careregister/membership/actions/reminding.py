"""Writing one reminder, once."""

from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base.actors import Actor, Because

from .. import letters, policy, states
from . import refreshing

KINDS = {
    "renewal_coming": letters.RENEWAL_COMING,
    "renewal_coming_soon": letters.RENEWAL_COMING,
    "half_yearly": letters.HALF_YEARLY,
    "payment_coming": letters.PAYMENT_COMING,
    "pause_ends": letters.PAUSE_ENDS,
    "cooling_off": letters.COOLING_OFF,
}


@transaction.atomic
def remind(subscription_id: UUID, kind: str, about: date, *, by: Actor, because: Because) -> bool:
    """Write the letter of `kind` about a day, unless one was written, or it is over by now. Whether it was written."""
    policy.must_be_the_clock(by)
    subscription = refreshing.lock(subscription_id)
    if subscription.state not in (states.ACTIVE, states.PAUSED) or subscription.cancels_on is not None:
        return False
    if kind != "cooling_off" and refreshing.asks_not_to_pay(subscription):
        return False
    if not letters.once(subscription, KINDS[kind], about, by=by, because=because, code=kind):
        return False
    refreshing.told("membership.reminded", subscription, by=by, because=because, kind=kind, about=about)
    return True
