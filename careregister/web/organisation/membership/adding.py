"""Offering to pay for workers: one, or a list. What is answered never depends on who they are, or on what we hold."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from careregister.base import body, clock, limits
from careregister.base.actors import Actor
from careregister.base.refusals import LimitReached, NotAllowed
from careregister.membership import actions
from careregister.membership import queries as membership
from careregister.organisations.queries import EmployerFacts
from careregister.web.organisation.door import PAYERS, WORK, acts_for
from careregister.web.parts import reasons

from .forms import CheckedForm, ListForm, WorkerForm

A_DAY = 24 * 60 * 60
MOST_A_DAY = 1000
MOST_TO_ONE = 3  # letters a day to one address: it was mistyped, or they lost it


@require_http_methods(["GET", "POST"])
@acts_for(PAYERS)
def one(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    form = WorkerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            _write_to(employer, [email], by)
        except NotAllowed as refusal:
            form.add_error("email", str(reasons.words(refusal.reason).title))
        else:
            messages.success(request, _("We wrote to %(email)s. You see here when they accept.") % {"email": email})
            return redirect("organisation:workers", employer.id)
    return render(request, "organisation/membership/one.html", {"employer": employer, "form": form})


@require_http_methods(["GET", "POST"])
@acts_for(PAYERS)
def many(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    """A list: read, shown to be looked at, then written to."""
    if request.method == "POST" and "emails" in request.POST:
        return _written_to(request, by, employer)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["found"]
        told = {
            "employer": employer,
            "found": found,
            "checked": CheckedForm(initial={"emails": "\n".join(found.emails)}),
            "each_pence": _monthly_pence(),
        }
        return render(request, "organisation/membership/check.html", told)
    return render(request, "organisation/membership/many.html", {"employer": employer, "form": form})


def _written_to(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    checked = CheckedForm(request.POST)
    if not checked.is_valid():
        return redirect("organisation:workers_new", employer.id)
    emails = checked.cleaned_data["emails"]
    _write_to(employer, emails, by)
    said = ngettext("We wrote to %(count)s worker.", "We wrote to %(count)s workers.", len(emails))
    messages.success(request, said % {"count": len(emails)} + " " + _("You see here who accepts."))
    return redirect("organisation:workers", employer.id)


def _write_to(employer: EmployerFacts, emails: Sequence[str], by: Actor) -> None:
    counted = limits.count(
        "workers_invited", str(employer.id), limit=MOST_A_DAY, seconds=A_DAY, weight=len(emails)
    )  # fmt: skip
    for email in emails:  # before anything is written: nobody's letter-box is filled in an employer's name
        to_one = limits.count(
            "worker_invited_again", f"{employer.id}:{email.casefold()}", limit=MOST_TO_ONE, seconds=A_DAY
        )
        counted = max(counted, to_one, key=lambda one: one.over)
    if counted.over:
        raise LimitReached("too_often", seconds=counted.seconds_left)
    for email in emails:
        actions.invite_worker(employer.id, email, by=by, because=WORK)


def _monthly_pence() -> int:
    today = clock.today()
    code = body.rule("membership.employer_billing", today)["plan"]
    return next(plan.pence // plan.months for plan in membership.plans(today) if plan.code == code)
