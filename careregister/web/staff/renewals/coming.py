"""How many renewals are to come, month by month, and what became of those behind us: tables with charts beside."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from careregister.base.actors import Because
from careregister.renewals import actions, policy, queries
from careregister.web.staff.door import actor_of, staff_page

from .lists import EXPORTERS, file

READERS = tuple(sorted(policy.READERS))


@require_GET
@staff_page(*READERS)
def forecast(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    ahead, behind = queries.forecast(by), queries.behind(by)
    told = {
        "ahead": [(_month(row.month), row.not_open, row.open, row.with_us, row.deferred, row.ending) for row in ahead],
        "behind": [(_month(row.month), row.renewed, row.running, row.lapsed, row.closed, row.due) for row in behind],
        "ahead_series": [
            (_("Not open yet"), [row.not_open for row in ahead]),
            (_("Open"), [row.open for row in ahead]),
            (_("With us"), [row.with_us for row in ahead]),
            (_("More time given"), [row.deferred for row in ahead]),
        ],
        "behind_series": [
            (_("Renewed"), [row.renewed for row in behind]),
            (_("Still running"), [row.running for row in behind]),
            (_("Lapsed"), [row.lapsed for row in behind]),
            (_("Closed"), [row.closed for row in behind]),
        ],
        "ahead_heads": _ahead_heads(),
        "behind_heads": _behind_heads(),
        "any_behind": any(row.due for row in behind),
        "may_take_list": bool(by.roles & policy.TAKES_LISTS),
    }
    return render(request, "staff/renewals/forecast.html", told)


@require_POST
@staff_page(*EXPORTERS)
def take_forecast(request: HttpRequest) -> HttpResponse:
    """Both tables as one CSV file: figures, no people."""
    by = actor_of(request)
    ahead, behind = queries.forecast(by), queries.behind(by)
    head = [*_ahead_heads(), *_behind_heads()[1:]]
    rows = [
        [row.month.isoformat(), *map(str, (row.not_open, row.open, row.with_us, row.deferred, row.ending)), *[""] * 5]
        for row in ahead
    ]
    past = [
        [row.month.isoformat(), *[""] * 5, *map(str, (row.renewed, row.running, row.lapsed, row.closed, row.due))]
        for row in behind
    ]
    actions.take_list(len(rows) + len(past), {"list": "forecast"}, by=by, because=Because("list_taken"))
    return file("renewals-forecast", head, [*past, *rows])


def _ahead_heads() -> list[str]:
    return [_("Month"), _("Not open yet"), _("Open"), _("With us"), _("More time given"), _("Registrations that end")]


def _behind_heads() -> list[str]:
    return [_("Month"), _("Renewed"), _("Still running"), _("Lapsed"), _("Closed"), _("Were due")]


def _month(month: date) -> str:
    return formats.date_format(month, "M Y")
