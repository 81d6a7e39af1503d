"""Who came and went, why, and what is to be expected: tables with charts beside."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from careregister.base.actors import Because
from careregister.membership import actions, policy, queries
from careregister.web.staff.door import actor_of, staff_page
from careregister.web.staff.files import as_file, in_pounds

from . import words

READERS = tuple(sorted(policy.READERS))
MONTHS = 12


@require_GET
@staff_page(*READERS)
def figures(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    behind, ahead = queries.churn(MONTHS, by), queries.forecast(MONTHS, by)
    told = {
        "behind": [(_short(one.month), one) for one in behind],
        "ahead": [(_short(one.month), one) for one in ahead],
        "churn_series": [
            (_("Began"), [one.began for one in behind]),
            (_("Ended"), [one.ended for one in behind]),
        ],
        "live_series": [(_("Members at the end of the month"), [one.live for one in behind])],
        "ahead_series": [(_("To come in"), [one.pence / 100 for one in ahead])],
        "reasons": [code for code in words.ENDED_BECAUSE if any(one.because.get(code) for one in behind)],
        "w": words,
    }
    return render(request, "staff/membership/figures.html", told)


@require_POST
@staff_page(*READERS)
def take_list(request: HttpRequest) -> HttpResponse:
    """`churn` or `forecast` as a CSV file: figures, no people."""
    by = actor_of(request)
    if request.POST.get("what") == "forecast":
        ahead = queries.forecast(MONTHS, by)
        actions.take_list("forecast", len(ahead), by=by, because=Because("list_taken"))
        head = [_("Month"), _("Payments due"), _("Pounds"), _("Have cancelled")]
        return as_file(
            "dues-forecast",
            head,
            ([one.month.isoformat(), one.periods, in_pounds(one.pence), one.ending] for one in ahead),
        )
    behind = queries.churn(MONTHS, by)
    actions.take_list("churn", len(behind), by=by, because=Because("list_taken"))
    head = [
        _("Month"),
        _("Began"),
        _("Ended"),
        _("Share that left"),
        *map(str, words.ENDED_BECAUSE.values()),
        _("Members at the end of the month"),
    ]
    rows = (
        [one.month.isoformat(), one.began, one.ended, words.share_left(one), *(one.because.get(code, 0) for code in words.ENDED_BECAUSE), one.live]
        for one in behind
    )  # fmt: skip
    return as_file("members-came-and-went", head, rows)


def _short(month: date) -> str:
    return formats.date_format(month, "M Y")
