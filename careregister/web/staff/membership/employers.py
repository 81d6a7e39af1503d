"""Employers who pay: the list, one of them with its people and money, confirming and closing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.membership import actions, policy, queries
from careregister.membership.states import OFFICERS
from careregister.organisations import actions as organisations
from careregister.organisations import queries as directory
from careregister.payments import queries as money
from careregister.web.parts.reasons import words as words_for
from careregister.web.staff.door import Missing, actor_of, staff_page
from careregister.web.staff.files import as_file

from . import words
from .forms import WhyForm

READERS = tuple(sorted(policy.READERS))
DECIDERS = tuple(sorted(OFFICERS))
WORK = Because("work")
SHOWN = 200


@require_GET
@staff_page(*READERS)
def employers(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    text = request.GET.get("name", "")[:200]
    found = directory.list_employers(by, text=text, most=SHOWN + 1)
    rows, more_than = found[:SHOWN], SHOWN if len(found) > SHOWN else 0
    told = {
        "rows": rows,
        "more_than": more_than,
        "workers": queries.workers_counted(one.id for one in rows),
        "text": text,
        "w": words,
    }
    return render(request, "staff/membership/employers.html", told)


@require_POST
@staff_page(*READERS)
def take_list(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    rows = directory.list_employers(by, most=None)
    actions.take_list("employers", len(rows), by=by, because=Because("list_taken"))
    counts = queries.workers_counted(one.id for one in rows)
    head = [_("Employer"), _("Provider in the care directory"), _("State"), _("Workers")]
    return as_file(
        "employers", head, ([one.name, one.provider_id, one.state_words, counts.get(one.id, 0)] for one in rows)
    )


@require_GET
@staff_page(*READERS)
def employer(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    by = actor_of(request)
    found = _found(employer_id)
    actions.look_at_employer(employer_id, by=by, because=WORK)
    payer = money.payer_of_organisation(employer_id)
    told = {
        "employer": found,
        "provider": directory.provider(found.provider_id) if found.provider_id else None,
        "users": directory.users_of(employer_id, by),
        "workers": queries.covered(employer_id, by),
        "money": queries.employer_money(employer_id, by),
        "payer": payer,
        "decides": bool(by.roles & OFFICERS),
        "w": words,
    }
    return render(request, "staff/membership/employer.html", told)


@require_POST
@staff_page(*DECIDERS)
def confirm(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Staff looked, and it is who it says."""
    try:
        organisations.confirm_employer(employer_id, by=actor_of(request), because=Because("looked_at"))
    except NotAllowed as refusal:
        said = words_for(refusal.reason)
        messages.warning(request, f"{said.title}. {said.more}")
    else:
        messages.success(request, _("Confirmed."))
    return redirect("staff:employer", employer_id)


@require_http_methods(["GET", "POST"])
@staff_page(*DECIDERS)
def close(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    by: Actor = actor_of(request)
    found = _found(employer_id)
    if not found.is_open:
        return redirect("staff:employer", employer_id)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            organisations.close_employer(
                employer_id, by=by, because=Because("closed_by_staff", form.cleaned_data["words"])
            )
        except NotAllowed as refusal:
            said = words_for(refusal.reason)
            form.add_error(None, f"{said.title}. {said.more}")
        else:
            messages.success(request, _("Closed. Its workers were written to."))
            return redirect("staff:employer", employer_id)
    told = {"form": form, "employer": found, "workers": queries.workers_counted([employer_id]).get(employer_id, 0)}
    return render(request, "staff/membership/employer_closing.html", told)


def _found(employer_id: UUID) -> directory.EmployerFacts:
    found = directory.employer(employer_id)
    if found is None:
        raise Missing(_("There is no such employer"), _("Look at the list of employers."))
    return found
