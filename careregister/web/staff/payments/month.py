"""What a month brought and cost: by plan, the provider's share, how it is taxed. The year beside it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.membership import queries as membership
from careregister.payments import actions, policy, queries
from careregister.payments.states import KINDS
from careregister.web.staff.door import actor_of, staff_page
from careregister.web.staff.files import as_file, in_pounds

from . import words

READERS = tuple(sorted(policy.READERS))
MONTHS_SHOWN = 12


@require_GET
@staff_page(*READERS)
def month(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    first = _first(request.GET.get("month", ""))
    year = [queries.costs_of_month(one, by) for one in _months()]
    shown = next((one for one in year if one.first == first), None) or queries.costs_of_month(first, by)
    told = {
        "month": shown,
        "month_words": formats.date_format(shown.first, "F Y"),
        "months": [(one.first, _short(one.first)) for one in year],
        "labels": [_short(one.first) for one in year],
        "series": [
            (_("Received"), [sum(row.received_pence for row in one.rows) / 100 for one in year]),
        ],
        "shares": [
            (_("Kept by the provider"), [sum(row.share_pence for row in one.rows) / 100 for one in year]),
            (
                _("Expected by its prices"),
                [sum(row.expected_pence for row in one.rows) / 100 for one in year],
            ),
        ],
        "prices": _prices(first),
        "tax": queries.tax(first),
        "w": words,
    }
    return render(request, "staff/payments/month.html", told)


@require_POST
@staff_page(*READERS)
def take_list(request: HttpRequest) -> HttpResponse:
    """Twelve months by plan as a CSV file: figures, no people."""
    by = actor_of(request)
    actions.look_at_figures("costs of months as a file", by=by, because=Because("list_taken"))
    head = [
        _("Month"), _("Plan"), _("Billed lines"), _("Billed, pounds"), _("Received, pounds"), _("Kept by the provider, pounds"),
        _("Expected, pounds"), _("VAT"),
    ]  # fmt: skip
    return as_file("months", head, _cells(by))


def _cells(by: Actor) -> list[list[object]]:
    return [
        [
            one.first.strftime("%Y-%m"), words.code_words(row.code), row.lines, in_pounds(row.billed_pence),
            in_pounds(row.received_pence), in_pounds(row.share_pence), in_pounds(row.expected_pence), one.vat,
        ]
        for one in (queries.costs_of_month(first, by) for first in _months())
        for row in one.rows
    ]  # fmt: skip


def _prices(on: date) -> list[tuple[str, str, int, list[tuple[str, int]]]]:
    """For each plan and a year of it: what the provider keeps by card and by Direct Debit, for the choice between them."""
    rows = []
    for plan in membership.plans(on):
        times = 12 // plan.months
        kept = [(kind, queries.provider_cost(plan.pence, kind, on) * times) for kind in KINDS]
        rows.append((plan.code, plan.name, plan.pence * times, kept))
    return rows


def _months() -> list[date]:
    """The first days of the last twelve months with this one, oldest first."""
    today = clock.today()
    before = [today.year * 12 + today.month - 1 - back for back in range(MONTHS_SHOWN - 1, -1, -1)]
    return [date(number // 12, number % 12 + 1, 1) for number in before]


def _first(said: str) -> date:
    try:
        wanted = date.fromisoformat(f"{said}-01")
    except ValueError:
        wanted = clock.today().replace(day=1)
    return min(max(wanted, date(2020, 1, 1)), clock.today().replace(day=1))


def _short(first: date) -> str:
    return formats.date_format(first, "M Y")
