"""The second person: what waits, whose turn it is, exactly what would be recorded, and yes, no or taken back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from careregister.base.refusals import NotAllowed
from careregister.register import actions, reasons, sections
from careregister.register.actions import reading
from careregister.register.queries import queue as queries
from careregister.register.queries.acts import act_rows
from careregister.web.staff.door import actor_of, staff_page

from .forms import ReasonForm, number_in, tier_choices
from .opening import READERS, WORK, attempt, done, first_look, just_done, page, refused

_DECISIONS = {"accept": reasons.ACCEPT, "decline": reasons.DECLINE, "take_back": reasons.TAKE_BACK}


@require_GET
@staff_page(*sorted(queries.USES_QUEUE))
def queue(request: HttpRequest) -> HttpResponse:
    """`?show=` yours (the first when there are any), mine, or all for those who watch."""
    by = actor_of(request)
    sees_all = bool(by.roles & sections.SEES_EVERY_PROPOSAL)
    asked = request.GET.get("show") or ("all" if sees_all else "yours")
    if asked not in queries.LISTS:
        raise Http404
    return page(
        request,
        "proposals.html",
        show=asked,
        rows=queries.LISTS[asked](by=by),
        counted=queries.counts(by=by),
        sees_all=sees_all,
        may_export=bool(by.roles & sections.EXPORTERS),
    )


@require_http_methods(["GET", "POST"])
@staff_page(*READERS)
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    found = queries.proposal_to_change(proposal_id)
    if found is None:
        raise Http404
    by = actor_of(request)
    try:
        told = queries.proposal_shown(found, by=by)
    except NotAllowed as refusal:
        if refusal.reason != "already_decided":
            raise
        return refused(request, refusal, "")
    if first_look(request, found.pk):
        reading.look_at_proposal(found, by=by, because=WORK)
    forms = {name: ReasonForm(action=code, prefix=name) for name, code in _DECISIONS.items()}
    if request.method == "POST":
        wanted = request.POST.get("decision", "")
        if wanted not in _DECISIONS:
            raise Http404
        form = forms[wanted] = ReasonForm(request.POST, action=_DECISIONS[wanted], prefix=wanted)
        if form.is_valid():
            return attempt(
                request, told.row.number, lambda: _decided(request, found, wanted, form), proposal_id=found.pk
            )
    replaced = None
    if found.corrects is not None and found.registrant is not None:
        shown = frozenset({sections.WORDS, sections.CASE_WORDS, sections.FACTS})
        replaced = act_rows(found.registrant, shown, only=found.corrects_id)[0]
    return page(
        request, "proposal.html", told=told, row=told.row, forms=forms, replaced=replaced,
        bound=next((form for form in forms.values() if form.is_bound), None), just_done=just_done(request),
        may_open=_may_open(found, by),
        tier_names=dict(tier_choices()),
    )  # fmt: skip


def _decided(request: HttpRequest, found: Any, wanted: str, form: ReasonForm) -> HttpResponse:
    by, because = actor_of(request), form.because
    if wanted == "accept":
        seen = number_in(request.POST.get("seen", ""), otherwise=-1)
        if seen < 0:  # without it nobody could tell whether this is what they looked at
            raise NotAllowed("changed_meanwhile")
        act = actions.accept(found, by=by, because=because, seen=seen)
        found.refresh_from_db()
        return done(request, "staff:act", found.registrant.number_id, act.pk)
    verb = actions.decline if wanted == "decline" else actions.take_back
    verb(found, by=by, because=because)
    return done(request, "staff:proposal", found.pk)


def _may_open(found: Any, by: Any) -> bool:
    if found.registrant is None:
        return False
    try:
        sections.sections(by, found.registrant)
    except NotAllowed:
        return False
    return True
