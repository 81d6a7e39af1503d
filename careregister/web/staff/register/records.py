"""One person's whole story on one page, one act on its own, and what we knew on any day. Every look is written down."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.letters import policy as letters
from careregister.letters import queries as letter_queries
from careregister.register import policy, sections
from careregister.register.queries import record as queries
from careregister.register.queries import standing
from careregister.register.queries.acts import act_rows
from careregister.register.queries.openings import may_correct, open_actions
from careregister.register.queries.spans import lanes
from careregister.renewals import queries as renewals
from careregister.web.staff.door import actor_of, staff_page

from .drawing import draw
from .folding import folded
from .forms import AsKnownForm, tier_choices
from .opening import READERS, just_done, opened, page


@require_GET
@staff_page(*READERS)
def record(request: HttpRequest, number: str) -> HttpResponse:
    found, shown = opened(request, number)
    if found.number_id != number:
        return redirect("staff:record", found.number_id)
    by = actor_of(request)
    told = queries.record_of(found, shown, by=by)
    return page(
        request,
        "record.html",
        record=told,
        story=folded(told.story),
        shown=shown,
        drawn=draw(told.lanes, told.drawn_at),
        openings=open_actions(found, by=by),
        may_correct=may_correct(by, found),
        may_hold=_allowed(policy.may_hold, by, found),
        may_keep=_allowed(policy.may_add_alias, by, found),
        may_protect=bool(by.roles & queries.PROTECTORS),
        letters_of=found.person_id if by.roles & letters.READERS else None,
        letters_back=letter_queries.came_back(found.person_id) if by.roles & letters.READERS else 0,
        renewals=renewals.of_person(found.person_id, by),
        as_known_form=AsKnownForm(),
    )


@require_GET
@staff_page(*READERS)
def act(request: HttpRequest, number: str, act_id: UUID) -> HttpResponse:
    """One act. Whoever has just decided it reads here what happens next."""
    found, shown = opened(request, number)
    rows = act_rows(found, shown, only=act_id) if sections.ACTS in shown else ()
    if not rows:
        raise Http404
    return page(
        request,
        "act.html",
        act=rows[0],
        record=queries.record_of(
            found, shown & {sections.NAMES, sections.STANDING, sections.RESTRICTIONS}, by=actor_of(request)
        ),
        just_done=just_done(request),
        may_correct=may_correct(actor_of(request), found) and rows[0].correctable,
    )


@require_GET
@staff_page(*READERS)
def as_known(request: HttpRequest, number: str) -> HttpResponse:
    """How it stood on a day, as we knew it on another."""
    found, shown = opened(request, number, sections.AS_KNOWN)
    form = AsKnownForm(request.GET if "held-day" in request.GET else None)
    told, drawn = None, None
    if form.is_bound and form.is_valid():
        held, known = form.cleaned_data["held"], form.cleaned_data["known"]
        now = clock.now()
        known_at = now if known in (None, clock.today()) else clock.end_of_day(known)
        valid_at = now if held == clock.today() else clock.end_of_day(held)
        told = standing(found.number_id, valid_at, known_at)
        drawn = draw(lanes(found, shown, known_at), now)
    return page(
        request,
        "as_known.html",
        form=form,
        told=told,
        tier_name=dict(tier_choices()).get(told.tier, "") if told else "",
        drawn=drawn,
        record=queries.record_of(found, shown & {sections.NAMES}, by=actor_of(request)),
    )


def _allowed(ask: object, by: object, found: object) -> bool:
    try:
        ask(by, found)  # type: ignore[operator]
    except NotAllowed:
        return False
    return True
