"""What the clock does with learning. Registered in project/jobs.py; each asks what is due, and is safe to run twice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from careregister.base import body, clock
from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import Refused
from careregister.register.models import StandingSpan

from . import actions, catalogue
from .models import Audit, Draw, Learning
from .states import DRAWN, KEPT, NOT_MET, REMOVED, WITH_THE_PERSON

DUE = Because("time_over")
REMINDER = Because("reminder")
BY_LOT = Because("by_lot")
YEAR_OVER = Because("year_over")

logger = logging.getLogger(__name__)


def draw_due() -> int:
    """Draw for every month of which the draw is due and not yet done; ask who was drawn. How many were asked.

    A month is drawn `drawn_months_before` it begins, and at the latest when it begins: by hand before that, with a seed
    from outside.
    """
    today = clock.today()
    months = int(body.rule("cpd.audit", today)["drawn_months_before"])
    for ahead in range(months + 1):
        first = catalogue.months_after(today.replace(day=1), ahead)
        last = catalogue.months_after(first, 1) - timedelta(days=1)
        drawn = Draw.objects.filter(ends_from__lte=last, ends_until__gte=first)
        if today >= catalogue.months_after(first, -months) and not drawn.exists():
            _each([(first, last)], lambda days: actions.draw(*days, by=CLOCK, because=BY_LOT))
    return ask_drawn()


def ask_drawn() -> int:
    """Write to all who were drawn and not asked yet. Whom no letter reaches stays in the queue for staff."""
    drawn = Audit.objects.filter(state=DRAWN).order_by("drawn_at", "pk").values_list("pk", flat=True)
    return _each(drawn, lambda one: actions.ask(one, by=CLOCK, because=BY_LOT))


def remind_due() -> int:
    """Remind of answers that are waited for, on each of the rule's days before the last one; close what nobody appealed
    against. How many were reminded."""
    today = clock.today()
    days = sorted((int(one) for one in body.rule("cpd.audit", today)["reminder_days"]), reverse=True)
    reminded = 0
    for audit in Audit.objects.filter(state__in=WITH_THE_PERSON, answer_by__gte=today).order_by("answer_by", "pk"):
        assert audit.answer_by is not None
        left = (audit.answer_by - today).days
        due = min((one for one in days if one >= left), default=None)
        if due is not None and (audit.reminded_for is None or audit.reminded_for > due):
            reminded += _each([(audit.pk, due)], lambda one: actions.remind(*one, by=CLOCK, because=REMINDER))
    _each(
        Audit.objects.filter(state=NOT_MET).values_list("pk", flat=True),
        lambda one: actions.close(one, by=CLOCK, because=DUE),
    )
    return reminded


def forget_removed() -> int:
    """What was removed so long ago that it cannot be put back any more goes. How many went."""
    days = int(body.rule("cpd.keep_removed_days", clock.today()))
    before = clock.end_of_day(clock.today() - timedelta(days=days))
    rows = Learning.objects.filter(state=REMOVED, removed_at__lte=before).values_list("pk", flat=True)
    return _each(rows, lambda one: actions.forget(one, by=CLOCK, because=DUE))


def close_years() -> int:
    """Close the years that were renewed on and are over, where the renewal did not. How many were closed."""
    months = int(body.rule("registration.length_months", clock.today()))
    now = {"known__upper_inf": True, "valid__contains": clock.now()}
    until = StandingSpan.objects.filter(registrant__person=OuterRef("person"), **now).values("registered_until")[:1]
    over = Learning.objects.filter(state=KEPT, counted_for=None).annotate(until=Subquery(until))
    year = timedelta(days=int(30.5 * months))
    rows = over.filter(until__gt=clock.today(), learnt_on__lte=F("until") - year, learnt_on__gt=F("until") - 2 * year)
    ended: dict[UUID, date] = {}
    for person, day in rows.values_list("person_id", "until").distinct():
        ended[person] = catalogue.months_after(day, -months)
    return _each(ended, lambda one: actions.close_year(one, ended[one], by=CLOCK, because=YEAR_OVER) or False)


def _each(keys: Iterable[Any], do: Callable[[Any], object]) -> int:
    """Each in a transaction of its own: what is refused by now was done by somebody else, or cannot be done by us."""
    done = 0
    for one in list(keys):
        try:
            done += do(one) is not False
        except Refused as refusal:
            logger.info("learning job left %s: %s", one, refusal.reason)
    return done
