"""Somebody who was asked: what they said, reminding them, asking again, asking somebody else. Training, paper by paper."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from careregister.applications.queries import WholeApplication
from careregister.base import clock
from careregister.base.actors import Because
from careregister.checks import actions as checks
from careregister.checks import policy_of_asks
from careregister.checks.queries import AskFacts
from careregister.checks.questions import QUESTIONS
from careregister.training import actions as training
from careregister.training import queries as awards
from careregister.web.staff.door import actor_of, staff_page

from . import words
from .file import openable
from .opening import READERS, WORKERS, closed, opened, page, tried, why_closed, why_nobody_is_asked

_WORK = Because("work")


class SomebodyElseForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Their name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("Their e-mail address"), max_length=200)


class LiftForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("How did they tell you?"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )


class AwardForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("In words (needed if you do not accept it)"), required=False, max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_page(*READERS)
def ask(request: HttpRequest, reference: str, ask_id: UUID) -> HttpResponse:
    """What somebody answered; opening it is written down."""
    by = actor_of(request)
    file = opened(request, reference)
    one = next((row for row in file.asks if row.id == ask_id), None)
    if one is None:
        raise Http404
    why, nobody = why_closed(request, file), why_nobody_is_asked(request, file)
    form = SomebodyElseForm(request.POST if request.POST.get("do") == "else" else None)
    lift = LiftForm(request.POST if request.POST.get("do") == "lift" else None, prefix="lift")
    more: dict[str, Any] = {
        "lift": lift if one.unwilling and not why and by.roles & policy_of_asks.HEAD else None,
        "may_ask": not nobody,
    }
    if request.method == "POST":
        if why:
            return closed(request, file, why)
        if request.POST.get("do") == "lift":
            return _lift(request, file, one, lift, more)
        if nobody:
            return closed(request, file, nobody)
        do = request.POST.get("do", "")
        plain = forms.Form(request.POST)
        acts: dict[str, Any] = {
            "again": lambda: checks.ask_again(one.id, by=by, because=_WORK),
            "remind": lambda: checks.remind(one.id, by=by, because=_WORK),
            "else": lambda: checks.ask_somebody_else(
                one.id, name=form.cleaned_data["name"], email=form.cleaned_data["email"], by=by, because=_WORK
            ),
        }
        if do not in acts:
            raise Http404
        plain.is_valid()
        asked = form if do == "else" else plain
        if (do != "else" or form.is_valid()) and tried(asked, acts[do]):
            messages.success(request, _("A letter is on its way."))
            return redirect("staff:application", file.reference)
        if do != "else":
            return page(
                request, "ask.html", file=file, one=one, answers=(), form=form, why=why, wrong=plain, status=409, **more
            )
    said: list[tuple[str, str]] = []
    if one.can_be_read and why != "conflict_declared":
        said = _answers(checks.read_answers(one.id, by=by, because=_WORK), one.kind)
    return page(request, "ask.html", file=file, one=one, answers=said, form=form, why=why, wrong=None, **more)


def _lift(
    request: HttpRequest, file: WholeApplication, one: AskFacts, lift: LiftForm, more: dict[str, Any]
) -> HttpResponse:
    """The owner of the address told us that they changed their mind."""
    if lift.is_valid():
        because = Because("told_us", lift.cleaned_data["words"])
        if tried(lift, lambda: checks.lift_never_write(one.id, by=actor_of(request), because=because)):
            messages.success(request, _("We may write to this address again."))
            return redirect("staff:application_ask", file.reference, one.id)
    form = SomebodyElseForm()
    return page(request, "ask.html", file=file, one=one, answers=(), form=form, why="", wrong=lift, status=400, **more)


@require_http_methods(["GET", "POST"])
@staff_page(*WORKERS)
def award(request: HttpRequest, reference: str, award_id: UUID) -> HttpResponse:
    """The paper of a course is seen, or refused with a reason."""
    by = actor_of(request)
    file = opened(request, reference)
    found = awards.passport(file.person_id, clock.today(), asker=by)
    one = next((row for row in found if row.id == award_id), None)
    if one is None:
        raise Http404
    if why := why_closed(request, file):
        return closed(request, file, why)
    form = AwardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen, said = request.POST.get("do") == "see", form.cleaned_data["words"].strip()
        if not seen and not said:
            form.add_error("words", _("Say why the paper does not prove it"))
        else:
            act = training.see_evidence if seen else training.refuse_evidence
            because = Because("looked_at" if seen else "not_shown", said)
            if tried(form, lambda: act(one.id, by=by, because=because)):
                messages.success(request, _("Recorded."))
                response = redirect("staff:application", file.reference)
                response["Location"] += "#check-training"
                return response
    return page(request, "award.html", file=file, one=one, form=form, papers=openable(one.documents, by))


def _answers(given: dict[str, str], kind: str) -> list[tuple[str, str]]:
    """Each question that was asked, with its answer in words."""
    rows = []
    for question in QUESTIONS[kind]:
        answer = given.get(question.code, "")
        if not answer or question.code == "true":
            continue
        known = {"yes": _("Yes"), "no": _("No"), **{code: str(said) for code, said in question.choices}}
        shown = words.month(answer) if question.kind == "month" else known.get(answer, answer)
        rows.append((str(question.label), shown))
    return rows
