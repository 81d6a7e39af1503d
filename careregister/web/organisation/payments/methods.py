"""The employer's card or Direct Debit: given on the provider's page, ended here. No number comes by here."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.organisations.queries import EmployerFacts
from careregister.payments import actions, queries
from careregister.payments.states import BACS_DEBIT
from careregister.web.organisation.door import PAYERS, WORK, acts_for, refused
from careregister.web.parts import reasons

from . import words
from .invoices import pay_open


class MethodForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("How do you want to pay?"),
        choices=[(code, name) for code, (name, _hint) in words.KINDS.items()],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.hints = {code: hint for code, (_name, hint) in words.KINDS.items()}


@require_http_methods(["GET", "POST"])
@acts_for(PAYERS)
def method(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    payer = queries.payer_of_organisation(employer.id)
    now = queries.method_now(payer) if payer else None
    form = MethodForm(request.POST or None, initial={"kind": now.kind if now else BACS_DEBIT})
    away: Any = None
    if request.method == "POST" and form.is_valid():
        try:
            return _led_out(request, employer, form.cleaned_data["kind"], by)
        except NotAllowed as refusal:
            away = reasons.words(refusal.reason)
    told = {
        "employer": employer,
        "form": form,
        "now": now,
        "now_words": words.method_words(now),
        "open_pence": queries.open_pence(payer) if payer else 0,
        "away": away,
    }
    return render(request, "organisation/payments/method.html", told)


@require_GET
@acts_for(PAYERS)
def back(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    """Where the provider sends them back to. Opened twice, it takes nothing twice."""
    payer = queries.payer_of_organisation(employer.id)
    try:
        if payer is None:
            raise NotAllowed("setup_unknown")
        before = queries.method_now(payer)
        method_id = actions.finish_method(payer, request.GET.get("visit", ""), by=by, because=WORK)
    except NotAllowed as refusal:
        return _problem(request, employer, refusal)
    if method_id is None:
        return redirect("organisation:method_not_done", employer.id)
    if before is not None and before.id == method_id:
        return redirect("organisation:invoices", employer.id)
    messages.success(request, _("Saved: %(method)s.") % {"method": words.method_words(queries.method_now(payer))})
    return _paid_at_once(request, employer, payer, by)


@require_GET
@acts_for(PAYERS)
def not_done(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    return render(request, "organisation/payments/not_done.html", {"employer": employer})


@require_POST
@acts_for(PAYERS)
def end(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    payer = queries.payer_of_organisation(employer.id)
    now = queries.method_now(payer) if payer else None
    if now is None:
        return redirect("organisation:method", employer.id)
    try:
        actions.end_method(now.id, by=by, because=WORK)
    except NotAllowed as refusal:
        refused(request, refusal)
    else:
        messages.success(
            request, _("We take nothing more with it. Give another way to pay before the next invoice is due.")
        )
    return redirect("organisation:method", employer.id)


def _led_out(request: HttpRequest, employer: EmployerFacts, kind: str, by: Actor) -> HttpResponse:
    """To the provider's page. NotAllowed as `begin_method`: nothing was taken then."""
    payer = actions.payer_for_organisation(employer.id, by=by, because=WORK)
    here = request.build_absolute_uri
    done = here(reverse("organisation:method_back", args=[employer.id])) + "?visit={CHECKOUT_SESSION_ID}"
    not_given = here(reverse("organisation:method_not_done", args=[employer.id]))
    return redirect(actions.begin_method(payer, kind, done_url=done, back_url=not_given, by=by, because=WORK))


def _paid_at_once(request: HttpRequest, employer: EmployerFacts, payer: UUID, by: Actor) -> HttpResponse:
    """What is open was waiting for a way to pay: it is asked for now."""
    try:
        pay_open(payer, by)
    except NotAllowed as refusal:
        if refusal.reason not in ("payment_under_way", "nothing_to_pay"):
            return _problem(request, employer, refusal)
        return redirect("organisation:invoices", employer.id)
    return redirect("organisation:paid", employer.id)


def _problem(request: HttpRequest, employer: EmployerFacts, refusal: NotAllowed) -> HttpResponse:
    again = request.get_full_path() if refusal.reason == "provider_away" else ""
    told = {"employer": employer, "why": reasons.words(refusal.reason), "again": again}
    return render(request, "organisation/payments/problem.html", told)
