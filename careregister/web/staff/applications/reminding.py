"""Reminders for many at once: choose, see what goes out and to whom, then send."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from careregister.applications import queries
from careregister.applications.queries import Filters, QueueRow
from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.checks import actions
from careregister.checks import queries as checks
from careregister.checks.queries import AskFacts
from careregister.checks.states import ASK_WAITING
from careregister.web.staff.door import actor_of, staff_page

from .opening import WORKERS, may_not_work_on, page

Waiting = tuple[QueueRow, AskFacts]


class ChooseForm(forms.Form):
    asks = forms.MultipleChoiceField(
        label=gettext_lazy("Whom shall we remind?"),
        widget=forms.CheckboxSelectMultiple({"small": True}),
        error_messages={"required": gettext_lazy("Choose at least one person")},
    )

    def __init__(self, *args: Any, waiting: list[Waiting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asks"].choices = [(str(one.id), _line(row, one)) for row, one in waiting]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@staff_page(*WORKERS)
def reminders(request: HttpRequest) -> HttpResponse:
    """`?whose=` mine (the first), or all."""
    by = actor_of(request)
    whose = "all" if request.GET.get("whose") == "all" else "mine"
    number = request.GET.get("page", "")
    wanted = Filters(
        owner="" if whose == "all" else queries.MINE, page=int(number) if number.isdecimal() and len(number) < 6 else 1
    )
    listed = queries.queue(by, wanted)
    waiting = list(_waiting(by, listed.rows))
    unsaid = [row for row in listed.rows if may_not_work_on(by, row.reference) == "interest_not_declared"]
    form = ChooseForm(request.POST or None, waiting=waiting)
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        chosen = [(row, one) for row, one in waiting if str(one.id) in form.cleaned_data["asks"]]
        if "confirmed" not in request.POST:
            return page(request, "reminders_check.html", chosen=chosen, letter=queries.reminder_of_an_ask())
        sent = actions.remind_all([one.id for _row, one in chosen], by=by, because=Because("work"))
        messages.success(request, _told(sent, len(chosen)))
        return redirect("staff:applications")
    return page(request, "reminders.html", form=form, waiting=waiting, whose=whose, listed=listed, unsaid=unsaid)


def _waiting(by: Actor, rows: tuple[QueueRow, ...]) -> Any:
    """Everybody who was asked about these files, waits, and has a reminder left. None of a file that the asker may not
    work on: they know the applicant, or have not said that they do not."""
    for row in rows:
        if may_not_work_on(by, row.reference):
            continue
        for one in checks.asks_of(row.id, by):
            if one.state in ASK_WAITING and one.next_reminder is not None:
                yield row, one


def _line(row: QueueRow, one: AskFacts) -> str:
    return _("%(name)s, about %(applicant)s (%(reference)s): asked %(count)s days ago") % {
        "name": one.name, "applicant": row.name, "reference": row.reference, "count": _days(one),
    }  # fmt: skip


def _days(one: AskFacts) -> int:
    return (clock.now() - one.asked_at).days


def _told(sent: int, chosen: int) -> str:
    said = ngettext("%(count)d reminder is on its way.", "%(count)d reminders are on their way.", sent) % {
        "count": sent
    }
    if sent == chosen:
        return said
    left = chosen - sent
    more = ngettext(
        "%(count)d was left out: written to within the last day, or answered meanwhile.",
        "%(count)d were left out: written to within the last day, or answered meanwhile.",
        left,
    ) % {"count": left}
    return f"{said} {more}"
