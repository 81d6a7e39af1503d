"""The history of everything, for the auditor: newest first, alarms on top."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from careregister.history import queries as history
from careregister.register import sections
from careregister.register.queries.telling import tell
from careregister.web.staff.door import staff_page

from .folding import folded
from .forms import HistoryForm, number_in
from .opening import page

_PAGE = 100
_ALARMS = ("register.replay_differs", "history.alarm_raised")


@require_GET
@staff_page(*sorted(sections.READS_ALL_HISTORY))
def history_page(request: HttpRequest) -> HttpResponse:
    form = HistoryForm(request.GET)
    number = number_in(request.GET.get("page", ""), otherwise=1)
    lines, more = history.everything(narrowed_by(form), page=number, size=_PAGE)
    alarms = [line for what in _ALARMS for line in history.latest(what, most=5)]
    return page(
        request,
        "history.html",
        narrowed=form,
        lines=folded(tell(lines)),
        alarms=tell(alarms),
        number=number,
        pages=number + 1 if more else number,
    )


def narrowed_by(form: HistoryForm) -> history.Narrowed:
    """What was chosen; a value that is no choice narrows nothing."""
    form.is_valid()
    asked = form.cleaned_data
    return history.Narrowed(
        room=asked.get("room", ""),
        what=asked.get("what", ""),
        by_kind=asked.get("by", ""),
        first_day=asked.get("first"),
        last_day=asked.get("last"),
    )
