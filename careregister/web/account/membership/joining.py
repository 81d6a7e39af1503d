"""Joining: which plan, how to pay, and out to the provider's page. One page, then theirs, then done."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.membership import actions, queries
from careregister.membership.states import STARTING
from careregister.payments import actions as payments
from careregister.payments import queries as money
from careregister.payments.states import CARD
from careregister.people import actions as people
from careregister.register import queries as register
from careregister.web.parts import reasons

from . import paying
from .door import HOME, OWN_WISH, is_named, oneself
from .forms import THERE, JoinForm, plan_hints
from .words import method_words


@require_http_methods(["GET", "POST"])
@oneself
def join(request: HttpRequest, by: Actor, person_id: UUID) -> HttpResponse:
    """Also for whoever began and did not pay yet: they choose again, and nothing is doubled."""
    mine = queries.mine(person_id, by)
    begun = mine if mine and mine.is_live else None
    if begun and (begun.state != STARTING or begun.employer_id or paying.under_way(begun)):
        return redirect(HOME)
    offered = offered_to(person_id)
    there = _there(person_id)
    first = begun.plan.code if begun else ""  # nobody agrees to a year by overlooking it
    form = JoinForm(
        request.POST or None,
        plans=offered,
        hints=plan_hints(offered),
        there=there,
        begins=True,
        named=is_named(by),
        initial={"plan": first, "kind": THERE if there else CARD},
    )
    away: Any = None
    if request.method == "POST" and form.is_valid():
        try:
            if name := form.cleaned_data.get("name"):
                people.state_names(person_id, legal=name, by=by, because=OWN_WISH)
            return _go(request, by, person_id, form.cleaned_data["plan"], form.cleaned_data["kind"])
        except NotAllowed as refusal:
            away = reasons.words(refusal.reason)
    told = {
        "form": form,
        "begun": begun,
        "away": away,
        "was": mine is not None,
        "on_register": bool(register.number_of(person_id)),
    }
    return render(request, "account/membership/join.html", told)


def offered_to(person_id: UUID) -> tuple[queries.PlanFacts, ...]:
    """The plans of today; the one for the register alone only to whoever is on it."""
    on_register = bool(register.number_of(person_id))
    return tuple(plan for plan in queries.plans(clock.today()) if plan.is_member or on_register)


def _go(request: HttpRequest, by: Actor, person_id: UUID, plan: str, kind: str) -> HttpResponse:
    payer_id = payments.payer_for_person(person_id, by=by, because=OWN_WISH)
    if kind != THERE:
        _leave_what_was(by, person_id, payer_id)
    _begin(by, person_id, plan)
    if kind != THERE:
        return paying.lead_out(request, payer_id, kind, by)
    mine = queries.mine(person_id, by)
    assert mine is not None
    paying.pay_open(mine, by)
    return redirect(paying.DONE)


def _leave_what_was(by: Actor, person_id: UUID, payer_id: UUID) -> None:
    """Whoever joins again and wants to pay in another way is not asked for it with the old one at night, if they leave the
    provider's page half-way and were told that nothing was taken."""
    mine, method = queries.mine(person_id, by), money.method_now(payer_id)
    if method is not None and not (mine and mine.is_live):
        payments.end_method(method.id, by=by, because=OWN_WISH)


def _begin(by: Actor, person_id: UUID, plan: str) -> None:
    """Begin, or change what was begun, in another tab perhaps, to this plan."""
    try:
        actions.join(person_id, plan, by=by, because=OWN_WISH)
    except NotAllowed as refusal:
        mine = queries.mine(person_id, by)
        if refusal.reason != "already_member" or mine is None or mine.state != STARTING:
            raise
        if mine.plan.code != plan:
            actions.change_plan(mine.id, plan, by=by, because=OWN_WISH)


def _there(person_id: UUID) -> str:
    payer_id = money.payer_of_person(person_id)
    method = money.method_now(payer_id) if payer_id else None
    return method_words(method.kind, method.last4, method.brand_or_bank) if method else ""
