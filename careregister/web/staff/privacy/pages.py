"""Requests about data: the queue with its clocks, one request, and what is done with it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from careregister.base import clock
from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.privacy import actions, queries, states
from careregister.privacy.names import REFUSALS
from careregister.web.parts import reasons
from careregister.web.staff.door import actor_of, staff_page

WORK = Because("work")


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("It goes to the person in a letter, and stands in their account."),
        max_length=6000,
        widget=forms.Textarea({"rows": 8}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs.pop("maxlength", None)


class RefusalForm(AnswerForm):
    field_order = ("reason", "words")
    reason = forms.ChoiceField(
        label=gettext_lazy("Why do we not do it?"),
        choices=list(REFUSALS.items()),
        widget=forms.RadioSelect(attrs={"small": True}),
    )


@require_GET
@staff_page(*sorted(states.READERS))
def queue(request: HttpRequest) -> HttpResponse:
    by, ended = actor_of(request), request.GET.get("show") == "ended"
    told = {"rows": queries.queue(by, ended=ended), "ended": ended, "today": clock.today()}
    return render(request, "staff/privacy/queue.html", told)


@require_GET
@staff_page(*sorted(states.READERS))
def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    by = actor_of(request)
    shown = _shown(request, request_id)
    actions.looked_at(request_id, by=by, because=WORK)
    standing = queries.what_may_go(shown.person_id, but_for=shown.id) if shown.kind == states.ERASURE else []
    told = {"one": shown, "standing": standing, "keeps": queries.may_keep(shown, by)}
    return render(request, "staff/privacy/request.html", told)


@require_http_methods(["GET", "POST"])
@staff_page(*sorted(states.ALL_KEEPERS))
def step(request: HttpRequest, request_id: UUID, step: str) -> HttpResponse:
    """Acknowledge, answer, refuse, erase: one page each, but the first needs no words."""
    shown = _shown(request, request_id)
    if step not in _TITLES or (step == "erase" and shown.kind != states.ERASURE):
        raise Http404
    form = None if step == "acknowledge" else (RefusalForm if step == "refuse" else AnswerForm)(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            _take(request, request_id, step, form.cleaned_data if form else {})
        except NotAllowed as refusal:
            if form is None:
                raise
            form.add_error(None, str(reasons.words(refusal.reason).title))
        else:
            messages.success(request, _("Done. It is written to the history."))
            return redirect("staff:privacy_request", request_id)
    standing = queries.what_may_go(shown.person_id, but_for=shown.id) if step == "erase" else []
    told = {"one": shown, "form": form, "title": _TITLES[step], "standing": standing, "step": step}
    return render(request, "staff/privacy/step.html", told)


_TITLES = {
    "acknowledge": gettext_lazy("Say that we look into it"),
    "answer": gettext_lazy("Answer"),
    "refuse": gettext_lazy("Refuse"),
    "erase": gettext_lazy("Delete what may go, and answer"),
}


def _take(request: HttpRequest, request_id: UUID, step: str, said: dict[str, str]) -> None:
    by = actor_of(request)
    if step == "acknowledge":
        actions.acknowledge(request_id, by=by, because=WORK)
    elif step == "answer":
        actions.answer(request_id, said["words"], by=by, because=WORK)
    elif step == "refuse":
        actions.refuse(request_id, said["reason"], said["words"], by=by, because=WORK)
    else:
        actions.erase_on_request(request_id, said["words"], by=by, because=WORK)


def _shown(request: HttpRequest, request_id: UUID) -> queries.RequestFacts:
    shown = queries.read(request_id, actor_of(request))
    if shown is None:
        raise Http404
    return shown
