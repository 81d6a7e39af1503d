"""Steps of one renewal, a page each: what it does, what it asks, and the button that says it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.renewals import actions, states
from careregister.web.parts import reasons
from careregister.web.staff.door import Missing, actor_of, staff_page

from . import forms
from .lists import OPENERS
from .one import opened

Does = Callable[[UUID, Any, Actor], object]


@dataclass(frozen=True, slots=True)
class Step:
    """`says`: what comes of it, above the form. `kind`: of the button."""

    title: Promise
    says: Promise
    form: type[forms.StepForm]
    does: Does
    kind: str = ""


def _renew(one: UUID, form: Any, by: Actor) -> object:
    return actions.renew_after_look(one, by=by, because=form.because, seen=form.seen_now)


def _hand_back(one: UUID, form: Any, by: Actor) -> object:
    return actions.hand_back(one, by=by, because=form.because, seen=form.seen_now)


def _agree(one: UUID, form: Any, by: Actor) -> object:
    return actions.agree_deferral(one, form.day, by=by, because=form.because, seen=form.seen_now)


def _decline(one: UUID, form: Any, by: Actor) -> object:
    return actions.decline_deferral(one, by=by, because=form.because, seen=form.seen_now)


def _defer(one: UUID, form: Any, by: Actor) -> object:
    return actions.defer(one, form.cleaned_data["reason"], form.day, by=by, because=form.because, seen=form.seen_now)


def _end(one: UUID, form: Any, by: Actor) -> object:
    return actions.end_deferral(one, by=by, because=form.because)


def _chase(one: UUID, form: Any, by: Actor) -> object:
    return actions.chase_by_hand(one, form.cleaned_data["way"], by=by, because=form.because)


def _lapse(one: UUID, form: Any, by: Actor) -> object:
    return actions.look(one, states.LAPSE, by=by, because=form.because, seen=form.seen_now)


def _wait(one: UUID, form: Any, by: Actor) -> object:
    return actions.look(one, states.WAIT, wait_until=form.day, by=by, because=form.because, seen=form.seen_now)


STEPS: dict[str, Step] = {
    "renew": Step(
        gettext_lazy("Renew"),
        gettext_lazy("They are registered for another year, and get a letter."),
        forms.StepForm,
        _renew,
    ),
    "hand_back": Step(
        gettext_lazy("Hand back"),
        gettext_lazy(
            "They get your words in a letter, and the renewal is theirs again. They stay registered meanwhile."
        ),
        forms.HandBackForm,
        _hand_back,
    ),
    "agree": Step(
        gettext_lazy("Give more time"),
        gettext_lazy(
            "They get a letter. They stay registered and nobody reminds them until that day; then all reminders begin again."
        ),
        forms.AgreeForm,
        _agree,
    ),
    "decline": Step(
        gettext_lazy("Do not give more time"),
        gettext_lazy("They get your words in a letter, and the reminders go on."),
        forms.DeclineForm,
        _decline,
    ),
    "defer": Step(
        gettext_lazy("Give more time"),
        gettext_lazy(
            "For somebody who told us by telephone or post. They get a letter. They stay registered and nobody reminds them until "
            "that day; then all reminders begin again."
        ),
        forms.DeferForm,
        _defer,
    ),
    "end_deferral": Step(
        gettext_lazy("End the time that was given"),
        gettext_lazy("The time ends today, and all reminders begin again."),
        forms.EndForm,
        _end,
    ),
    "chase": Step(
        gettext_lazy("Write down that you reached them"),
        gettext_lazy(
            "It counts as a notice that arrived, and stands among the notices with your role. Nobody is written to."
        ),
        forms.ChaseForm,
        _chase,
    ),
    "lapse": Step(
        gettext_lazy("Agree that it lapses"),
        gettext_lazy(
            "Their registration ends tonight, if nothing has changed by then: everything is checked once more. You are kept as "
            "the person who looked and agreed. If they renew, or ask for more time, before then, they stay."
        ),
        forms.LapseForm,
        _lapse,
        "warning",
    ),
    "wait": Step(
        gettext_lazy("Wait"),
        gettext_lazy("Nothing ends before that day. It stays on the list, below the others."),
        forms.WaitForm,
        _wait,
    ),
}

# For whoever asks to come back: they are not registered, and no ladder runs.
COMING_BACK: dict[str, Step] = {
    "renew": Step(
        gettext_lazy("Bring back to the register"),
        gettext_lazy("They are registered again from today, with the number they had, and get a letter."),
        forms.StepForm,
        _renew,
    ),
    "hand_back": Step(
        gettext_lazy("Hand back"),
        gettext_lazy(
            "They get your words in a letter, and can write on it again. They are not registered until somebody brings them back."
        ),
        forms.BackForm,
        _hand_back,
    ),
}


@require_http_methods(["GET", "POST"])
@staff_page(*OPENERS)
def step(request: HttpRequest, renewal_id: UUID, step: str) -> HttpResponse:
    one = opened(renewal_id, request)
    wanted = (STEPS if one.kind == states.RENEWAL else STEPS | COMING_BACK).get(step)
    if wanted is None:
        raise Missing(_("There is no such step"), _("Go back to the renewal and choose one."))
    if step not in one.can and request.method == "GET":
        messages.info(request, _("This cannot be done now, or not by you."))
        return redirect("staff:renewal", renewal_id)
    form = wanted.form(request.POST if request.method == "POST" else None, one=one)
    if request.method == "POST" and form.is_valid():
        try:
            wanted.does(renewal_id, form, actor_of(request))
        except NotAllowed as refusal:
            said = reasons.words(refusal.reason)
            form.add_error(None, f"{said.title}. {said.more}")
        else:
            messages.success(request, _("Done. It is written to the history."))
            return redirect("staff:renewal", renewal_id)
    told = {"one": one, "form": form, "step": wanted, "code": step}
    return render(request, "staff/renewals/step.html", told, status=400 if form.errors else 200)
