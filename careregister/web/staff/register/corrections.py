"""To correct is to propose that a decision be replaced: by the same with other details, or by nothing. Two people do it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.people.roles import ROLES
from careregister.register import actions, phrases, reasons, sections, states
from careregister.register.drafts import Authority
from careregister.register.queries import record as records
from careregister.register.queries.acts import act_rows
from careregister.register.queries.openings import fields_for, may_correct
from careregister.register.queries.preview import preview
from careregister.web.staff.door import actor_of, staff_page

from .opening import KEEPERS, attempt, done, opened, page
from .step_forms import NOW, ON, StepForm
from .steps import kept_answers


@require_http_methods(["GET", "POST"])
@staff_page(*KEEPERS)
def correction(request: HttpRequest, number: str, act_id: UUID) -> HttpResponse:
    return _replacing(request, number, act_id, undo=False)


@require_http_methods(["GET", "POST"])
@staff_page(*KEEPERS)
def undoing(request: HttpRequest, number: str, act_id: UUID) -> HttpResponse:
    return _replacing(request, number, act_id, undo=True)


def _replacing(request: HttpRequest, number: str, act_id: UUID, *, undo: bool) -> HttpResponse:
    found, shown = opened(request, number)
    by = actor_of(request)
    if not may_correct(by, found):
        raise NotAllowed("wrong_role")
    act = records.act_to_correct(found, act_id)
    if act is None:
        raise Http404
    told = records.record_of(found, shown - {sections.STORY}, by=by)
    action = states.VOID if undo else act.action
    form = StepForm(
        request.POST or None,
        action=action,
        asked=() if undo else fields_for(act.action),
        authorities=(states.CORRECTION,),
        record=told,
        reasons_of=states.VOID if undo else reasons.CORRECT,
        initial=_as_it_was(act, told.seen),
    )
    _ask_only_what_changes(form, undo)
    common: dict[str, Any] = {
        "heading": phrases.VERBS[states.VOID if undo else "correct"],
        "record": told,
        "waits_for": str(ROLES["head_of_registration"].name),
        "act": act_rows(found, shown, only=act.pk)[0],
    }
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        details = form.details()
        if "confirmed" in request.POST:
            return attempt(
                request,
                found.number_id,
                lambda: _proposed(request, found, act, action, form),
                kept=kept_answers(request),
            )
        would, answers = preview(found, action, details, act), form.answers()[1 if undo else 0 :]
        if not form.blame(would):
            return page(
                request, "check.html", answers=answers, kept=kept_answers(request), preview=would, deciding=False,
                warning=False, **common,
            )  # fmt: skip
    does = phrases.DOES[states.VOID if undo else "correct"]
    return page(request, "step.html", does=does, form=form, deciding=False, opening=None, **common)


def _as_it_was(act: Any, seen: int) -> dict[str, Any]:
    facts = getattr(getattr(act, "words", None), "facts", None) or {}
    return {
        "seen": seen,
        "when": ON,
        "effective": clock.london_day(act.effective_from),
        "until": act.until,
        "review_by": act.review_by,
        "publish_until": act.publish_until,
        "tier": act.tier,
        **facts,
    }


def _ask_only_what_changes(form: StepForm, undo: bool) -> None:
    """A correction stands where the decision stood: the day is always given, and days gone by are allowed."""
    form.fields["when"].widget = form.fields["when"].hidden_widget()
    form.fields["when"].initial = NOW if undo else ON
    form.fields["effective"].help_text = ""
    form.fields["effective"].label = _("From which day?")
    form.fields["effective"].required = True
    if undo:
        form.initial["when"] = NOW
        form.fields["effective"].required = False
        del form.fields["effective"]
        del form.fields["evidence"]
        return
    form.fields["evidence"].required = form.initial["effective"] < clock.today()
    for name in ("until", "review_by"):
        if name in form.fields:
            form.fields[name].earliest = None  # type: ignore[attr-defined]


def _proposed(request: HttpRequest, found: Any, act: Any, action: str, form: StepForm) -> HttpResponse:
    if found.acts_written != form.cleaned_data["seen"]:
        raise NotAllowed("changed_meanwhile")
    proposal = actions.propose(
        found,
        action,
        form.details(),
        by=actor_of(request),
        because=form.because,
        authority=Authority(states.CORRECTION),
        corrects=act,
    )
    return done(request, "staff:proposal", proposal.pk)
