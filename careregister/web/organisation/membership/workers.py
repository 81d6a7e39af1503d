"""Whom the employer pays for: who accepted, who was billed until when, who has not answered. Nothing else of anybody."""

import csv
from datetime import date
from io import StringIO
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.membership import actions, queries
from careregister.organisations.queries import EmployerFacts
from careregister.web.organisation.door import PAYERS, WORK, acts_for, refused

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@require_GET
@acts_for(PAYERS)
def workers(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    offers = queries.worker_invitations_of(employer.id, by)
    told = {
        "employer": employer,
        "workers": queries.covered(employer.id, by),
        "waiting": [one for one in offers if one.state == "waiting" and one.ends_at > clock.now()],
        "declined": sum(one.state == "declined" for one in offers),
        "money": queries.employer_money(employer.id, by),
    }
    return render(request, "organisation/membership/workers.html", told)


@require_http_methods(["GET", "POST"])
@acts_for(PAYERS)
def end(request: HttpRequest, by: Actor, employer: EmployerFacts, subscription_id: UUID) -> HttpResponse:
    """Stop paying for one. What was paid stays theirs, and they are asked whether they go on by themselves."""
    worker = next((one for one in queries.covered(employer.id, by) if one.subscription_id == subscription_id), None)
    if worker is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.end_cover(subscription_id, by=by, because=WORK)
        except NotAllowed as refusal:
            refused(request, refusal)
        else:
            messages.success(request, _("You no longer pay for %(name)s. We wrote to them.") % {"name": worker.name})
        return redirect("organisation:workers", employer.id)
    return render(request, "organisation/membership/ending.html", {"employer": employer, "worker": worker})


@require_POST
@acts_for(PAYERS)
def withdraw(request: HttpRequest, by: Actor, employer: EmployerFacts, invitation_id: UUID) -> HttpResponse:
    if not any(one.id == invitation_id for one in queries.worker_invitations_of(employer.id, by)):
        raise Http404
    try:
        actions.withdraw_worker_invitation(invitation_id, by=by, because=WORK)
    except NotAllowed as refusal:
        refused(request, refusal)
    else:
        messages.success(request, _("The offer was taken back. Its link no longer works."))
    return redirect("organisation:workers", employer.id)


@require_POST
@acts_for(PAYERS)
def take_list(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    """Whom we are paid for, as a CSV file: the employer's own list."""
    written = StringIO()
    table = csv.writer(written)
    table.writerow([_("Name"), _("Accepted on"), _("Billed until"), _("Invoice open")])
    for one in queries.covered(employer.id, by):
        name = f"'{one.name}" if one.name.startswith(_FORMULA) else one.name
        table.writerow([name, _day(one.since), _day(one.billed_until), _("yes") if one.is_open else ""])
    response = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="workers-{clock.today().isoformat()}.csv"'
    return response


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
