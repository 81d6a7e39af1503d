"""Our own pages of a signed-in person, and the demonstration's button. All else is django-allauth's, in our words."""

from typing import Any
from uuid import UUID

from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.applications import queries as applications
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.letters import queries as letters
from careregister.people import actions, phones, queries
from careregister.people.roles import ROLES
from careregister.register import queries as register
from careregister.web.parts import asking, holding, second_step

from . import browsers
from .applications import tasks
from .membership import pages as membership

BACKEND = "careregister.web.account.backends.ByAddressOrNumber"


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Who I am, what is next, how I sign in, where I am signed in."""
    actor = asking.actor(request)
    told = {
        "me": queries.account_facts(request.user),
        "roles": [ROLES[code].name for code in sorted(actor.roles)],
        "resets": queries.open_resets(request.user.pk),
        "phone_shown": phones.shown(request.user.phone),  # type: ignore[union-attr]
    }
    if actor.kind == Kind.PERSON and actor.person_id:
        told |= _own(actor, actor.person_id)
    return render(request, "account/home.html", told)


@require_GET
def held(request: HttpRequest) -> HttpResponse:
    """What was written somewhere while signed out, to be sent again; nothing of staff before their second step."""
    actor = asking.actor(request)
    missing = second_step.missing(request) if actor.kind == Kind.STAFF else None
    if missing is not None:
        return missing
    found = holding.shown(request, actor.person_id) if actor.person_id else None
    if found is None:
        return redirect("account_home")
    to, kept = found
    return render(request, "parts/stale.html", {"kept": kept, "to": to})


def _own(actor: Actor, person_id: UUID) -> dict[str, Any]:
    """What is a person's who is here for themselves: their entry, their letters, what helps them."""
    application = applications.mine(person_id)
    return {
        "own": True,
        "application_url": _address_of("account_application"),
        "application": application,
        "left": application is not None and tasks.waiting(application, actor)["left"],
        "number": register.number_of(person_id),
        "letters": [one for one in letters.of_person(person_id, by=actor, most=20) if one.subject][:3],
        "adjustments": queries.adjustments_of(person_id),
        **membership.at_a_glance(actor, person_id),
    }


def _address_of(page: str) -> str:
    """Where a page is; empty while it is not built."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


@require_GET
def two_steps(request: HttpRequest) -> HttpResponse:
    """Where the staff door leads whoever has no second step yet."""
    if queries.has_second_step(request.user):
        return redirect("mfa_index")
    return render(request, "account/two_steps.html")


@require_POST
def call_off_reset(request: HttpRequest, reset_id: UUID) -> HttpResponse:
    """The owner says that nothing was lost."""
    reset = queries.reset_to_change(reset_id)
    if reset is None or reset.account_id != request.user.pk:
        raise Http404
    actions.withdraw_factor_reset(reset, by=asking.actor(request), because=Because("own_wish"))
    messages.success(request, _("Called off. Your sign-in keys stay as they are."))
    return redirect("account_home")


@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """One-click sign-in as invented staff: in demo mode, on this machine, and nowhere else."""
    if not settings.DEMO:
        raise Http404
    if not asking.may_sign_in_by_demo(request):
        raise NotAllowed("not_on_this_machine")
    if request.method == "POST":
        return _sign_in_by_demo(request)
    people = [(ROLES[role].name, rows) for role, rows in queries.demo_people().items()]
    return render(request, "account/demo.html", {"people": people})


def _sign_in_by_demo(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("account", "")
    offered = {str(row.account_id) for rows in queries.demo_people().values() for row in rows}
    account = get_user_model().objects.filter(pk=wanted, is_active=True).first() if wanted in offered else None
    if account is None:
        raise Http404
    if request.user.is_authenticated:
        logout(request)
    request.session[asking.DEMO_SESSION] = True
    login(request, account, backend=BACKEND)
    return redirect("staff:home")


class Sessions(ListUserSessionsView):
    """Where I am signed in, each browser in words."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(browser_words=browsers.words, **kwargs)
