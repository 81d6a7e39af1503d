"""How long an application usually takes, for everybody to read. Figures of few people are hidden."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from careregister.applications import names, queries, states
from careregister.applications.queries.times import FEWEST, StateTimes
from careregister.base import clock

from .. import door
from ..showing import show

_OURS = (states.SUBMITTED, states.IN_REVIEW, states.RECOMMENDED, states.APPEALED)


@require_safe
@door.about_nobody
def standards(request: HttpRequest) -> HttpResponse:
    told = queries.service_standards(clock.today())
    decided = told.decided if told.decided and told.decided.count >= FEWEST else None
    by_state = {one.state: one for one in told.states}
    rows = [_row(state, by_state.get(state)) for state in _OURS]
    return show(request, "pages/standards.html", {"told": told, "decided": decided, "rows": rows, "fewest": FEWEST})


def _row(state: str, times: StateTimes | None) -> tuple[str, float | None, float | None]:
    """(what, days at the median, days at the 90th centile); None where too few people stand behind it."""
    if times is None or times.count < FEWEST:
        return str(names.STATES[state]), None, None
    return str(names.STATES[state]), round(times.median_days, 1), round(times.ninetieth_days, 1)
