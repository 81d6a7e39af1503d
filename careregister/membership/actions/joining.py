"""Joining, and changing the plan."""

from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.payments import actions as payments
from careregister.payments.actions import NewLine
from careregister.people.locks import lock_person

from .. import periods, plans, policy, states
from ..models import Subscription
from . import refreshing


@transaction.atomic
def join(person_id: UUID, plan: str, *, by: Actor, because: Because) -> UUID:
    """Begin a membership: `starting`, its first period billed and due today. Returns its id.

    It is active with the first payment, or a waiver. NotAllowed already_member, unknown_plan, not_your_membership.
    """
    policy.may_join(by, person_id)
    today = clock.today()
    chosen = plans.plan(plan, today)
    lock_person(person_id)
    if Subscription.objects.filter(person=person_id, state__in=states.LIVE).exists():
        raise NotAllowed("already_member")
    subscription = Subscription.objects.create(
        person_id=person_id,
        payer_id=payments.payer_for_person(person_id, by=by, because=because),
        plan=chosen.code,
        joined_on=today,
        anchor_day=today.day,
        dues_until=today,
    )
    refreshing.told("membership.joined", subscription, by=by, because=because, plan=chosen.code)
    bill_first(subscription, chosen, today, by=by, because=because)
    return subscription.pk


@transaction.atomic
def change_plan(subscription_id: UUID, plan: str, *, by: Actor, because: Because) -> None:
    """Another plan, from the day on which the time paid for is over; of one that has not begun, at once.

    NotAllowed unknown_plan, unchanged, employer_pays, payment_under_way (of the first payment), membership_is_....
    """
    subscription = refreshing.lock(subscription_id)
    policy.may_take(by, subscription, "change_plan")
    if subscription.employer_id is not None:
        raise NotAllowed("employer_pays")
    today = clock.today()
    chosen = plans.plan(plan, today)
    if chosen.code == (subscription.next_plan or subscription.plan):
        raise NotAllowed("unchanged")
    if subscription.state == states.STARTING:
        if refreshing.payment_under_way(subscription):  # what is asked for already would come, and the new price too
            raise NotAllowed("payment_under_way")
        refreshing.close_invoices(subscription, today, whole=True)
        subscription.plan, subscription.dues_until, subscription.anchor_day = chosen.code, today, today.day
        subscription.save()
        bill_first(subscription, chosen, today, by=by, because=because)
    else:
        subscription.next_plan = "" if chosen.code == subscription.plan else chosen.code
        subscription.save()
    from_day = subscription.dues_until if subscription.next_plan else today
    told = {"before": subscription.plan, "plan": chosen.code, "from": from_day}
    refreshing.told("membership.plan_changed", subscription, by=by, because=because, **told)


def bill_first(subscription: Subscription, plan: plans.Plan, day: date, *, by: Actor, because: Because) -> None:
    """The first period, from `day` on, due that day. Later ones are billed by `raise_dues`, for everybody at once."""
    until = periods.next_begin(day, plan.months, subscription.anchor_day)
    line = NewLine(subscription.pk, plan.code, plan.name, plan.pence, day, until - periods.ONE_DAY)
    payments.issue(subscription.payer_id, [line], due_on=day, by=by, because=because)
    subscription.dues_until = until
    subscription.save()
