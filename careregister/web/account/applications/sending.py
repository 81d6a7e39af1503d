"""Looking over everything, sending it, taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from careregister.applications import actions, queries
from careregister.applications.queries.own import MyApplication
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.web.parts import reasons

from . import identity
from .door import HOME, applicant
from .tasks import counted

BECAUSE = Because("own_wish")


@require_http_methods(["GET", "POST"])
@applicant
def check(request: HttpRequest, by: Actor, mine: MyApplication) -> HttpResponse:
    """Every answer on one page, and the button that sends it."""
    told: dict[str, Any] = {"mine": mine, "refused": None}
    if request.method == "POST" and mine.may_send:
        try:
            actions.send(mine.id, by=by, because=BECAUSE)
        except NotAllowed as refusal:
            told["refused"] = reasons.words(refusal.reason)
        else:
            return redirect("account_application_sent")
    parts = {part.code: part for part in mine.sections}
    read = [(parts[one.code], one) for one in queries.written(mine.id, by)]
    left = [parts[code] for code in mine.missing]
    told |= {"read": read, "left": left, "counted": counted(mine)}
    return render(request, "account/applications/check.html", told)


@require_GET
@applicant
def sent(request: HttpRequest, by: Actor, mine: MyApplication) -> HttpResponse:
    """That it arrived, and what happens next."""
    if mine.sent_at is None:
        return redirect(HOME)
    return render(request, "account/applications/sent.html", {"mine": mine, "proof": identity.proof_of(mine, by)})


@require_http_methods(["GET", "POST"])
@applicant
def withdraw_appeal(request: HttpRequest, by: Actor, mine: MyApplication) -> HttpResponse:
    """Take an appeal back, after asking whether that is meant. Two who decide at the same moment are quicker, or not."""
    if not mine.may_withdraw_appeal:
        return redirect(HOME)
    if request.method == "POST":
        try:
            actions.withdraw_appeal(mine.id, by=by, because=BECAUSE)
        except NotAllowed as refusal:
            messages.warning(request, str(reasons.words(refusal.reason).title))
        else:
            messages.success(request, _("You withdrew your appeal."))
        return redirect(HOME)
    return render(request, "account/applications/withdraw_appeal.html", {"mine": mine})


@require_http_methods(["GET", "POST"])
@applicant
def withdraw(request: HttpRequest, by: Actor, mine: MyApplication) -> HttpResponse:
    """Take the application back, after asking whether that is meant."""
    if not mine.may_withdraw:
        return redirect(HOME)
    if request.method == "POST":
        actions.withdraw(mine.id, by=by, because=BECAUSE)
        messages.success(request, _("You withdrew your application."))
        return redirect(HOME)
    return render(request, "account/applications/withdraw.html", {"mine": mine})
