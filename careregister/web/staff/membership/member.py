"""One member's membership and money, on one page. Each look is written down; nobody looks at their own here."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.membership import actions, policy, queries
from careregister.membership.states import LIVE, OFFICERS
from careregister.payments import actions as payments
from careregister.payments import queries as money
from careregister.people import queries as people
from careregister.register import queries as register
from careregister.web.parts.reasons import words as words_for
from careregister.web.staff.door import Missing, actor_of, staff_page
from careregister.web.staff.payments.payers import money_of

from . import words
from .forms import AskedForm, WhyForm

READERS = tuple(sorted(policy.READERS))
DECIDERS = tuple(sorted(OFFICERS))
WORK = Because("work")


@require_GET
@staff_page(*READERS)
def member(request: HttpRequest, person_id: UUID) -> HttpResponse:
    by = actor_of(request)
    mine = _mine(person_id, by)
    payer_id = money.payer_of_person(person_id)
    if payer_id is not None:
        payments.look(payer_id, by=by, because=WORK)
    else:
        actions.look(person_id, by=by, because=WORK)
    told = {
        "mine": mine,
        "name": people.names_of([person_id]).get(person_id, ""),
        "number": register.number_of(person_id),
        "money": money_of(payer_id, by) if payer_id else None,
        "decides": bool(by.roles & OFFICERS),
        "w": words,
    }
    return render(request, "staff/membership/member.html", told)


@require_http_methods(["GET", "POST"])
@staff_page(*DECIDERS)
def end(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """End a membership today. Standing on the register is another thing, and stays."""
    by = actor_of(request)
    mine = _mine(person_id, by)
    if mine.state not in LIVE:
        return redirect("staff:member", person_id)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_now(mine.id, by=by, because=Because("ended_by_staff", form.cleaned_data["words"]))
        except NotAllowed as refusal:
            said = words_for(refusal.reason)
            form.add_error(None, f"{said.title}. {said.more}")
        else:
            messages.success(request, _("It has ended. We wrote to them."))
            return redirect("staff:member", person_id)
    told = {"form": form, "mine": mine, "name": people.names_of([person_id]).get(person_id, "")}
    return render(request, "staff/membership/ending.html", told)


@require_http_methods(["GET", "POST"])
@staff_page(*DECIDERS)
def keep(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody who cancelled told us that they stay after all."""
    by = actor_of(request)
    mine = _mine(person_id, by)
    if mine.cancels_on is None or mine.state not in LIVE:
        return redirect("staff:member", person_id)
    form = AskedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep(mine.id, by=by, because=Because("asked_us", form.cleaned_data["words"]))
        except NotAllowed as refusal:
            said = words_for(refusal.reason)
            form.add_error(None, f"{said.title}. {said.more}")
        else:
            messages.success(request, _("The membership goes on."))
            return redirect("staff:member", person_id)
    told = {"form": form, "mine": mine, "name": people.names_of([person_id]).get(person_id, "")}
    return render(request, "staff/membership/staying.html", told)


def _mine(person_id: UUID, by: Actor) -> queries.Mine:
    mine = queries.mine(person_id, by)
    if mine is None:
        raise Missing(_("This person is no member, and was none"), _("Look for them by name or number."))
    return mine
