"""What the applicant says after sending: an answer, a reply, an appeal, another name to ask."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from careregister.applications import actions, queries, states
from careregister.applications.asked_others import ASKINGS
from careregister.applications.queries.own import MyApplication
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.checks import queries as asked
from careregister.evidence import purposes
from careregister.web.parts import holding, reasons, uploads
from careregister.web.parts.wizard import PageForm

from .door import HOME, applicant

BECAUSE = Because("own_wish")


class WordsForm(forms.Form):
    """One box for what somebody wants to say, and the papers that go with it."""

    words = forms.CharField(max_length=4000, widget=forms.Textarea({"rows": 8}))
    papers = uploads.FilesField(
        purpose=purposes.OTHER,
        required=False,
        label=gettext_lazy("Photos or PDFs that show it"),
        help_text=gettext_lazy("A letter or payslips, for example. Registrars alone see them."),
    )

    def __init__(self, *args: Any, label: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].required = label, required
        self.fields["words"].widget.attrs.pop("maxlength", None)


@require_http_methods(["GET", "POST"])
@applicant
def question(request: HttpRequest, by: Actor, mine: MyApplication) -> HttpResponse:
    """Answer what we asked."""
    if mine.state != states.INFORMATION_REQUESTED or mine.question is None:
        return redirect(HOME)
    label = gettext_lazy("Your answer")
    return _say(request, by, mine, "question", label, actions.answer, _("Thank you. We go on with your application."))


@require_http_methods(["GET", "POST"])
@applicant
def reply(request: HttpRequest, by: Actor, mine: MyApplication) -> HttpResponse:
    """Say one's side before anything is decided."""
    if mine.state != states.BEING_HEARD or mine.question is None:
        return redirect(HOME)
    label = gettext_lazy("Your side")
    return _say(request, by, mine, "reply", label, actions.reply, _("Thank you. We read it before we decide."))


@require_http_methods(["GET", "POST"])
@applicant
def appeal(request: HttpRequest, by: Actor, mine: MyApplication) -> HttpResponse:
    """Appeal against a refusal."""
    if not mine.may_appeal:
        return redirect(HOME)
    label = gettext_lazy("Why do you think we are wrong?")
    return _say(request, by, mine, "appeal", label, actions.appeal, _("We have your appeal."))


@require_http_methods(["GET", "POST"])
@applicant
def somebody_else(request: HttpRequest, by: Actor, mine: MyApplication, *, ask_id: UUID) -> HttpResponse:
    """Name another person to ask instead of one who does not answer."""
    ask = _ask(by, mine, ask_id)
    asking = ASKINGS[ask.kind]
    form = PageForm(asking.page, {}, choices=queries.choices_of, data=request.POST or None)
    if request.method == "POST" and "find" in request.POST:
        form.as_typed()
    elif request.method == "POST" and form.is_valid():
        said = form.kept()
        try:
            actions.ask_somebody_else(mine.id, ask.id, said, by=by, because=BECAUSE)
        except NotAllowed as refusal:
            form.add_error(asking.email, str(reasons.words(refusal.reason).title))
        else:
            messages.success(request, _("We write to %(name)s now.") % {"name": said[asking.name]})
            return redirect(HOME)
    told = {"mine": mine, "ask": ask, "form": form}
    return render(request, "account/applications/somebody_else.html", told)


@require_POST
@applicant
def again(request: HttpRequest, by: Actor, mine: MyApplication, *, ask_id: UUID) -> HttpResponse:
    """Ask the same person once more."""
    ask = _ask(by, mine, ask_id)
    try:
        actions.ask_again(mine.id, ask.id, by=by, because=BECAUSE)
    except NotAllowed as refusal:
        messages.warning(request, str(reasons.words(refusal.reason).title))
    else:
        messages.success(request, _("We write to %(name)s again now.") % {"name": ask.name})
    return redirect(HOME)


def _say(
    request: HttpRequest, by: Actor, mine: MyApplication, page: str, label: Any, act: Any, thanks: str
) -> HttpResponse:
    held = holding.returned(request, by.person_id) if by.person_id else None
    required = not (mine.question and mine.question.sections)
    form = WordsForm(request.POST or held, request.FILES or None, label=label, required=required)
    if form.is_bound:
        uploads.take(form, person_id=by.person_id, by=by, because=BECAUSE)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        papers = [UUID(one) for one in form.cleaned_data["papers"]]
        try:
            act(mine.id, form.cleaned_data["words"], papers=papers, by=by, because=BECAUSE)
        except NotAllowed as refusal:
            form.add_error("words", str(reasons.words(refusal.reason).title))
        else:
            messages.success(request, thanks)
            return redirect(HOME)
    parts = [part for part in mine.sections if mine.question and part.code in mine.question.sections]
    told = {
        "mine": mine,
        "form": form,
        "parts": parts,
        "returned": held is not None,
    }
    return render(request, f"account/applications/{page}.html", told)


def _ask(by: Actor, mine: MyApplication, ask_id: UUID) -> Any:
    """An ask of this application. Http404 for any other."""
    for one in asked.asks_of(mine.id, by):
        if one.id == ask_id:
            return one
    raise Http404
