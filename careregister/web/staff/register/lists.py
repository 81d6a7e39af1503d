"""Lists that leave the register as files: only for the head and the auditor, each one written into history."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from careregister.base import clock
from careregister.base.actors import Because
from careregister.history import queries as history
from careregister.register import sections
from careregister.register.actions import reading
from careregister.register.queries import find, queue
from careregister.register.queries.telling import tell
from careregister.web.staff.door import actor_of, staff_page

from . import words
from .forms import FilterForm, HistoryForm
from .happenings import narrowed_by

MOST_LINES = 10_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@require_POST
@staff_page(*sorted(sections.EXPORTERS))
def take_list(request: HttpRequest) -> HttpResponse:
    """Everybody who fits the filters, as a CSV file without birth dates and contacts."""
    form = FilterForm(request.POST)
    rows = list(find.everyone(form.filters(), by=actor_of(request)))
    reading.take_list(len(rows), form.filters().codes(), by=actor_of(request), because=Because("list_taken"))
    head = [
        _("Number"), _("Name"), _("Standing"), _("Registered until"), _("Tier"), _("Restrictions"),
    ]  # fmt: skip
    return _file(
        "registrants",
        head,
        (
            [
                row.number,
                row.name,
                words.line(row.status),
                row.until.isoformat() if row.until else "",
                row.tier_name,
                "; ".join(map(words.restriction, row.restrictions)),
            ]
            for row in rows
        ),
    )


@require_POST
@staff_page(*sorted(sections.EXPORTERS))
def take_proposals(request: HttpRequest) -> HttpResponse:
    """One of the lists of proposals as it is shown: `show` is yours, mine or all. 404 for another."""
    by, show = actor_of(request), request.POST.get("show", "")
    if show not in queue.LISTS:
        raise Http404
    rows = queue.LISTS[show](by=by)
    reading.take_list(len(rows), {"proposals": show}, by=by, because=Because("list_taken"))
    head = [
        _("What"), _("Number"), _("Name"), _("Because"), _("Proposed by"), _("Role"), _("Proposed on"), _("State"),
        _("Decided by"), _("Days"),
    ]  # fmt: skip
    return _file(
        "proposals",
        head,
        (
            [
                words.proposed(row.action, correcting=row.correcting),
                row.number,
                row.name,
                row.reason,
                row.proposed_by,
                row.proposed_role,
                clock.london_day(row.proposed_at).isoformat(),
                words.proposal_state(row.state),
                "; ".join(row.waits_for),
                str(row.days),
            ]
            for row in rows
        ),
    )


@require_POST
@staff_page(*sorted(sections.READS_ALL_HISTORY))
def take_history(request: HttpRequest) -> HttpResponse:
    """The lines of history that fit the filters, newest first, at most ten thousand."""
    form = HistoryForm(request.POST)
    narrowed = narrowed_by(form)
    lines, _more = history.everything(narrowed, size=MOST_LINES)
    told = tell(lines)
    codes = {name: str(value) for name, value in form.cleaned_data.items() if value}
    reading.take_history(len(told), codes, by=actor_of(request), because=Because("list_taken"))
    head = [_("When"), _("What"), _("In words"), _("Role"), _("About number"), _("Said")]
    rows = ([one.at.isoformat(), one.what, one.sentence, one.role, one.number, one.words] for one in told)
    return _file("history", head, rows)


def _file(name: str, head: list[str], rows: Iterable[list[str]]) -> HttpResponse:
    written = StringIO()
    table = csv.writer(written)
    table.writerow(head)
    table.writerows([harmless(cell) for cell in row] for row in rows)
    response = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today().isoformat()}.csv"'
    return response


def harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
