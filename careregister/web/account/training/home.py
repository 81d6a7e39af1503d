"""Where I stand, what I logged, what I plan, what is asked of me: on one page. And the same to take away."""

import csv
from io import StringIO
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.training import queries

from . import words
from .door import learner, page

LATEST = 5
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@require_GET
@learner
def home(request: HttpRequest, by: Actor) -> HttpResponse:
    person, today = _person(by), clock.today()
    told: dict[str, Any] = {
        "mine": queries.cpd_mine(person, today),
        "log": queries.my_log(person, by, most=LATEST),
        "how_many": queries.how_many(person, by),
        "plans": queries.my_plans(person, by),
        "audits": queries.audits_mine(person, by),
        "due": [one for one in queries.passport(person, today) if one.state in (queries.DUE_SOON, queries.REFRESH_DUE)],
    }
    return page(request, "home.html", by, **told)


@require_GET
@learner
def whole_log(request: HttpRequest, by: Actor) -> HttpResponse:
    """All of it, the newest first, with what was removed and can be put back."""
    person = _person(by)
    removed = queries.my_removed(person, by)
    just = next((one for one in removed if str(one.id) == request.GET.get("removed", "")), None)
    told: dict[str, Any] = {
        "log": queries.my_log(person, by),
        "removed": removed,
        "just": just,
        "days": queries.keep_removed_days(),
    }
    return page(request, "log.html", by, **told)


@require_GET
@learner
def passport(request: HttpRequest, by: Actor) -> HttpResponse:
    """Courses with how sure we are of them and when they should be done anew."""
    person, today = _person(by), clock.today()
    mine = queries.cpd_mine(person, today)
    return page(request, "passport.html", by, courses=queries.passport(person, today), mine=mine)


@require_GET
@learner
def as_csv(request: HttpRequest, by: Actor) -> HttpResponse:
    """The log as a file that a spreadsheet opens."""
    written = StringIO()
    table = csv.writer(written)
    table.writerow(
        [_("When"), _("Minutes"), _("With whom"), _("About"), _("What I learnt"), _("What I do differently")]
    )
    for one in queries.my_log(_person(by), by):
        day = one.learnt_on.isoformat() if one.day_known else one.learnt_on.isoformat()[:7]
        row = [day, str(one.minutes), str(one.with_words), one.topic_title, one.what, one.changed]
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    response = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="learning-{clock.today().isoformat()}.csv"'
    return response


@require_GET
@learner
def as_paper(request: HttpRequest, by: Actor) -> HttpResponse:
    """The year, or everything, made to be printed or kept as a PDF by the browser."""
    person, today = _person(by), clock.today()
    mine, everything = queries.cpd_mine(person, today), request.GET.get("show") == "all"
    log = queries.my_log(person, by, since=None if everything else mine.since)
    courses = [one for one in queries.passport(person, today) if everything or one.finished_on >= mine.since]
    total = words.length(sum(one.minutes for one in log)) if log else ""
    return page(request, "paper.html", by, mine=mine, log=log, courses=courses, everything=everything, total=total)


def _person(by: Actor) -> UUID:
    assert by.person_id is not None  # the door let in somebody
    return by.person_id
