"""The days in which somebody may change their mind and get everything back: at the beginning, and after a long renewal.

The first are counted from the day of joining or of the first payment, whichever is later: a Direct Debit takes a week of
them, and what has not begun nobody can judge. Who never paid may always say no.
"""

from datetime import date, timedelta

from careregister.base import body, clock

from . import plans
from .models import Subscription, WaiverRequest
from .states import DECLINED, WITHDRAWN

LONG = 12  # months: plans that are renewed for so long have days of their own after each renewal


def first_until(subscription: Subscription) -> date:
    """The last of the days at the beginning."""
    return max(subscription.joined_on, subscription.began_on or subscription.joined_on) + _days()


def until(subscription: Subscription) -> date | None:
    """The last day on which they may change their mind, while that is today or later; None when it is over."""
    today = clock.today()
    last = [first_until(subscription)]
    if subscription.began_on is None:
        last.append(today)
    renewed = subscription.billed_from
    if renewed is not None and renewed <= today and plans.named(subscription.plan, today).months >= LONG:
        last.append(_knew(subscription, renewed) + _days())
    return max(last) if max(last) >= today else None


def _knew(subscription: Subscription, renewed: date) -> date:
    """The day of a renewal; or on which whoever asked not to pay at that time had an answer, for no reminder came before."""
    asked = WaiverRequest.objects.filter(subscription=subscription, asked_at__lt=clock.start_of_day(renewed))
    told = asked.filter(state__in=(DECLINED, WITHDRAWN), settled_at__gte=clock.start_of_day(renewed))
    settled = told.order_by("-settled_at").values_list("settled_at", flat=True).first()
    return clock.london_day(settled) if settled else renewed


def gives_back_from(subscription: Subscription) -> date:
    """The first day of the time whose payments go back to whoever changed their mind on the day it ended."""
    ended_on = subscription.ended_on or clock.today()
    renewed = subscription.billed_from
    return subscription.joined_on if renewed is None or ended_on <= first_until(subscription) else renewed


def _days() -> timedelta:
    return timedelta(days=body.rule("membership.cooling_off_days", clock.today()))
