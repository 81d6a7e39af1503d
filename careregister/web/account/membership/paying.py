"""Out to the provider's page, back from it, and paying what is open. No number of a card or an account comes by here."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.membership import queries
from careregister.membership.states import STARTING, WAITING
from careregister.payments import actions as payments
from careregister.payments import queries as money
from careregister.payments.states import BACS_DEBIT, CARD, SUCCEEDED
from careregister.web.parts import reasons

from .door import HOME, JOIN, OWN_WISH, member, oneself, refused
from .forms import MethodForm
from .words import failed_because

BACK, NOT_DONE, DONE = "account_membership_back", "account_membership_not_done", "account_membership_done"


def lead_out(request: HttpRequest, payer_id: UUID, kind: str, by: Actor) -> HttpResponse:
    """To the provider's page. NotAllowed as `begin_method`: nothing was taken then."""
    done = request.build_absolute_uri(reverse(BACK)) + "?visit={CHECKOUT_SESSION_ID}"
    back = request.build_absolute_uri(reverse(NOT_DONE))
    return redirect(payments.begin_method(payer_id, kind, done_url=done, back_url=back, by=by, because=OWN_WISH))


def pay_open(mine: queries.Mine, by: Actor) -> str:
    """Ask for what is open with the way to pay that there is, now. The payment's state. NotAllowed as `collect_now`."""
    if not mine.open_invoices:
        raise NotAllowed("nothing_to_pay")
    return payments.collect_now(mine.payer_id, mine.open_invoices, by=by, because=OWN_WISH)


@require_GET
@oneself
def back(request: HttpRequest, by: Actor, person_id: UUID) -> HttpResponse:
    """Where the provider sends them back to. Opened twice, or in two tabs, it takes nothing twice."""
    payer_id, visit = money.payer_of_person(person_id), request.GET.get("visit", "")
    try:
        if payer_id is None:
            raise NotAllowed("setup_unknown")
        method_id = payments.finish_method(payer_id, visit, by=by, because=OWN_WISH)
    except NotAllowed as refusal:
        again = request.get_full_path() if refusal.reason == "provider_away" else ""
        return _problem(request, refusal, again)
    if method_id is None:
        return redirect(NOT_DONE)
    mine = queries.mine(person_id, by)
    if mine is not None and mine.open_invoices and takes_at_once(mine) and _is_new(payer_id, method_id):
        try:
            pay_open(mine, by)
        except NotAllowed as refusal:
            if refusal.reason not in ("payment_under_way", "nothing_to_pay"):
                return _problem(request, refusal)
    return redirect(DONE)


@require_GET
@oneself
def not_done(request: HttpRequest, by: Actor, person_id: UUID) -> HttpResponse:
    """They came back without giving anything: nothing was taken, and here is the way on."""
    mine = queries.mine(person_id, by)
    if mine is None or not mine.is_live:
        return redirect(JOIN)
    return render(request, "account/membership/not_done.html", {"mine": mine})


@require_GET
@oneself
def done(request: HttpRequest, by: Actor, person_id: UUID) -> HttpResponse:
    """How the newest payment went, in words; opened later it says how things stand then."""
    mine = queries.mine(person_id, by)
    payer_id = money.payer_of_person(person_id)
    if mine is None or payer_id is None:
        return redirect(HOME)
    method = money.method_now(payer_id)
    tried = money.attempts_of(payer_id)
    last = tried[0] if tried and (method is None or tried[0].made_at >= method.since) else None
    told = {
        "mine": mine,
        "last": last,
        "first": sum(one.state == SUCCEEDED for one in tried) == 1,
        "method": method,
        "because": failed_because(last.code) if last else "",
    }
    return render(request, "account/membership/done.html", told)


@require_POST
@member
def pay(request: HttpRequest, by: Actor, mine: queries.Mine) -> HttpResponse:
    """What is open, paid in one click with the way to pay that there is."""
    if mine.open_invoices and not mine.method_words:
        return redirect("account_membership_method")
    try:
        pay_open(mine, by)
    except NotAllowed as refusal:
        refused(request, refusal)
        return redirect(HOME)
    return redirect(DONE)


@require_http_methods(["GET", "POST"])
@member
def method(request: HttpRequest, by: Actor, mine: queries.Mine) -> HttpResponse:
    """Another card or Direct Debit in place of the one there is."""
    if mine.employer_id is not None and not mine.open_invoices:
        return redirect(HOME)
    form = MethodForm(request.POST or None, initial={"kind": _other_kind(mine)})
    away: Any = None
    if request.method == "POST" and form.is_valid():
        try:
            return lead_out(request, mine.payer_id, form.cleaned_data["kind"], by)
        except NotAllowed as refusal:
            away = reasons.words(refusal.reason)
    told = {"form": form, "mine": mine, "away": away, "under_way": under_way(mine), "takes": takes_at_once(mine)}
    return render(request, "account/membership/method.html", told)


def takes_at_once(mine: queries.Mine) -> bool:
    """Whether a new way to pay pays what is open: not of a member who waits for an answer about not paying."""
    return mine.state == STARTING or mine.waiver is None or mine.waiver.state != WAITING


def under_way(mine: queries.Mine) -> bool:
    """Whether a payment for this membership is on its way."""
    return any(one.under_way for one in money.invoices_of(mine.id, most=20) if one.id in mine.open_invoices)


def _other_kind(mine: queries.Mine) -> str:
    now = money.method_now(mine.payer_id)
    return BACS_DEBIT if now and now.kind == BACS_DEBIT else CARD


def _is_new(payer_id: UUID, method_id: UUID) -> bool:
    """Whether this way to pay is the one in use, and nothing was asked of the payer since it was given."""
    now = money.method_now(payer_id)
    last = money.attempts_of(payer_id, most=1)
    return now is not None and now.id == method_id and not (last and last[0].made_at >= now.since)


def _problem(request: HttpRequest, refusal: NotAllowed, again: str = "") -> HttpResponse:
    told = {"refusal": reasons.words(refusal.reason), "again": again}
    return render(request, "account/membership/problem.html", told)
