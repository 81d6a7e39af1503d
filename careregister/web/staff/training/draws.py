"""Drawing lots: what was drawn, and drawing a month by hand with a seed from outside."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from careregister.base import clock
from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.training import actions, catalogue, queries
from careregister.web.parts import reasons
from careregister.web.parts.jinja import date_words
from careregister.web.staff.door import actor_of, staff_page

from .one import REVIEWERS
from .queue import READERS

_AHEAD = 6


class DrawForm(forms.Form):
    month = forms.ChoiceField(label=gettext_lazy("Whose registration runs until a day in"))
    seed = forms.CharField(
        label=gettext_lazy("The seed"),
        max_length=200,
        help_text=gettext_lazy(
            "Best are numbers that nobody here can choose, and that anybody can look up: a lottery’s, say."
        ),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    seed_from = forms.CharField(
        label=gettext_lazy("Where it comes from"),
        max_length=200,
        help_text=gettext_lazy("It is published with the seed, so that anybody can check."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = clock.today().replace(day=1)
        drawn = set() if self.is_bound else {one.ends_from for one in queries.draws()}
        months = [one for ahead in range(_AHEAD) if (one := catalogue.months_after(first, ahead)) not in drawn]
        self.fields["month"].choices = [(one.isoformat(), date_words(one).partition(" ")[2]) for one in months]  # type: ignore[attr-defined]


@require_GET
@staff_page(*READERS)
def draws(request: HttpRequest) -> HttpResponse:
    told = {"rows": queries.draws(), "may_draw": queries.may_draw(actor_of(request))}
    return render(request, "staff/training/draws.html", told)


@require_http_methods(["GET", "POST"])
@staff_page(*REVIEWERS)
def new(request: HttpRequest) -> HttpResponse:
    form = DrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        first = date.fromisoformat(form.cleaned_data["month"])
        last = catalogue.months_after(first, 1) - timedelta(days=1)
        seed = {name: form.cleaned_data[name] for name in ("seed", "seed_from")}
        try:
            actions.draw(first, last, by=actor_of(request), because=Because("by_lot"), **seed)
        except NotAllowed as refusal:
            said = reasons.words(refusal.reason)
            form.add_error(None, f"{said.title}. {said.more}")
        else:
            messages.success(request, _("Lots were drawn. Letters to those who were drawn go out tonight."))
            return redirect("staff:draws")
    return render(request, "staff/training/draw.html", {"form": form})
