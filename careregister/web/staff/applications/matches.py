"""Somebody we may have met before: the reasons and their weights side by side, and a registrar's word. Looks are recorded."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from careregister.applications import actions
from careregister.applications.linkage import queries as linkage
from careregister.base.actors import Because
from careregister.web.staff.door import actor_of, staff_page

from .opening import REGISTRARS, opened, page, tried, why_closed

_DO: dict[str, Any] = {"same": actions.say_same, "different": actions.say_different}


class MatchForm(forms.Form):
    who = forms.ChoiceField(
        label=gettext_lazy("Who is it?"), widget=forms.RadioSelect,
        choices=(("same", gettext_lazy("The same person")), ("different", gettext_lazy("Somebody else"))),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("How do you know?"), max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("What you compared, and whom you asked."),
    )  # fmt: skip
    match = forms.CharField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@staff_page(*REGISTRARS)
def matches(request: HttpRequest, reference: str) -> HttpResponse:
    """Decided here, and corrected here when the decision was an error."""
    by = actor_of(request)
    file = opened(request, reference)
    sent: MatchForm | None = None
    ids = {str(one.id): one.id for one in file.matches}
    if request.method == "POST":
        match_id = request.POST.get("match", "")
        if match_id not in ids:
            raise Http404
        sent = MatchForm(request.POST, prefix=None, auto_id=f"{match_id}-%s")
        if sent.is_valid() and _said(sent, file.id, ids[match_id], by):
            messages.success(request, _("Recorded."))
            return redirect("staff:application_matches", file.reference)
    found = linkage.matches(file.id, by)
    blank = {
        one.id: sent
        if sent is not None and sent.data.get("match") == str(one.id)
        else MatchForm(auto_id=f"{one.id}-%s", initial={"match": one.id, "seen": file.steps_taken})
        for one in found
    }
    closed_words = {one.id: (one.closed_by, one.closed_at, one.closed_words) for one in file.matches}
    told = {"matches": found, "forms": blank, "sent": sent, "closed": closed_words, "why": why_closed(request, file)}
    overtaken = sent is not None and getattr(sent, "refusal", "") == "changed_meanwhile"
    return page(request, "matches.html", status=409 if overtaken else 200, file=file, overtaken=overtaken, **told)


def _said(form: MatchForm, application_id: UUID, match_id: UUID, by: Any) -> bool:
    said = form.cleaned_data
    because = Because("compared", said["words"])
    act = _DO[said["who"]]
    return tried(form, lambda: act(application_id, match_id, by=by, because=because, seen=said["seen"]))
