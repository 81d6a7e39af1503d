"""An employer's offer to pay, opened by its link: what it means, what the employer sees, yes or no."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed
from careregister.membership import actions, queries
from careregister.web.parts import asking

from .door import HOME, OWN_WISH, is_named, refused
from .forms import NameForm


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """Anybody with the link reads it; to accept, one signs in or joins first."""
    by = asking.actor(request)
    shown = queries.worker_invitation_by_token(token)
    if shown is None:
        return _page(request, "employer_over", status=410)
    form = None
    if by.kind == Kind.PERSON and not is_named(by):
        form = NameForm(request.POST or None, why=_("Your employer has to know for whom it pays."))
    if request.method == "POST" and (form is None or form.is_valid()):
        return _accept(request, token, shown, by, form.cleaned_data["name"] if form else "")
    mine = queries.mine(by.person_id, by) if by.kind == Kind.PERSON and by.person_id else None
    told: dict[str, Any] = {
        "offer": shown,
        "token": token,
        "mine": mine,
        "here": request.path,
        "is_person": by.kind == Kind.PERSON,
        "form": form,
    }
    return _page(request, "employer", **told)


@require_POST
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """No, thank you: whoever has the link may say so."""
    shown = queries.worker_invitation_by_token(token)
    if shown is None:
        return _page(request, "employer_over", status=410)
    actions.decline_employer(token, by=asking.actor(request), because=OWN_WISH)
    return _page(request, "employer_declined", offer=shown)


def _accept(
    request: HttpRequest, token: str, shown: queries.WorkerInvitationShown, by: Actor, name: str
) -> HttpResponse:
    try:
        actions.accept_employer(token, name=name, by=by, because=OWN_WISH)
    except NotAllowed as refusal:
        if by.kind != Kind.PERSON:
            raise
        refused(request, refusal)
    else:
        messages.success(request, _("%(employer)s pays for you from now on.") % {"employer": shown.employer_name})
    return redirect(HOME)


def _page(request: HttpRequest, name: str, status: int = 200, **told: Any) -> HttpResponse:
    response = render(request, f"account/membership/{name}.html", told, status=status)
    response["Cache-Control"] = "no-store"
    return response
