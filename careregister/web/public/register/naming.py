"""A number and a name together: does this name match, and is this the right person?"""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from careregister.base import body, names, numbers
from careregister.register import queries
from careregister.register.queries import Missing

from .. import budgets, door
from ..showing import show
from . import entries
from .forms import Name, TheirNumber

FEWEST_LETTERS = 3


@require_POST
@door.about_persons
def name_answer(request: HttpRequest, number: str) -> HttpResponseBase:
    """Yes or no, and nothing else. "No" is also the answer about people whose names we do not give away."""
    canonical = numbers.canonical(number, body.body().number_prefix)
    if canonical is None:
        return redirect("public:entry", number=number[: entries.LONGEST_NUMBER])
    form = Name(request.POST)
    if form.is_valid() and names.letters(form.cleaned_data["name"]) < FEWEST_LETTERS:
        form.add_error("name", _("Write at least 3 letters of the name"))
    told = {"number": canonical, "form": form, "matches": None}
    if form.is_valid():
        budgets.spend(request, budgets.NAME_GUESSES)
        budgets.spend_about(canonical, budgets.NAME_GUESSES_ABOUT)
        told["matches"] = queries.name_matches(canonical, form.cleaned_data["name"])
    return show(request, "register/name_answer.html", told, status=200 if form.is_valid() else 400)


@require_POST
@door.about_persons
def right_person(request: HttpRequest, number: str) -> HttpResponseBase:
    """The number that the person gave, compared with the entry that was found by name."""
    link = request.POST.get("by", "")
    came = queries.read_link(link, number)
    if came is None:
        return redirect("public:entry", number=number[: entries.LONGEST_NUMBER])
    form = TheirNumber(request.POST)
    prefix = body.body().number_prefix
    if form.is_valid():
        given = form.cleaned_data["number"]
        if numbers.canonical(given, prefix) == number:
            return _known(number)
        form.add_error("number", _why_not(given, prefix))
    found = entries.look_up(request, number, None, with_name=True)
    if isinstance(found, Missing) or not found.name:
        return redirect("public:entry", number=number)
    return entries.ask_who(request, found, link, form, status=400)


def _known(number: str) -> HttpResponse:
    """On to the entry with its name: they had the name, and now the number."""
    address = reverse("public:entry", args=[number])
    return HttpResponseRedirect(f"{address}?{urlencode({'by': queries.link_for(number, certain=True)})}")


def _why_not(given: str, prefix: str) -> str:
    if numbers.canonical(given, prefix) is None:
        return _("That is not a whole registration number: one digit seems wrong or missing. Look at it again.")
    return _("That number belongs to another entry. This is not the person you mean: search for the number instead.")
