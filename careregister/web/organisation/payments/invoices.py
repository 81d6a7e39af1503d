"""One invoice a month for everybody: on a page, as PDF, and paid."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.membership import actions as membership
from careregister.membership import queries as workers
from careregister.organisations.queries import EmployerFacts
from careregister.payments import actions, documents, queries
from careregister.web.organisation.door import PAYERS, WORK, acts_for, refused

from . import words


@require_GET
@acts_for(PAYERS)
def invoices(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    payer = queries.payer_of_organisation(employer.id)
    listed = queries.invoices(payer) if payer else []
    money = workers.employer_money(employer.id, by)
    told = {
        "employer": employer,
        "invoices": listed,
        "payments": [one for one in queries.attempts_of(payer, most=12) if one.state != "withdrawn"] if payer else [],
        "open_ones": [one for one in listed if one.open_pence and not one.under_way],
        "method": words.method_words(queries.method_now(payer)) if payer else "",
        "money": money,
        "w": words,
    }
    return render(request, "organisation/payments/invoices.html", told)


@require_GET
@acts_for(PAYERS)
def invoice(request: HttpRequest, by: Actor, employer: EmployerFacts, invoice_id: UUID) -> HttpResponse:
    shown = own_invoice(employer, invoice_id)
    told = {
        "employer": employer,
        "invoice": shown,
        "names": workers.workers_named(employer.id, by),
        "method": words.method_words(queries.method_now(shown.payer_id)),
        "tax": queries.tax(shown.issued_at.date()),
        "w": words,
    }
    return render(request, "organisation/payments/invoice.html", told)


@require_GET
@acts_for(PAYERS)
def as_pdf(request: HttpRequest, by: Actor, employer: EmployerFacts, invoice_id: UUID) -> HttpResponse:
    shown = own_invoice(employer, invoice_id)
    names = workers.workers_named(employer.id, by)
    paper = documents.invoice(
        shown, name=employer.name, describe=lambda line: names.get(line.reference) or line.words or _("A worker")
    )
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="invoice-{shown.number}.pdf"'
    return response


@require_POST
@acts_for(PAYERS)
def bill_now(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    """The invoice of tonight, made now."""
    try:
        made = membership.bill_employer(employer.id, by=by, because=WORK)
    except NotAllowed as refusal:
        refused(request, refusal)
        return redirect("organisation:invoices", employer.id)
    if made:
        messages.success(request, _("The invoice is made."))
    else:
        messages.info(request, _("There is nobody to bill today."))
    return redirect("organisation:invoices", employer.id)


@require_POST
@acts_for(PAYERS)
def pay(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    """Everything that is open, as one payment, with the way to pay that there is."""
    payer = queries.payer_of_organisation(employer.id)
    if payer is None or queries.method_now(payer) is None:
        return redirect("organisation:method", employer.id)
    try:
        pay_open(payer, by)
    except NotAllowed as refusal:
        refused(request, refusal)
        return redirect("organisation:invoices", employer.id)
    return redirect("organisation:paid", employer.id)


@require_GET
@acts_for(PAYERS)
def done(request: HttpRequest, by: Actor, employer: EmployerFacts) -> HttpResponse:
    """How the newest payment stands, in words; opened later, how it stands then."""
    payer = queries.payer_of_organisation(employer.id)
    last = next(iter(queries.attempts_of(payer, most=1)), None) if payer else None
    if last is None:
        return redirect("organisation:invoices", employer.id)
    return render(request, "organisation/payments/done.html", {"employer": employer, "last": last, "w": words})


def pay_open(payer_id: UUID, by: Actor) -> str:
    """Ask for what is open and not on its way, now. The payment's state. NotAllowed as `collect_now`."""
    wanted = [one.id for one in queries.invoices(payer_id) if one.open_pence and not one.under_way]
    if not wanted:
        raise NotAllowed("nothing_to_pay")
    return actions.collect_now(payer_id, wanted, by=by, because=WORK)


def own_invoice(employer: EmployerFacts, invoice_id: UUID) -> queries.InvoiceShown:
    """This employer's invoice; Http404 for another's, as for none."""
    found = queries.invoice(invoice_id)
    if found is None or found.payer_id != queries.payer_of_organisation(employer.id):
        raise Http404
    return found
