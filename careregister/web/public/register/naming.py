"""A number and a name together: does this name match?"""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from careregister.base import body, names, numbers
from careregister.register import queries

from .. import budgets, door
from ..showing import show
from . import entries
from .forms import Name

FEWEST_LETTERS = 3


@require_POST
@door.about_persons
def name_answer(request: HttpRequest, number: str) -> HttpResponseBase:
    """Yes, close (a letter differs) or no, and nothing else. "No" is also the answer about people whose names we do not give away."""
    canonical = numbers.canonical(number, body.body().number_prefix)
    if canonical is None:
        return redirect("public:entry", number=number[: entries.LONGEST_NUMBER])
    form = Name(request.POST)
    if form.is_valid() and names.letters(form.cleaned_data["name"]) < FEWEST_LETTERS:
        form.add_error("name", _("Write at least 3 letters of the name"))
    told = {"number": canonical, "form": form, "answer": ""}
    if form.is_valid():
        budgets.spend(request, budgets.NAME_GUESSES)
        name = form.cleaned_data["name"]
        told["answer"] = budgets.guess_about(canonical, request, lambda: queries.how_name_matches(canonical, name))
    return show(request, "register/name_answer.html", told, status=200 if form.is_valid() else 400)
