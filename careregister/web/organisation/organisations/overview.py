"""An employer's first page: whom it pays for, what is open, what comes next; and closing it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.membership import queries as membership
from careregister.organisations import actions, queries
from careregister.organisations.queries import EmployerFacts
from careregister.payments import queries as payments
from careregister.web.organisation.door import ANY, OWNERS, WORK, acts_for, refused


@dataclass(frozen=True, slots=True)
class Standing:
    """What an employer who pays sees first. `unbilled`: workers who stand on none of its invoices yet; `next_on`: the
    day after the last it was billed for. Neither says what a worker has paid for themselves."""

    workers: int
    waiting: int
    unbilled: int
    monthly_pence: int
    open_invoices: tuple[payments.InvoiceShown, ...]
    method: payments.MethodShown | None
    next_on: date | None

    @property
    def open_pence(self) -> int:
        return sum(one.open_pence for one in self.open_invoices)


@require_GET
@acts_for(ANY)
def overview(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    roles = dict(queries.role_choices())
    told = {
        "employer": employer,
        "roles": [roles[role] for role in employer.roles],
        "standing": standing_of(employer, by) if employer.may_pay else None,
        "is_owner": bool({*employer.roles} & OWNERS),
        "today": clock.today(),
    }
    return render(request, "organisation/organisations/overview.html", told)


@require_http_methods(["GET", "POST"])
@acts_for(OWNERS)
def close(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    """It pays for nobody any more, and nobody acts for it. What was billed stays owed."""
    if request.method == "POST":
        try:
            actions.close_employer(employer.id, by=by, because=WORK)
        except NotAllowed as refusal:
            refused(request, refusal)
            return redirect("organisation:overview", employer.id)
        messages.success(request, _("%(name)s is closed. Its workers were told.") % {"name": employer.name})
        return redirect("organisation:home")
    told = {"employer": employer, "standing": standing_of(employer, by)}
    return render(request, "organisation/organisations/closing.html", told)


def standing_of(employer: EmployerFacts, by: Actor) -> Standing:
    """How the employer's account stands today. NotAllowed `not_of_the_employer`."""
    covered = membership.covered(employer.id, by)
    offers = membership.worker_invitations_of(employer.id, by)
    money = membership.employer_money(employer.id, by)
    invoices = payments.invoices(money.payer_id) if money.payer_id else []
    today = clock.today()
    nexts = [one.billed_until + timedelta(days=1) for one in covered if one.billed_until]
    return Standing(
        workers=len(covered),
        waiting=sum(one.state == "waiting" and one.ends_at > clock.now() for one in offers),
        unbilled=sum(one.billed_until is None for one in covered),
        monthly_pence=money.monthly_pence,
        open_invoices=tuple(one for one in reversed(invoices) if one.open_pence),
        method=payments.method_now(money.payer_id) if money.payer_id else None,
        next_on=min((day for day in nexts if day > today), default=None),
    )
