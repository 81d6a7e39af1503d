"""Proof of identity after sending: online, at the pages of a certified provider, or in another way, and back again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from careregister.applications import actions, queries
from careregister.applications.form.definition import FILES, asked_pages
from careregister.applications.form.safety import IDENTITY
from careregister.applications.queries.own import MyApplication
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.checks import actions as checks
from careregister.checks import queries as checked
from careregister.checks.kinds import IDENTITY as CHECK
from careregister.checks.kinds import ONLINE
from careregister.web.parts import reasons, uploads
from careregister.web.parts.wizard import PageForm

from .door import HOME, applicant
from .writing import offered

BECAUSE = Because("own_wish")
PROVE, WAYS, BACK = "account_application_prove", "account_application_prove_ways", "account_application_prove_back"
REFUSED = "proof_refused"  # in the session: why the last visit brought nothing


@dataclass(frozen=True, slots=True)
class Proof:
    """What there is still to prove. `differs`: the provider's answer was another name or birth date; an officer looks."""

    check_id: UUID
    route: str
    online: bool
    differs: bool


def proof_of(mine: MyApplication, by: Actor) -> Proof | None:
    """None when nothing is to be proved now: not sent yet, decided, or in the hands of somebody else."""
    if mine.sent_at is None or IDENTITY.code not in queries.to_put_right(mine.id, by):
        return None
    check = next(one for one in checked.checks_of_application(mine.id, by) if one.kind == CHECK)
    route = queries.section_for(mine.id, IDENTITY.code, by).data.get("route", "")
    differs = by.person_id is not None and checked.differs_online(check.id, by.person_id, by)
    return Proof(check.id, route, route == ONLINE and checked.online_is_open(), differs)


@require_http_methods(["GET", "POST"])
@applicant
def prove(request: HttpRequest, by: Actor, mine: MyApplication) -> HttpResponse:
    """What happens at the provider's pages, and the button that leads there; after a visit for nothing, why."""
    proof = proof_of(mine, by)
    if proof is None:
        return redirect(HOME)
    if not proof.online:
        return redirect(WAYS)
    if request.method == "POST":
        try:
            there = checks.begin_provider(
                proof.check_id, by=by, because=BECAUSE, return_to=request.build_absolute_uri(reverse(BACK))
            )
        except NotAllowed as refusal:
            return _to_begin(request, refusal.reason)
        return redirect(there)
    reason = request.session.pop(REFUSED, "")
    told = {"proof": proof, "provider": checked.online_name(), "refused": reasons.words(reason) if reason else None}
    return render(request, "account/applications/identity_online.html", told)


@require_GET
@applicant
def back(request: HttpRequest, by: Actor, mine: MyApplication) -> HttpResponse:
    """Where the provider sends them back to. Its code works once, so that this page may be asked for again."""
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    try:
        done = checks.finish_provider(state, code, by=by, because=BECAUSE)
    except NotAllowed as refusal:
        return _to_begin(request, refusal.reason)
    if done.is_passed:
        messages.success(request, _("Thank you. You have proved who you are."))
    else:
        messages.info(
            request,
            _(
                "The identity service knows you by another name or birthday than you told us. That is common. An officer looks at it: you need do nothing now."
            ),
        )
    return redirect(HOME)


@require_http_methods(["GET", "POST"])
@applicant
def ways(request: HttpRequest, by: Actor, mine: MyApplication) -> HttpResponse:
    """The ways to prove who one is. Online is done at once; the others ask one page more."""
    if proof_of(mine, by) is None:
        return redirect(HOME)
    given = queries.section_for(mine.id, IDENTITY.code, by).data
    form = PageForm(IDENTITY.pages[0], given, choices=offered, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        route = form.kept()["route"]
        if route != ONLINE:
            return redirect("account_application_prove_way", route=route)
        actions.put_right(mine.id, IDENTITY.code, {**given, "route": route}, by=by, because=BECAUSE)
        return redirect(PROVE)
    told = {"form": form, "title": IDENTITY.pages[0].title, "back": reverse(HOME), "only": True}
    return render(request, "account/applications/identity_way.html", told)


@require_http_methods(["GET", "POST"])
@applicant
def way(request: HttpRequest, by: Actor, mine: MyApplication, *, route: str) -> HttpResponse:
    """What this way needs: photos of papers, or who vouches."""
    if route == ONLINE or route not in [code for code, _words in offered(IDENTITY.pages[0].fields[0])]:
        raise Http404
    if proof_of(mine, by) is None:
        return redirect(HOME)
    given = {**queries.section_for(mine.id, IDENTITY.code, by).data, "route": route}
    asked = asked_pages(IDENTITY, given)[-1]
    form = PageForm(asked, given, choices=offered, data=request.POST or None, files=request.FILES or None)
    if request.method == "POST":
        uploads.take(form, person_id=by.person_id, by=by, because=BECAUSE)  # type: ignore[arg-type]
        if form.is_valid() and _chosen(form, mine, {**given, **form.kept()}, by):
            messages.success(request, _("Saved. We go on from here."))
            return redirect(HOME)
    else:
        uploads.show(form, person_id=by.person_id)  # type: ignore[arg-type]
    told: dict[str, Any] = {"form": form, "title": asked.title, "says": asked.says, "back": reverse(WAYS)}
    told |= {"only": False, "files": FILES in {field.kind for field in asked.fields}}
    return render(request, "account/applications/identity_way.html", told)


def _chosen(form: PageForm, mine: MyApplication, said: dict[str, Any], by: Actor) -> bool:
    try:
        actions.put_right(mine.id, IDENTITY.code, said, by=by, because=BECAUSE)
    except NotAllowed as refusal:
        form.add_error(None, str(reasons.words(refusal.reason).title))
        return False
    return True


def _to_begin(request: HttpRequest, reason: str) -> HttpResponse:
    request.session[REFUSED] = reason
    return redirect(PROVE)
