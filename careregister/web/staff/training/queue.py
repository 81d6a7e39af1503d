"""Audits that wait, by whose turn it is and how long; and the same as a file."""

import csv
from io import StringIO
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.training import actions, policy, queries
from careregister.web.staff.door import actor_of, staff_page

from . import words

READERS = tuple(sorted(policy.READS_AUDITS))
EXPORTERS = tuple(sorted(policy.TAKES_LISTS))
SIZE = 100
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@require_GET
@staff_page(*READERS)
def queue(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    tab = _tab(request.GET.get("tab", ""))
    counts = queries.queue_counts(by)
    page = Paginator(queries.audit_queue(by, tab), SIZE).get_page(request.GET.get("page"))
    if page.object_list:
        actions.read_list(len(page.object_list), {"tab": tab}, by=by, because=Because("work"))
    told: dict[str, Any] = {
        "tab": tab,
        "w": words,
        "tabs": [(code, name, counts[code]) for code, name in words.TABS.items()],
        "rows": page.object_list,
        "count": page.paginator.count,
        "number": page.number,
        "pages": page.paginator.num_pages,
        "may_take_list": bool(by.roles & policy.TAKES_LISTS),
    }
    return render(request, "staff/training/queue.html", told)


@require_POST
@staff_page(*EXPORTERS)
def take_list(request: HttpRequest) -> HttpResponse:
    """One tab as a CSV file; history records who took it."""
    by, tab = actor_of(request), _tab(request.POST.get("tab", ""))
    rows = queries.audit_queue(by, tab)
    actions.take_list(len(rows), {"tab": tab}, by=by, because=Because("list_taken"))
    written = StringIO()
    table = csv.writer(written)
    table.writerow(
        [
            _("Number"),
            _("Name"),
            _("State"),
            _("Outcome"),
            _("Year to"),
            _("Answer by"),
            _("Late"),
            _("Days in this state"),
        ]
    )
    for row in rows:
        cells = [
            row.number, row.name, str(row.state_words), str(row.outcome_words), row.year_until.isoformat(),
            row.answer_by.isoformat() if row.answer_by else "", _("late") if row.late else "", str(row.days),
        ]  # fmt: skip
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    response = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audits-{clock.today().isoformat()}.csv"'
    return response


def waiting(by: Actor) -> list[tuple[str, int, str]]:
    """(what, how many, where) for the first page of staff; nothing for who reads no audits."""
    if not by.roles & policy.REVIEWERS:
        return []
    return [(_("Audits of learning that wait for a reader"), queries.waiting_for(by), reverse("staff:audits"))]


def _tab(wanted: str) -> str:
    return wanted if wanted in words.TABS else "us"
