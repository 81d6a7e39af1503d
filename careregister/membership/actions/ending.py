"""Ending a membership, as easily as joining; and staying after all."""

from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed

from .. import cooling_off, letters, plans, policy, states
from . import refreshing


@transaction.atomic
def cancel(subscription_id: UUID, *, by: Actor, because: Because) -> None:
    """End it with the time that was paid; at once where nothing is paid for. NotAllowed already_cancelled, membership_is_...."""
    subscription = refreshing.lock(subscription_id)
    policy.may_take(by, subscription, "cancel")
    if subscription.cancels_on is not None and subscription.state == states.ACTIVE:
        raise NotAllowed("already_cancelled")
    today = clock.today()
    if subscription.state != states.ACTIVE or subscription.dues_until <= today:
        refreshing.finish(subscription, today, states.CANCELLED, by=by, because=because)
        return
    subscription.cancels_on = subscription.dues_until
    subscription.paused_from = subscription.paused_until = None
    subscription.save()
    refreshing.told("membership.cancelled", subscription, by=by, because=because, day=subscription.cancels_on)
    letters.cancelled(subscription, by=by, because=because)


@transaction.atomic
def keep(subscription_id: UUID, *, plan: str = "", by: Actor, because: Because) -> None:
    """Stay a member after all, also after an employer stopped paying; on another `plan` if one is named. Staff do it
    when the member asked them to.

    NotAllowed not_cancelled, unknown_plan, membership_is_....
    """
    subscription = refreshing.lock(subscription_id)
    by = refreshing.acting(by, policy.may_take(by, subscription, "keep"))
    if subscription.cancels_on is None:
        raise NotAllowed("not_cancelled")
    subscription.cancels_on = None
    if plan:
        chosen = plans.plan(plan, clock.today()).code
        subscription.next_plan = "" if chosen == subscription.plan else chosen
    subscription.save()
    refreshing.told("membership.kept", subscription, by=by, because=because)


@transaction.atomic
def change_mind(subscription_id: UUID, *, by: Actor, because: Because) -> None:
    """Cancel in the cooling-off time, with nothing owed and everything given back: finance sees what (`to_refund`).

    NotAllowed cooling_off_over, employer_pays, membership_is_....
    """
    subscription = refreshing.lock(subscription_id)
    policy.may_take(by, subscription, "change_mind")
    if subscription.employer_id is not None:
        raise NotAllowed("employer_pays")
    if cooling_off.until(subscription) is None:
        raise NotAllowed("cooling_off_over")
    refreshing.finish(subscription, clock.today(), states.CHANGED_MIND, by=by, because=because)


@transaction.atomic
def end_now(subscription_id: UUID, *, by: Actor, because: Because) -> None:
    """Staff end a membership today, and say why in words. NotAllowed words_missing, wrong_role, about_oneself."""
    subscription = refreshing.lock(subscription_id)
    role = policy.may_take(by, subscription, "end_now")
    if not because.words.strip():
        raise NotAllowed("words_missing")
    who = refreshing.acting(by, role)
    refreshing.finish(subscription, clock.today(), states.BY_STAFF, by=who, because=because)
