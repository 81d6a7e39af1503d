"""A pause: no fee and no membership for a time, with an end, so that nobody is forgotten in one."""

from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import body, clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed

from .. import periods, plans, policy, states
from ..models import Subscription
from . import joining, refreshing


@transaction.atomic
def pause(subscription_id: UUID, until: date, *, by: Actor, because: Because) -> date:
    """No fee from the end of the time paid for until `until`, the day it goes on. Returns the first day of the pause.

    NotAllowed membership_is_..., employer_pays, already_cancelled, pause_before_paid (what is paid lasts longer),
    pause_too_long.
    """
    subscription = refreshing.lock(subscription_id)
    policy.may_take(by, subscription, "pause")
    if subscription.employer_id is not None:
        raise NotAllowed("employer_pays")
    if subscription.cancels_on is not None:
        raise NotAllowed("already_cancelled")
    today = clock.today()
    begins = max(subscription.dues_until, today)
    if until <= begins:
        raise NotAllowed("pause_before_paid", paid_until=begins)
    if until > periods.months_after(begins, body.rule("membership.longest_pause_months", today)):
        raise NotAllowed("pause_too_long")
    subscription.paused_from, subscription.paused_until = begins, until
    subscription.save()
    refreshing.told("membership.paused", subscription, by=by, because=because, since=begins, until=until)
    refreshing.refresh(subscription, because=because)
    return begins


@transaction.atomic
def resume(subscription_id: UUID, *, by: Actor, because: Because) -> None:
    """Go on from today, and owe from today; a pause that has not begun is called off. NotAllowed not_paused,
    membership_is_...."""
    subscription = refreshing.lock(subscription_id)
    policy.may_take(by, subscription, "resume")
    if subscription.paused_from is None:
        raise NotAllowed("not_paused")
    refreshing.begin_again(subscription, clock.today())
    refreshing.told("membership.resumed", subscription, by=by, because=because)
    refreshing.refresh(subscription, because=because)
    _bill_from_today(subscription, by, because)


def _bill_from_today(subscription: Subscription, by: Actor, because: Because) -> None:
    """Not left to the night: by turns going on by day and pausing by evening would be a membership for nothing."""
    today = clock.today()
    if subscription.state != states.ACTIVE or subscription.dues_until > today:
        return
    plan = plans.named(subscription.next_plan or subscription.plan, today)
    subscription.plan, subscription.next_plan = plan.code, ""
    joining.bill_first(subscription, plan, today, by=by, because=because)
