"""The member's own page, on one screen: how it stands, what comes, what to do."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.membership import queries
from careregister.membership.states import ENDED, STARTING
from careregister.payments import queries as money
from careregister.register import queries as register

from . import words
from .door import JOIN, oneself
from .joining import offered_to


@dataclass(frozen=True, slots=True)
class Due:
    """What waits to be paid for one's membership. `failed`: why the newest try failed, `retry_on`: when it is tried again."""

    pence: int
    under_way: bool
    retry_on: date | None
    failed: Promise | None
    expires: date | None  # of a card that runs out before the next payment


@require_GET
@oneself
def home(request: HttpRequest, by: Actor, person_id: UUID) -> HttpResponse:
    """Standing, tier, fee, next date, what to do."""
    mine = queries.mine(person_id, by)
    if mine is None:
        return redirect(JOIN)
    told = {
        "mine": mine,
        "due": due_of(mine),
        "entry": entry_of(person_id),
        "today": clock.today(),
        "register_plan": register_plan(mine, person_id),
    }
    template = "ended" if mine.state == ENDED else "home"
    return render(request, f"account/membership/{template}.html", told)


def at_a_glance(by: Actor, person_id: UUID) -> dict[str, Any]:
    """For the account's first page: the membership, and what is due."""
    mine = queries.mine(person_id, by)
    return {"membership": mine, "due": due_of(mine) if mine and mine.is_live else None}


def due_of(mine: queries.Mine) -> Due:
    """What is to be paid now, on one's own account; where an employer pays, what was owed before it did."""
    if mine.employer_id is not None and not mine.open_invoices:
        return Due(0, under_way=False, retry_on=None, failed=None, expires=None)
    today = clock.today()
    open_ones = [one for one in money.invoices_of(mine.id, most=50) if one.id in mine.open_invoices]
    last = next(iter(money.attempts_of(mine.payer_id, most=1)), None)
    failed = last is not None and last.state in ("failed", "returned")
    method = money.method_now(mine.payer_id)
    runs_out = method.expires if method and mine.next_due_on and method.expires else None
    return Due(
        pence=sum(one.open_pence for one in open_ones),
        under_way=any(one.under_way for one in open_ones),
        retry_on=min((one.retry_on for one in open_ones if one.retry_on and one.retry_on >= today), default=None),
        failed=words.failed_because(last.code) if open_ones and failed and last else None,
        expires=runs_out if runs_out and mine.next_due_on and runs_out < mine.next_due_on else None,
    )


def entry_of(person_id: UUID) -> register.EntryShown | None:
    """How this person stands on the register, as everybody can see it."""
    number = register.number_of(person_id)
    found = register.entry(number) if number else None
    return found if isinstance(found, register.EntryShown) else None


def register_plan(mine: queries.Mine, person_id: UUID) -> queries.PlanFacts | None:
    """The plan for the register alone, where it can be offered to somebody who leaves the association."""
    if not mine.plan.is_member or mine.state == STARTING:
        return None
    return next((plan for plan in offered_to(person_id) if not plan.is_member), None)
