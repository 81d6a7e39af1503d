"""The employers somebody acts for, opening one, and saying yes to an invitation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base import limits
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import LimitReached, NotAllowed
from careregister.organisations import actions, queries
from careregister.web.organisation.door import refused, signed_in
from careregister.web.parts import asking, reasons

from .forms import NONE, NameForm, ProviderForm

A_DAY = 24 * 60 * 60
MOST_OPENED_A_DAY = 5
OWN_WISH = Because("own_wish")


@require_GET
@signed_in
def home(request: HttpRequest, by: Actor) -> HttpResponse:
    """The employers somebody acts for; whoever acts for one alone is led there."""
    assert by.account_id is not None
    mine = [one for one in queries.employers_of(by.account_id) if one.is_open]
    if len(mine) == 1 and "all" not in request.GET:
        return redirect("organisation:overview", mine[0].id)
    roles = dict(queries.role_choices())
    rows = [(one, [roles[role] for role in one.roles]) for one in mine]
    return render(request, "organisation/organisations/home.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@signed_in
def open_one(request: HttpRequest, by: Actor) -> HttpResponse:
    """Name it; where the care directory knows providers of like names, say which it is. Whoever opens it owns it."""
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        providers = queries.providers(name)
        if not providers:
            return _opened(request, by, name, "")
        which = ProviderForm(
            request.POST if "chosen" in request.POST else None, providers=providers, initial={"name": name}
        )
        if which.is_bound and which.is_valid():
            code = which.cleaned_data["provider"]
            return _opened(request, by, name, "" if code == NONE else code)
        told = {"form": which, "name": name}
        return render(request, "organisation/organisations/provider.html", told)
    return render(request, "organisation/organisations/open.html", {"form": form})


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link reads who asks, and for what; to accept, one signs in or makes an account."""
    shown = queries.invitation_by_token(token)
    if shown is None:
        return _page(request, "invitation_over", status=410)
    by = asking.actor(request)
    if request.method == "POST":
        if by.kind != Kind.PERSON:
            raise NotAllowed("own_account_first" if by.kind == Kind.STAFF else "sign_in_first")
        try:
            employer_id = actions.accept_invitation(token, by=by, because=OWN_WISH)
        except NotAllowed as refusal:
            refused(request, refusal)
            return redirect("organisation:home")
        messages.success(request, _("You act for %(employer)s from now on.") % {"employer": shown.employer_name})
        return redirect("organisation:overview", employer_id)
    told: dict[str, Any] = {"shown": shown, "token": token, "here": request.path, "is_person": by.kind == Kind.PERSON}
    return _page(request, "invitation", **told)


@require_POST
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """No, thank you: somebody signed in says so; whoever only has the link can let it run out."""
    by = asking.actor(request)
    shown = queries.invitation_by_token(token)
    if shown is None:
        return _page(request, "invitation_over", status=410)
    actions.decline_invitation(token, by=by, because=OWN_WISH)
    messages.success(request, _("You said no. They are told that you do not want to act for them."))
    return redirect("account_home")


def _opened(request: HttpRequest, by: Actor, name: str, provider_id: str) -> HttpResponse:
    counted = limits.count("employers_opened", str(by.account_id), limit=MOST_OPENED_A_DAY, seconds=A_DAY)
    if counted.over:
        raise LimitReached("too_often", seconds=counted.seconds_left)
    try:
        employer_id = actions.open_employer(name, provider_id=provider_id, by=by, because=OWN_WISH)
    except NotAllowed as refusal:
        form = NameForm({"name": name})
        form.add_error("name", str(reasons.words(refusal.reason).title))
        return render(request, "organisation/organisations/open.html", {"form": form})
    messages.success(request, _("%(name)s is open. You are its owner.") % {"name": " ".join(name.split())})
    return redirect("organisation:overview", employer_id)


def _page(request: HttpRequest, name: str, status: int = 200, **told: Any) -> HttpResponse:
    response = render(request, f"organisation/organisations/{name}.html", told, status=status)
    response["Cache-Control"] = "no-store"
    return response
