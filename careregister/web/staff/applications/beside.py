"""What stands beside the steps: whether one knows the person, notes, and looking at an admission again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from careregister.applications import actions
from careregister.applications.queries import WholeApplication
from careregister.base.actors import Because
from careregister.checks.kinds import KINDS
from careregister.web.staff.door import actor_of, staff_page

from .opening import REGISTRARS, WORKERS, closed, opened, page, tried, why_closed

_LONG = {"rows": 5}


class InterestForm(forms.Form):
    know = forms.ChoiceField(
        label=gettext_lazy("Do you know this person?"), widget=forms.RadioSelect,
        choices=(
            ("no", gettext_lazy("No, I do not know them")),
            ("yes", gettext_lazy("Yes: family, a friend, a neighbour, somebody I worked with, or in another way")),
        ),
        help_text=gettext_lazy("If you do, a colleague decides. Nothing is held against you."),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("How do you know them? (if you do)"), required=False, max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("know") == "yes" and not said.get("words", "").strip():
            self.add_error("words", _("Say in a few words how you know them"))
        return said


class NoteForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Your note"), max_length=4000, widget=forms.Textarea(_LONG),
        help_text=gettext_lazy("The applicant may read it, if they ask for what we hold."),
    )  # fmt: skip


class LookForm(forms.Form):
    agreed = forms.ChoiceField(
        label=gettext_lazy("Was it right to admit them?"), widget=forms.RadioSelect,
        choices=(("yes", gettext_lazy("Yes, I agree")), ("no", gettext_lazy("No: the head of registration should act"))),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("In words (needed if you do not agree)"), required=False, max_length=4000,
        widget=forms.Textarea(_LONG),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("agreed") == "no" and not said.get("words", "").strip():
            self.add_error("words", _("Say why you do not agree"))
        return said


@require_http_methods(["GET", "POST"])
@staff_page(*WORKERS)
def interest(request: HttpRequest, reference: str) -> HttpResponse:
    """Asked at the first visit. Who said yes stays out of it."""
    file = opened(request, reference)
    first = {"know": {"conflict": "yes", "none": "no"}.get(file.interest, "")}
    form = InterestForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        conflict = form.cleaned_data["know"] == "yes"
        because = Because("know_them" if conflict else "do_not_know_them", form.cleaned_data["words"])
        if tried(
            form, lambda: actions.declare_interest(file.id, conflict=conflict, by=actor_of(request), because=because)
        ):
            messages.success(request, _("Noted. Hand it to a colleague.") if conflict else _("Noted. You can go on."))
            return redirect("staff:application", file.reference)
    return _page(request, file, form, _("Do you know this person?"), _("Save"), whose=True)


@require_http_methods(["GET", "POST"])
@staff_page(*WORKERS)
def note(request: HttpRequest, reference: str) -> HttpResponse:
    file = opened(request, reference)
    if why := why_closed(request, file):
        return closed(request, file, why)
    about = KINDS.get(request.GET.get("about", ""))
    form = NoteForm(request.POST or None, initial={"words": f"{about.name}: " if about else ""})
    if request.method == "POST" and form.is_valid():
        because = Because("note", form.cleaned_data["words"])
        if tried(form, lambda: actions.note(file.id, by=actor_of(request), because=because)):
            messages.success(request, _("The note is kept."))
            return redirect("staff:application", file.reference)
    return _page(request, file, form, _("Write a note"), _("Keep the note"))


@require_http_methods(["GET", "POST"])
@staff_page(*REGISTRARS)
def second_look(request: HttpRequest, reference: str) -> HttpResponse:
    """Another registrar looks at an admission that was drawn by chance."""
    file = opened(request, reference)
    drawn = next((one for one in file.decisions if one.second_look == "waiting"), None)
    why = why_closed(request, file) or (drawn.may_look_again if drawn else "no_second_look")
    if why not in ("", "yes"):
        return closed(request, file, why)
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agreed = form.cleaned_data["agreed"] == "yes"
        because = Because("looked_at", form.cleaned_data["words"])
        if tried(form, lambda: actions.look_again(file.id, agreed, by=actor_of(request), because=because)):
            messages.success(request, _("Looked at again."))
            return redirect("staff:application", file.reference)
    return _page(request, file, form, _("Look at this admission again"), _("Save"))


def _page(
    request: HttpRequest, file: WholeApplication, form: forms.Form, heading: str, button: str, *, whose: bool = False
) -> HttpResponse:
    return page(request, "beside.html", file=file, form=form, heading=heading, button=button, whose=whose)
