"""How long each step takes: half of all within so many days, nine of ten within so many."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from careregister.applications import queries
from careregister.base import clock
from careregister.web.staff.door import staff_page

from .opening import READERS, page


@require_GET
@staff_page(*READERS)
def standards(request: HttpRequest) -> HttpResponse:
    told = queries.service_standards(clock.today())
    rows = [(str(one.name), round(one.median_days, 1), round(one.ninetieth_days, 1), one.count) for one in told.states]
    if told.decided:
        decided = told.decided
        first = (
            _("Our own time until a decision"),
            round(decided.median_days, 1),
            round(decided.ninetieth_days, 1),
            decided.count,
        )
        rows.insert(0, first)
    return page(request, "standards.html", told=told, rows=rows)
