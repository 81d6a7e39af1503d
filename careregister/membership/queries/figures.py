"""Figures for staff: who is behind, who came and went, what is to be expected. Tables first, charts from the same rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Q

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.payments.models import Attempt, AttemptInvoice, Line
from careregister.payments.states import SUCCEEDED
from careregister.people import queries as people

from .. import cooling_off, periods, plans, policy, states
from ..facts import dues_of_many
from ..models import Subscription


@dataclass(frozen=True, slots=True)
class Arrear:
    """Somebody whose payment is overdue. `employer_id`: the employer's payment, not theirs."""

    subscription_id: UUID
    person_id: UUID
    payer_id: UUID
    name: str
    since: date
    days: int
    pence: int
    employer_id: UUID | None


@dataclass(frozen=True, slots=True)
class Churn:
    """One month: who began, who ended and why (code to how many), how many were live at its end."""

    month: date
    began: int
    ended: int
    because: dict[str, int]
    live: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """One month to come: periods that begin and what they cost, if everybody stays; how many have cancelled."""

    month: date
    periods: int
    pence: int
    ending: int


@dataclass(frozen=True, slots=True)
class PlanCount:
    plan: plans.Plan
    counts: dict[str, int]  # state to how many


@dataclass(frozen=True, slots=True)
class ToRefund:
    """A payment that was not given back yet, of somebody who changed their mind in time, or whose refund failed after it
    had ended their membership (`because`)."""

    attempt_id: UUID
    payer_id: UUID
    person_id: UUID
    name: str
    pence: int
    ended_on: date
    because: str


def arrears(asker: Actor, *, most: int | None = 500) -> tuple[Arrear, ...]:
    """Who is behind, longest first; `most` None: all. NotAllowed wrong_role."""
    policy.may_list(asker)
    rows = list(Subscription.objects.filter(state=states.PAST_DUE).order_by("past_due_since", "pk")[:most])
    names = people.names_of({row.person_id for row in rows})
    today, dues = clock.today(), dues_of_many([row.pk for row in rows])
    return tuple(
        Arrear(
            subscription_id=row.pk,
            person_id=row.person_id,
            payer_id=row.payer_id,
            name=names.get(row.person_id, ""),
            since=row.past_due_since,
            days=(today - row.past_due_since).days,
            pence=sum(due.pence for due in dues[row.pk] if due.is_open),
            employer_id=row.employer_id,
        )
        for row in rows
        if row.past_due_since is not None
    )


def by_plan(asker: Actor) -> tuple[PlanCount, ...]:
    """How many there are of each plan, by state. NotAllowed wrong_role."""
    policy.may_list(asker)
    counted: dict[str, dict[str, int]] = {}
    rows = Subscription.objects.filter(state__in=states.LIVE).values_list("plan", "state").annotate(Count("pk"))
    for code, state, count in rows.order_by("plan", "state"):
        counted.setdefault(code, {})[state] = count
    today = clock.today()
    return tuple(PlanCount(plans.named(code, today), counts) for code, counts in counted.items())


def churn(months: int, asker: Actor) -> tuple[Churn, ...]:
    """The last so many months with this one, oldest first. NotAllowed wrong_role."""
    policy.may_list(asker)
    today = clock.today()
    begins = [periods.next_begin(today.replace(day=1), -back, 1) for back in range(months - 1, -1, -1)]
    return tuple(_month(begin, periods.next_begin(begin, 1, 1)) for begin in begins)


def forecast(months: int, asker: Actor) -> tuple[Forecast, ...]:
    """The next so many months with this one, from the day on which each period begins. NotAllowed wrong_role."""
    policy.may_list(asker)
    today = clock.today()
    first = today.replace(day=1)
    begins = [periods.next_begin(first, ahead, 1) for ahead in range(months)]
    last = periods.next_begin(begins[-1], 1, 1)
    counted: dict[date, list[int]] = {begin: [0, 0, 0] for begin in begins}
    for code, day, cancels_on, count in _next_periods(today):
        while day < last:
            month = counted[day.replace(day=1)]
            if cancels_on is not None and cancels_on <= day:
                month[2] += count
                break
            plan = plans.named(code, day)
            month[0], month[1] = month[0] + count, month[1] + count * plan.pence
            day = periods.next_begin(day, plan.months, day.day)
    return tuple(Forecast(month, *said) for month, said in counted.items())


def to_refund(asker: Actor) -> tuple[ToRefund, ...]:
    """What is to be given back because somebody changed their mind in time: what they paid for that time themselves, less
    what was given back of it; and where a membership has ended with a refund that failed after all. NotAllowed wrong_role."""
    policy.may_list(asker)
    over = (states.CHANGED_MIND, states.REFUNDED)
    ended = Subscription.objects.filter(state=states.ENDED, ended_because__in=over, ended_on__isnull=False)
    rows = list(ended.order_by("ended_on", "pk"))
    paid = paid_for(rows)
    found = []
    for row in rows:
        for attempt, pence in _together(paid[row.pk]).items():
            left = min(pence, attempt.pence) - attempt.refunding_pence
            found += [(row, attempt, left)] if left > 0 else []
    names = people.names_of({row.person_id for row, _attempt, _pence in found})
    return tuple(
        ToRefund(
            one.pk, one.payer_id, row.person_id, names.get(row.person_id, ""), pence, row.ended_on, row.ended_because
        )
        for row, one, pence in found
        if row.ended_on is not None
    )


def paid_for(rows: Iterable[Subscription]) -> dict[UUID, list[AttemptInvoice]]:
    """For each membership, what its member paid of the time that goes back, where not all of it went back yet. Two queries."""
    begins = {row.pk: cooling_off.gives_back_from(row) for row in rows}
    whose = {row.pk: row.person_id for row in rows}
    of_invoice: dict[UUID, set[UUID]] = {}
    lines = Line.objects.filter(reference__in=begins).values_list("reference", "since", "invoice_id")
    for reference, since, invoice_id in lines:
        if since >= begins[reference]:
            of_invoice.setdefault(invoice_id, set()).add(reference)
    left = AttemptInvoice.objects.filter(attempt__state=SUCCEEDED, attempt__pence__gt=F("attempt__refunding_pence"))
    parts = left.filter(invoice__in=of_invoice).select_related("attempt__payer").order_by("attempt__made_at", "pk")
    paid: dict[UUID, list[AttemptInvoice]] = {one: [] for one in begins}
    for part in parts:
        for reference in of_invoice[part.invoice_id]:
            if part.attempt.payer.person_id == whose[reference]:
                paid[reference].append(part)
    return paid


def _together(parts: Iterable[AttemptInvoice]) -> dict[Attempt, int]:
    pence: dict[Attempt, int] = {}
    for part in parts:
        pence[part.attempt] = pence.get(part.attempt, 0) + part.pence
    return pence


def _month(begin: date, end: date) -> Churn:
    rows = Subscription.objects.filter(began_on__isnull=False)
    ended = rows.filter(ended_on__gte=begin, ended_on__lt=end)
    because = dict(ended.values_list("ended_because").annotate(Count("pk")).order_by("ended_because"))
    last = min(end - timedelta(days=1), clock.today())
    live = rows.filter(Q(ended_on=None) | Q(ended_on__gt=last), began_on__lte=last)
    return Churn(
        month=begin,
        began=rows.filter(began_on__gte=begin, began_on__lt=end).count(),
        ended=sum(because.values()),
        because=because,
        live=live.count(),
    )


def _next_periods(today: date) -> list[tuple[str, date, date | None, int]]:
    """Plan, day of the next period, day of the end where it was cancelled; counted in one statement."""
    live = Subscription.objects.filter(state__in=(states.ACTIVE, states.PAST_DUE), paused_from=None)
    rows = live.filter(dues_until__gte=today.replace(day=1)).values_list("plan", "dues_until", "cancels_on")
    return list(rows.annotate(Count("pk")).order_by("dues_until", "plan"))
