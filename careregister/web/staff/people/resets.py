"""Lost passkeys and phones: one administrator asks, the owner is written to, another administrator does it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careregister.base import clock
from careregister.people import actions, queries
from careregister.web.staff.door import actor_of, staff_page

from . import letters
from .changes import carried_out
from .forms import ReasonForm
from .pages import ADMINISTRATOR, account_to_change, shown_account


@require_http_methods(["GET", "POST"])
@staff_page(ADMINISTRATOR)
def ask(request: HttpRequest, account_id: UUID) -> HttpResponse:
    shown = shown_account(account_id)
    form = ReasonForm(request.POST or None, reasons=("lost_device", "misuse_feared"), words_needed=True)
    if request.method == "POST" and form.is_valid():
        account = account_to_change(account_id)
        reset = carried_out(
            form,
            lambda: actions.ask_factor_reset(account, by=actor_of(request), because=form.because),
            tell=lambda asked: letters.reset_asked(request, asked),
        )
        if reset:
            messages.success(
                request, _("Asked. We have written to the owner. Another administrator can do it in an hour.")
            )
            return redirect("staff:account", account_id)
    return render(request, "staff/people/lost_keys_ask.html", {"account": shown, "form": form})


@require_http_methods(["GET", "POST"])
@staff_page(ADMINISTRATOR)
def decide(request: HttpRequest, reset_id: UUID) -> HttpResponse:
    """The second administrator does it, or any administrator calls it off."""
    reset = queries.reset_to_change(reset_id)
    if reset is None:
        raise Http404
    form = ReasonForm(request.POST or None, reasons=("lost_device", "misuse_feared", "mistake", "cleared_up"))
    if request.method == "POST" and form.is_valid():
        confirm = request.POST.get("do") == "confirm"
        act = actions.confirm_factor_reset if confirm else actions.withdraw_factor_reset
        if carried_out(
            form,
            lambda: act(reset, by=actor_of(request), because=form.because),
            tell=lambda done: letters.factors_reset(request, done) if confirm else None,
        ):
            said = _("The sign-in keys are taken away.") if confirm else _("Called off.")
            messages.success(request, said)
            return redirect("staff:account", reset.account_id)
    waiting = queries.open_resets(reset.account_id)
    told = {
        "account": shown_account(reset.account_id),
        "reset": waiting[0] if waiting else None,
        "form": form,
        "asked_by_me": reset.asked_by == actor_of(request).person_id,
        "early": bool(waiting) and clock.now() < waiting[0].confirmable_from,
    }
    return render(request, "staff/people/lost_keys.html", told)
