"""What waits: referred, more time asked for, to be looked at before a lapse, not reached. Each as a file too."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.renewals import actions, policy, queries, states
from careregister.web.staff.door import actor_of, staff_page

REFERRED, DEFERRALS, RUNNING, LOOKS, CHASES = "referred", "deferrals", "running", "looks", "chases"
OPENERS = tuple(sorted(policy.SEES_CHASES))
EXPORTERS = tuple(sorted(policy.TAKES_LISTS))
SIZE = 100
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@require_GET
@staff_page(*OPENERS)
def queue(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    tabs = _tabs(by)
    tab = request.GET.get("tab", "")
    tab = tab if tab in {code for code, _words, _count in tabs} else tabs[0][0]
    page = Paginator(_rows(tab, by), SIZE).get_page(request.GET.get("page"))
    if page.object_list:
        actions.read_list(len(page.object_list), {"list": tab}, by=by, because=Because("work"))
    told = {
        "tab": tab,
        "tabs": tabs,
        "rows": page.object_list,
        "number": page.number,
        "pages": page.paginator.num_pages,
        "today": clock.today(),
        "may_take_list": bool(by.roles & policy.TAKES_LISTS),
        "sees_lists": bool(by.roles & policy.READERS),
        "papers": len(queries.papers_waiting(by)) if by.roles & states.CHECKERS else None,
    }
    return render(request, "staff/renewals/queue.html", told)


@require_POST
@staff_page(*EXPORTERS)
def take_list(request: HttpRequest) -> HttpResponse:
    """One of the lists as a CSV file; history records who took it."""
    by, tab = actor_of(request), request.POST.get("tab", REFERRED)
    if tab not in {code for code, _words, _count in _tabs(by)}:
        raise Http404
    rows = [_cells(tab, row) for row in _rows(tab, by)]
    actions.take_list(len(rows), {"list": tab}, by=by, because=Because("list_taken"))
    return file(f"renewals-{tab}", _head(tab), rows)


def waiting(by: Actor) -> list[tuple[str, int, str]]:
    """(what, how many, where) for the first page of staff."""
    papers = []
    if by.roles & states.CHECKERS:
        papers = [(_("Papers sent with renewals"), len(queries.papers_waiting(by)), reverse("staff:renewals_papers"))]
    if not by.roles & policy.CHASERS:
        return papers
    counts, where = queries.waiting(by), reverse("staff:renewals")
    said = {
        REFERRED: _("Renewals to look at"),
        DEFERRALS: _("Questions about more time to renew"),
        LOOKS: _("Renewals to look at before a lapse"),
        CHASES: _("People whom no reminder reached"),
    }
    return [*((said[code], counts[code], f"{where}?tab={code}") for code in said if code in counts), *papers]


def file(name: str, head: list[str], rows: Iterable[list[str]]) -> HttpResponse:
    """A CSV file; what a spreadsheet would take for a formula gets an apostrophe in front."""
    written = StringIO()
    table = csv.writer(written)
    table.writerow(head)
    table.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    response = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today().isoformat()}.csv"'
    return response


def _tabs(by: Actor) -> list[tuple[str, str, int]]:
    counts = queries.waiting(by)
    tabs = [(CHASES, _("Not reached"), counts.get(CHASES, 0))]
    if by.roles & policy.READERS:
        tabs = [
            (REFERRED, _("To look at"), counts[REFERRED]),
            (DEFERRALS, _("More time asked for"), counts[DEFERRALS]),
            (LOOKS, _("Before a lapse"), counts[LOOKS]),
            *tabs,
            (RUNNING, _("Have more time"), len(queries.deferrals(by, running=True))),
        ]
    return tabs


def _rows(tab: str, by: Actor) -> tuple[Any, ...]:
    if tab == REFERRED:
        return queries.referred(by)
    if tab == LOOKS:
        return queries.to_look_at(by)
    if tab == CHASES:
        return queries.to_chase(by)
    return queries.deferrals(by, running=tab == RUNNING)


def _head(tab: str) -> list[str]:
    first = [_("Name"), _("Number")]
    if tab == REFERRED:
        return [*first, _("What"), _("Why"), _("Since"), _("Days")]
    if tab == LOOKS:
        return [*first, _("Due"), _("Days over"), _("Paid"), _("A registrar said yes"), _("Waits until")]
    if tab == CHASES:
        return [*first, _("Due"), _("Tried"), _("Last tried on")]
    return [*first, _("Why"), _("Asked"), _("Wanted until"), _("Until")]


def _cells(tab: str, row: Any) -> list[str]:
    first = [row.name, row.number]
    if tab == REFERRED:
        why = "; ".join(str(one) for one in row.reasons)
        return [*first, str(row.kind_words), why, _day(clock.london_day(row.since)), str(row.days)]
    if tab == LOOKS:
        said = [_("paid") if row.paid else "", _("yes") if row.said_yes else ""]
        return [*first, _day(row.day), str(row.days_over), *said, _day(row.waits_until)]
    if tab == CHASES:
        tried = "; ".join(str(way) for way in row.tried)
        return [*first, _day(row.day), tried, _day(clock.london_day(row.failed_at))]
    asked = _day(clock.london_day(row.asked_at))
    return [*first, str(row.reason), asked, _day(row.wanted_until), _day(row.until)]


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
