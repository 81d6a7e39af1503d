"""One page for each step: what it does, what it needs, the letter that would go, and then it is done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from careregister.applications import actions, queries
from careregister.applications.queries import WholeApplication
from careregister.applications.queries.openings import OF_STAFF, Opening
from careregister.web.staff.door import actor_of, staff_page

from . import words
from .file import story
from .opening import WORKERS, closed, opened, page, tried
from .step_forms import FORMS, StepForm, beginning

_DO: dict[str, Callable[..., Any]] = {
    "take_up": actions.take_up,
    "hand_to": actions.hand_to,
    "ask": actions.ask,
    "stop_waiting": actions.stop_waiting,
    "give_notice": actions.give_notice,
    "admit": actions.admit,
    "recommend": actions.recommend,
    "send_back": actions.send_back,
    "accept_recommendation": actions.accept_recommendation,
    "recommend_on_appeal": actions.recommend_on_appeal,
    "decide_appeal": actions.decide_appeal,
    "lead_back": actions.lead_back,
}
# Done at once: no letter goes out, and the next step takes it back.
_AT_ONCE = frozenset({"take_up", "hand_to", "stop_waiting", "send_back"})
_DECIDING = frozenset({"recommend", "accept_recommendation", "recommend_on_appeal", "decide_appeal"})
_NOT_ANSWERS = {"csrfmiddlewaretoken", "whose", "confirmed", "change", "seen"}


@require_http_methods(["GET", "POST"])
@staff_page(*WORKERS)
def step(request: HttpRequest, reference: str, action: str) -> HttpResponse:
    """Asked, looked over with the letter, and done. Of two who decide at once the second is told, and keeps the words."""
    if action not in OF_STAFF:
        raise Http404
    file = opened(request, reference)
    way = _way(file, action)
    form = _form(request, action, file)
    if request.method != "POST":
        return closed(request, file, way.closed) if way.closed else _asking(request, file, action, form)
    if not form.is_valid() or "change" in request.POST:
        return _asking(request, file, action, form)
    if form.cleaned_data["seen"] != file.steps_taken:
        return _asking(request, file, action, form, overtaken=True, closed_by=way.closed)
    if action not in _AT_ONCE and "confirmed" not in request.POST and not way.closed:
        return _looking_over(request, file, action, form)
    if tried(form, lambda: _take(request, file, action, form)):
        messages.success(request, words.done(action))
        return redirect("staff:application", file.reference)
    overtaken = form.refusal in ("changed_meanwhile", "not_lawful_now")
    return _asking(request, file, action, form, overtaken=overtaken, closed_by=form.refusal)


def _way(file: WholeApplication, action: str) -> Opening:
    found = next((one for one in file.openings if one.action == action), None)
    return found or Opening(action, "not_lawful_now" if file.may_write else "wrong_role")


def _form(request: HttpRequest, action: str, file: WholeApplication) -> StepForm:
    first = beginning(action, file, request.GET.get("about", ""))
    return FORMS[action](request.POST or None, action=action, file=file, initial=first)


def _take(request: HttpRequest, file: WholeApplication, action: str, form: StepForm) -> None:
    given, named = form.arguments()
    seen = form.cleaned_data["seen"]
    _DO[action](file.id, *given, by=actor_of(request), because=form.because, seen=seen, **named)


def _asking(
    request: HttpRequest,
    file: WholeApplication,
    action: str,
    form: StepForm,
    *,
    overtaken: bool = False,
    closed_by: str = "",
) -> HttpResponse:
    """The page that asks. After somebody else was quicker it goes on from how the file stands now."""
    pending = next((one for one in file.recommendations if one.state == "pending"), None)
    told = {"file": file, "action": action, "form": form, "pending": pending, "seen": file.steps_taken}
    status = 409 if overtaken else 403 if closed_by else 200
    last = next(iter(story(file)), None) if overtaken else None
    return page(request, "step.html", status=status, overtaken=overtaken, closed_by=closed_by, last=last, **told)


def _looking_over(request: HttpRequest, file: WholeApplication, action: str, form: StepForm) -> HttpResponse:
    letter = queries.letter_of(file.id, action, actor_of(request), **form.for_letter())
    kept = [(name, value) for name, values in request.POST.lists() if name not in _NOT_ANSWERS for value in values]
    return page(
        request,
        "step_check.html",
        file=file,
        action=action,
        letter=letter,
        kept=kept,
        similar=_similar(request, file, form) if action in _DECIDING else None,
        later=action in ("recommend", "recommend_on_appeal"),
        beside=form.told_beside(f"{letter.subject}\n{letter.body}" if letter else ""),
    )


def _similar(request: HttpRequest, file: WholeApplication, form: StepForm) -> tuple[queries.SimilarDecision, ...]:
    found = queries.find(file.reference)
    pending = next((one for one in file.recommendations if one.state == "pending"), None)
    outcome = form.cleaned_data.get("outcome") or (pending.outcome if pending else "")
    reasons = form.cleaned_data.get("reasons") or (pending.reason_codes if pending else ())
    return queries.similar_decisions(found, outcome, reasons, actor_of(request)) if found else ()
