"""What applicants may read before they answer, and the page behind the link in a letter that asks them something."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from careregister.applications import actions, queries
from careregister.base import body, clock
from careregister.base.actors import ANONYMOUS, Because
from careregister.base.refusals import NotAllowed
from careregister.web.parts import reasons

from .. import door
from ..showing import show

BECAUSE = Because("own_wish")


class AnswerForm(forms.Form):
    """One box."""

    words = forms.CharField(label=_("Your answer"), max_length=4000, widget=forms.Textarea({"rows": 8}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs.pop("maxlength", None)


@require_http_methods(["GET", "POST"])
@door.about_persons
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The applicant answers without signing in. The link works for one answer."""
    asked = queries.reading_for_answer(token)
    if asked is None:
        return show(request, "applications/link_used.html", status=410)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_by_link(token, form.cleaned_data["words"], by=ANONYMOUS, because=BECAUSE)
        except NotAllowed as refusal:
            form.add_error("words", str(reasons.words(refusal.reason).title))
        else:
            return show(request, "applications/answered.html", {"asked": asked})
    return show(request, "applications/answer.html", {"asked": asked, "form": form})


@require_safe
@door.about_nobody
def convictions(request: HttpRequest) -> HttpResponse:
    """What a criminal record means here."""
    modes = body.body().rule("criminal_record.modes", clock.today())
    return show(request, "applications/convictions.html", {"rule": modes})


@require_safe
@door.about_nobody
def your_information(request: HttpRequest) -> HttpResponse:
    """What becomes of what an applicant tells us."""
    today = clock.today()
    told = {
        "draft_months": body.rule("admission.draft_months", today),
        "image_months": body.rule("criminal_record.image_months", today),
        "refused_months": body.rule("retention.refused_months", today),
    }
    return show(request, "applications/your_information.html", told)


@require_safe
@door.about_nobody
def code_of_conduct(request: HttpRequest) -> HttpResponse:
    """The code that is in force today."""
    today = clock.today()
    code = body.body().rule("code.conduct", today)
    told = {"code": code, "version": body.rule("code.version", today)}
    return show(request, "applications/code_of_conduct.html", told)
