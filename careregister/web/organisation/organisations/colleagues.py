"""Who acts for an employer: invited and ended by its owners; everybody may leave by themselves."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base import limits
from careregister.base.actors import Actor, Because
from careregister.base.refusals import LimitReached, NotAllowed
from careregister.organisations import actions, queries
from careregister.organisations.queries import EmployerFacts, UserFacts
from careregister.web.organisation.door import ANY, OWNERS, WORK, acts_for, refused
from careregister.web.parts import reasons

from .forms import ColleagueForm, RolesForm

A_DAY = 24 * 60 * 60
MOST_INVITED_A_DAY = 50


@require_GET
@acts_for(ANY)
def colleagues(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    is_owner = bool({*employer.roles} & OWNERS)
    told = {
        "employer": employer,
        "users": queries.users_of(employer.id, by),
        "invitations": queries.invitations_of(employer.id, by) if is_owner else (),
        "is_owner": is_owner,
        "me": by.account_id,
    }
    return render(request, "organisation/organisations/colleagues.html", told)


@require_http_methods(["GET", "POST"])
@acts_for(OWNERS)
def invite(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        counted = limits.count("colleagues_invited", str(employer.id), limit=MOST_INVITED_A_DAY, seconds=A_DAY)
        if counted.over:
            raise LimitReached("too_often", seconds=counted.seconds_left)
        email = form.cleaned_data["email"]
        try:
            actions.invite_user(employer.id, email, form.cleaned_data["roles"], by=by, because=WORK)
        except NotAllowed as refusal:
            form.add_error("email", str(reasons.words(refusal.reason).title))
        else:
            messages.success(request, _("We wrote to %(email)s. The link is in that letter alone.") % {"email": email})
            return redirect("organisation:colleagues", employer.id)
    return render(request, "organisation/organisations/invite.html", {"employer": employer, "form": form})


@require_POST
@acts_for(OWNERS)
def withdraw(request: HttpRequest, by: Actor, employer: EmployerFacts, invitation_id: UUID) -> HttpResponse:
    if not any(one.id == invitation_id for one in queries.invitations_of(employer.id, by)):
        raise Http404
    try:
        actions.withdraw_invitation(invitation_id, by=by, because=WORK)
    except NotAllowed as refusal:
        refused(request, refusal)
    else:
        messages.success(request, _("The invitation was taken back. Its link no longer works."))
    return redirect("organisation:colleagues", employer.id)


@require_http_methods(["GET", "POST"])
@acts_for(OWNERS)
def roles(request: HttpRequest, by: Actor, employer: EmployerFacts, account_id: UUID) -> HttpResponse:
    user = _user(employer, by, account_id)
    form = RolesForm(request.POST or None, initial={"roles": list(user.roles)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_role(employer.id, account_id, form.cleaned_data["roles"], by=by, because=WORK)
        except NotAllowed as refusal:
            said = reasons.words(refusal.reason)
            form.add_error("roles", f"{said.title}. {said.more}")
        else:
            messages.success(request, _("%(name)s: changed.") % {"name": user.name})
            return redirect("organisation:colleagues", employer.id)
    told = {"employer": employer, "form": form, "user": user}
    return render(request, "organisation/organisations/roles.html", told)


@require_http_methods(["GET", "POST"])
@acts_for(OWNERS)
def end(request: HttpRequest, by: Actor, employer: EmployerFacts, account_id: UUID) -> HttpResponse:
    user = _user(employer, by, account_id)
    if request.method == "POST":
        said = _("%(name)s no longer acts for %(employer)s.") % {"name": user.name, "employer": employer.name}
        return _ended(request, by, employer, account_id, said, WORK)
    return render(request, "organisation/organisations/ending.html", {"employer": employer, "user": user})


@require_http_methods(["GET", "POST"])
@acts_for(ANY)
def leave(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    """Somebody ends their own part; the last owner makes somebody else one first, or closes the employer."""
    if request.method == "POST" and by.account_id is not None:
        said = _("You no longer act for %(employer)s.") % {"employer": employer.name}
        return _ended(request, by, employer, by.account_id, said, Because("own_wish"))
    return render(request, "organisation/organisations/leaving.html", {"employer": employer})


def _ended(
    request: HttpRequest, by: Actor, employer: EmployerFacts, account_id: UUID, said: str, because: Because
) -> HttpResponse:
    try:
        actions.end_user(employer.id, account_id, by=by, because=because)
    except NotAllowed as refusal:
        refused(request, refusal)
        return redirect("organisation:colleagues", employer.id)
    messages.success(request, said)
    gone = account_id == by.account_id
    return redirect("organisation:home") if gone else redirect("organisation:colleagues", employer.id)


def _user(employer: EmployerFacts, by: Actor, account_id: UUID) -> UserFacts:
    user = next((one for one in queries.users_of(employer.id, by) if one.account_id == account_id), None)
    if user is None:
        raise Http404
    return user
