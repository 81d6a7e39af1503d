"""What was paid, and receipts and yearly statements to take away, as PDF."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.membership import queries
from careregister.payments import documents
from careregister.payments import queries as money
from careregister.payments.queries import AttemptShown, LineShown
from careregister.payments.queries.own import TAX_YEAR_BEGINS
from careregister.people import queries as people

from . import words
from .door import oneself


@require_GET
@oneself
def payments(request: HttpRequest, by: Actor, person_id: UUID) -> HttpResponse:
    """Every payment that was asked for, and the years of which there is a statement."""
    payer_id = money.payer_of_person(person_id)
    tried = money.attempts_of(payer_id) if payer_id else []
    told = {
        "tried": [one for one in tried if one.state != "withdrawn"],
        "years": years(tried),
        "state_words": words.state_words,
        "tags": words.KIND_OF_TAG,
        "method_words": words.method_words,
        "failed_because": words.failed_because,
        "mine": queries.mine(person_id, by),
    }
    return render(request, "account/membership/payments.html", told)


@require_GET
@oneself
def receipt(request: HttpRequest, by: Actor, person_id: UUID, *, attempt_id: UUID) -> HttpResponse:
    """The receipt of one payment of one's own. Of anybody else's there is none."""
    payer_id = money.payer_of_person(person_id)
    shown = money.receipt(attempt_id, payer_id) if payer_id else None
    if shown is None:
        raise Http404
    data = documents.receipt(shown, name=_name(person_id), describe=_line_words)
    return _pdf(data, f"receipt-{shown.number}.pdf")


@require_GET
@oneself
def statement(request: HttpRequest, by: Actor, person_id: UUID, *, year: int) -> HttpResponse:
    """What was paid in the tax year that began on 6 April of `year`."""
    payer_id = money.payer_of_person(person_id)
    if payer_id is None or year not in years(money.attempts_of(payer_id)):
        raise Http404
    data = documents.statement(money.statement(payer_id, year), name=_name(person_id))
    return _pdf(data, f"payments-{year}-{year + 1}.pdf")


def years(tried: Iterable[AttemptShown]) -> list[int]:
    """The tax years with something received, newest first, each by the year in which it begins."""
    days = [clock.london_day(one.received_at) for one in tried if one.received_at]
    return sorted({day.year - ((day.month, day.day) < TAX_YEAR_BEGINS) for day in days}, reverse=True)


def _line_words(line: LineShown) -> str:
    """What a line is for: the plan, by its name."""
    plan = next((one for one in queries.plans(line.since) if one.code == line.code), None)
    if plan is None:
        return documents.words_of(line)
    kind = _("Registration and membership") if plan.is_member else _("Registration")
    return f"{kind}, {plan.name}"


def _name(person_id: UUID) -> str:
    """Their name; who has not given one yet, the address they sign in with."""
    return people.names_of([person_id]).get(person_id, "") or people.email_of(person_id)


def _pdf(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(bytes(data), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
