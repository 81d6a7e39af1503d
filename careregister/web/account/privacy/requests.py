"""What somebody asks about their data: to put right, to delete, to stop; and where it stands."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.privacy import actions, queries
from careregister.privacy.names import KIND_NAMES
from careregister.web.parts import asking, reasons

OWN_WISH = Because("own_wish")
# What is asked by a form. To see what is held needs no asking: it is a page.
LABELS = {
    "correction": (gettext_lazy("What is wrong, and what is right?"), gettext_lazy("We answer within a month.")),
    "complaint": (
        gettext_lazy("What did we do wrong?"),
        gettext_lazy(
            "It may be about your data, your application, or how we treated you. Say nothing here about a care worker. "
            "We say within 30 days that we have it, and answer within three months."
        ),
    ),
    "erasure": (
        gettext_lazy("What shall we delete?"),
        gettext_lazy("We answer within a month. Some things have to stay for a time: below you see which, and why."),
    ),
    "objection": (
        gettext_lazy("What shall we stop doing with your data, and why?"),
        gettext_lazy("We answer within a month."),
    ),
}


class WordsForm(forms.Form):
    words = forms.CharField(max_length=4000, widget=forms.Textarea({"rows": 6}))

    def __init__(self, *args: Any, label: Any, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint
        self.fields["words"].widget.attrs.pop("maxlength", None)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    by = asking.actor(request)
    told: dict[str, Any] = {"requests": [], "copy": None, "kinds": [(code, KIND_NAMES[code]) for code in LABELS]}
    if by.person_id:
        told |= {"requests": queries.mine(by.person_id, by), "copy": queries.copy_of(by.person_id, by)}
    return render(request, "account/privacy/home.html", told)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, kind: str) -> HttpResponse:
    by = asking.actor(request)
    if kind not in LABELS or by.person_id is None:
        raise Http404
    label, hint = LABELS[kind]
    form = WordsForm(request.POST or None, label=label, hint=hint)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask(by.person_id, kind, form.cleaned_data["words"], by=by, because=OWN_WISH)
        except NotAllowed as refusal:
            form.add_error("words", str(reasons.words(refusal.reason).title))
        else:
            messages.success(request, _("We have it, and write to you."))
            return redirect("account_privacy_request", made)
    standing = queries.what_may_go(by.person_id) if kind == "erasure" else []
    return render(request, "account/privacy/ask.html", {"form": form, "title": KIND_NAMES[kind], "standing": standing})


@require_GET
def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    shown = queries.one_of_mine(request_id, asking.actor(request))
    if shown is None:
        raise Http404
    return render(request, "account/privacy/request.html", {"one": shown})


@require_POST
def withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    actions.withdraw(request_id, by=asking.actor(request), because=OWN_WISH)
    messages.success(request, _("Withdrawn. We do nothing more about it."))
    return redirect("account_privacy_request", request_id)


@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask that somebody else look at it."""
    by = asking.actor(request)
    shown = queries.one_of_mine(request_id, by)
    if shown is None or not shown.may_escalate:
        raise Http404
    form = WordsForm(request.POST or None, label=gettext_lazy("What is still wrong?"))
    if request.method == "POST" and form.is_valid():
        actions.escalate(request_id, form.cleaned_data["words"], by=by, because=OWN_WISH)
        messages.success(request, _("Somebody who did not answer before looks at it now."))
        return redirect("account_privacy_request", request_id)
    title = _("Ask somebody else to look at it")
    return render(request, "account/privacy/ask.html", {"form": form, "title": title, "standing": []})
