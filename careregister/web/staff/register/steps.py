"""One page for each step: what it does, what it needs, a last look, and then it is decided or proposed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careregister.base.refusals import NotAllowed, Refused, Unlawful
from careregister.people.roles import ROLES
from careregister.register import actions, phrases, sections, states
from careregister.register.queries import record as records
from careregister.register.queries.openings import DECIDE, OpenAction, open_actions, who_takes
from careregister.register.queries.preview import preview
from careregister.web.staff.door import actor_of, staff_page

from .opening import READERS, attempt, done, opened, page, refused
from .step_forms import StepForm

_NOT_ANSWERS = {"csrfmiddlewaretoken", "whose", "confirmed", "change"}


@require_http_methods(["GET", "POST"])
@staff_page(*READERS)
def step(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """`?restriction=` names which one, for the steps about a restriction."""
    found, shown = opened(request, number)
    if action not in states.STEPS:
        raise Http404
    try:
        opening = _opening(request, found, action)
    except Refused as refusal:
        return refused(request, refusal, found.number_id)
    told = records.record_of(found, shown - {sections.STORY, sections.ACTS}, by=actor_of(request))
    form = StepForm(
        request.POST or None,
        action=action,
        asked=opening.fields,
        authorities=opening.authorities,
        kind=opening.restriction_kind,
        record=told,
        initial={"seen": told.seen},
    )
    heading = phrases.VERBS[action]
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        details = form.details(opening.restriction)
        if "confirmed" in request.POST:
            return attempt(
                request, found.number_id, lambda: _done(request, found, opening, form), kept=kept_answers(request)
            )
        would, answers = preview(found, action, details), form.answers()
        if not form.blame(would):
            return page(
                request, "check.html", heading=heading, record=told, answers=answers, kept=kept_answers(request),
                preview=would, deciding=opening.way == DECIDE, seen=form.cleaned_data["seen"],
                waits_for=_deciders(opening),
                warning=action not in states.SETS_UNTIL and action in states.STANDING.steps,
            )  # fmt: skip
    return page(
        request, "step.html", heading=heading, does=phrases.DOES[action], form=form, record=told, opening=opening,
        deciding=opening.way == DECIDE, waits_for=_deciders(opening),
    )  # fmt: skip


def kept_answers(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted, to be posted again: nothing of it is stored before it is decided."""
    return [(name, str(value)) for name, value in request.POST.items() if name not in _NOT_ANSWERS]


def _opening(request: HttpRequest, found: Any, action: str) -> OpenAction:
    """The step as it is open to the asker. NotAllowed or Unlawful with the reason it is not."""
    asked = request.GET.get("restriction", "")
    for one in open_actions(found, by=actor_of(request)):
        if one.action == action and (one.restriction is None or str(one.restriction) == asked):
            if one.closed == "restricted":
                raise Unlawful("restricted")
            if one.closed:
                raise NotAllowed(one.closed)
            return one
    who = who_takes(found, action, asked)
    if not actor_of(request).roles & (who.second if who.needs_two else who.roles):
        raise NotAllowed("wrong_role")
    raise Unlawful("restriction_not_in_force" if action in states.RESTRICTION.steps else "step_not_lawful")


def _done(request: HttpRequest, found: Any, opening: OpenAction, form: StepForm) -> HttpResponse:
    by, details = actor_of(request), form.details(opening.restriction)
    if opening.way == DECIDE:
        act = actions.take(
            found,
            opening.action,
            details,
            by=by,
            because=form.because,
            authority=form.ground,
            seen=form.cleaned_data["seen"],
        )
        return done(request, "staff:act", found.number_id, act.pk)
    if found.acts_written != form.cleaned_data["seen"]:
        raise NotAllowed("changed_meanwhile")
    proposal = actions.propose(found, opening.action, details, by=by, because=form.because, authority=form.ground)
    return done(request, "staff:proposal", proposal.pk)


def _deciders(opening: OpenAction) -> str:
    names = [str(ROLES[role].name) for role in sorted(opening.decided_by)]
    return _(" or ").join(names)
