"""What waits, by age and by whose turn it is. Filters stand in the address."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from careregister.applications import actions, names, policy, queries, states
from careregister.applications.queries import Filters, QueueRow
from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.checks import policy as checks_policy
from careregister.checks import queries as checks
from careregister.web.staff.door import actor_of, staff_page

from .opening import EXPORTERS, READERS, page

MINE, NOBODYS, US, YOU, AGAIN, APPEALS, CERTIFICATES, ALL = (
    "mine", "nobodys", "us", "you", "again", "appeals", "certificates", "all",
)  # fmt: skip
_OF_TAB = {
    MINE: Filters(owner=queries.MINE),
    NOBODYS: Filters(owner=queries.NOBODYS),
    US: Filters(turn=names.US),
    YOU: Filters(turn=names.YOU),
    APPEALS: Filters(state=states.APPEALED),
    ALL: Filters(),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_SMALL = {"small": True}


class FilterForm(forms.Form):
    """Filters in the address: codes only."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, widget=forms.Select(_SMALL))
    late = forms.ChoiceField(label=gettext_lazy("Age"), required=False, widget=forms.Select(_SMALL))
    show = forms.ChoiceField(label=gettext_lazy("Show"), required=False, widget=forms.Select(_SMALL))
    reference = forms.CharField(
        label=gettext_lazy("Reference"), required=False, max_length=9,
        widget=forms.TextInput({"small": True, "autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-10"}),
    )  # fmt: skip
    tab = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(code, words) for code, words in names.STATES.items() if code not in (states.DRAFT, states.DISCARDED)]
        self.fields["state"].choices = [("", _("Any")), *known]  # type: ignore[attr-defined]
        self.fields["late"].choices = [("", _("Any")), ("late", _("Late"))]  # type: ignore[attr-defined]
        self.fields["show"].choices = [("", _("Open ones")), ("ended", _("Ended ones"))]  # type: ignore[attr-defined]

    def filters(self, tab: str) -> Filters:
        """What was chosen; a value that is no choice narrows nothing."""
        self.is_valid()
        asked, found = self.cleaned_data, _OF_TAB.get(tab, Filters())
        state = asked.get("state", "")
        ended = asked.get("show") == "ended" or state in states.ENDED
        return replace(
            found,
            state=found.state or state,
            overdue=asked.get("late") == "late",
            show="ended" if ended else "open",
            reference=asked.get("reference", ""),
        )

    def codes(self, tab: str) -> dict[str, str]:
        chosen = {
            name: value for name, value in self.cleaned_data.items() if value and name in ("state", "late", "show")
        }
        return {"tab": tab, **chosen}


@require_GET
@staff_page(*READERS)
def queue(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    tab = tab_of(request.GET, by)
    told: dict[str, Any] = {
        "tab": tab,
        "tabs": list(_tabs(by)),
        "may_take_list": bool(by.roles & policy.TAKES_LISTS),
        "may_work": bool(by.roles & states.WORKERS),
    }
    if tab == AGAIN:
        return page(request, "queue_again.html", looks=queries.second_looks(by), **told)
    if tab == CERTIFICATES:
        tasks = checks.officer_tasks(by)
        references = queries.references([one.application_id for one in tasks], by)
        return page(request, "queue_certificates.html", tasks=tasks, references=references, today=clock.today(), **told)
    form = FilterForm(request.GET or None, initial={"tab": tab})
    number = request.GET.get("page", "")
    wanted = replace(form.filters(tab) if form.is_bound else _OF_TAB[tab], page=_number(number))
    return page(request, "queue.html", listed=queries.queue(by, wanted), narrowed=form, **told)


@require_POST
@staff_page(*EXPORTERS)
def take_list(request: HttpRequest) -> HttpResponse:
    """The queue under these filters as a CSV file; history records who took it."""
    by = actor_of(request)
    tab = tab_of(request.POST, by)
    form = FilterForm(request.POST)
    rows = list(_everything(by, form.filters(tab)))
    actions.take_list(len(rows), form.codes(tab), by=by, because=Because("list_taken"))
    head = [
        _("Reference"), _("Name"), _("State"), _("Whose turn"), _("Owner"), _("Sent"), _("Days"), _("Days in this state"),
        _("Late"),
    ]  # fmt: skip
    return _file(head, (_cells(row) for row in rows))


def tab_of(asked: QueryDict, by: Actor) -> str:
    """The tab an address names; by itself what is mine, and where nothing is, what is with us."""
    tab = asked.get("tab", "")
    if tab in _OF_TAB or tab == AGAIN or (tab == CERTIFICATES and by.roles & checks_policy.CHECKS_OFFICER):
        return tab
    if asked.get("state") or asked.get("show") or asked.get("late") or asked.get("reference"):
        return ALL
    return MINE if by.roles & states.WORKERS and queries.waiting_for(by) else US


def waiting(by: Actor) -> list[tuple[str, int, str]]:
    """(what, how many, where) for the first page of staff; nothing for who does not work on applications."""
    if not by.roles & states.WORKERS:
        return []
    where = reverse("staff:applications")
    return [
        (_("Applications of yours that wait for us"), queries.waiting_for(by), f"{where}?tab={MINE}"),
        (
            _("Applications that nobody has taken up"),
            queries.queue(by, _OF_TAB[NOBODYS]).total,
            f"{where}?tab={NOBODYS}",
        ),
    ]


def _tabs(by: Actor) -> Iterator[tuple[str, str, int]]:
    """(code, words, how many) for each tab of this asker."""
    nobodys = queries.queue(by, _OF_TAB[NOBODYS])
    counts = nobodys.counts
    if by.roles & states.WORKERS:
        yield MINE, _("Mine"), queries.queue(by, _OF_TAB[MINE]).total
    yield NOBODYS, _("Nobody’s"), nobodys.total
    yield US, _("With us"), sum(counts.get(state, 0) for state in states.WITH_US)
    yield YOU, _("With the applicant"), sum(counts.get(state, 0) for state in states.WITH_THE_APPLICANT)
    yield APPEALS, _("Appeals"), counts.get(states.APPEALED, 0)
    yield AGAIN, _("To look at again"), len(queries.second_looks(by))
    if by.roles & checks_policy.CHECKS_OFFICER:
        yield CERTIFICATES, _("Certificates"), len(checks.officer_tasks(by))
    yield ALL, _("All"), sum(counts.values())


def _everything(by: Actor, wanted: Filters) -> Iterator[QueueRow]:
    number, pages = 1, 1
    while number <= pages:
        found = queries.queue(by, replace(wanted, page=number))
        yield from found.rows
        number, pages = number + 1, found.pages


def _cells(row: QueueRow) -> list[str]:
    sent = clock.london_day(row.sent_at).isoformat() if row.sent_at else ""
    return [
        row.reference, row.name, str(row.state_words), str(row.turn_words), row.owner, sent, str(row.days),
        str(row.days_here), _("late") if row.late else "",
    ]  # fmt: skip


def _file(head: list[str], rows: Iterable[list[str]]) -> HttpResponse:
    written = StringIO()
    table = csv.writer(written)
    table.writerow(head)
    table.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    response = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="applications-{clock.today().isoformat()}.csv"'
    return response


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1
