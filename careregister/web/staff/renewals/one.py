"""One renewal: what was said, the ladder of this person, what stands in the way of a lapse."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from careregister.base import clock
from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.renewals import actions, queries
from careregister.web.staff.door import Missing, actor_of, staff_page

from .lists import OPENERS
from .papers import CHECKERS, shown

WORK = Because("work")


@require_GET
@staff_page(*OPENERS)
def renewal(request: HttpRequest, renewal_id: UUID) -> HttpResponse:
    by = actor_of(request)
    one = opened(renewal_id, request)
    if one.answers:
        actions.read_answers(renewal_id, by=by, because=WORK)
    told = {"one": one, "today": clock.today(), "evidence": _evidence(request, renewal_id)}
    return render(request, "staff/renewals/renewal.html", told)


def _evidence(request: HttpRequest, renewal_id: UUID) -> queries.EvidenceFile | None:
    """What was out of date, for who checks it and does not know the person."""
    if not actor_of(request).acting_as(frozenset(CHECKERS)):
        return None
    try:
        return shown(request, renewal_id)
    except NotAllowed:
        return None


def opened(renewal_id: UUID, request: HttpRequest) -> queries.RenewalFile:
    """The renewal; Missing where there is none."""
    one = queries.file(renewal_id, actor_of(request))
    if one is None:
        raise Missing(_("There is no such renewal"), _("It may have been opened from an old link."))
    return one
