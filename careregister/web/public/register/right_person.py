"""Is this the right person? Somebody found a name that is not certain, and the number decides.

The address holds a sealed question and never the number, which is the answer. The way on without a number shows how the
entry stands and nothing by which it could be found again: neither name nor number, no place and no day.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careregister.base import body, numbers
from careregister.register import queries
from careregister.register.queries import EntryShown, Missing

from .. import budgets, door
from ..showing import show
from . import entries, saying
from .forms import TheirNumber


@require_http_methods(["GET", "HEAD", "POST"])
@door.about_persons
def right_person(request: HttpRequest) -> HttpResponseBase:
    """The question, the answer to it, and the way on for whoever has none."""
    sent = request.POST if request.method == "POST" else request.GET
    question = sent.get("ask", "")
    number = queries.asked_about(question)
    if number is None:
        return show(request, "register/question_over.html", status=404)
    form = TheirNumber(request.POST) if request.method == "POST" else TheirNumber()
    if form.is_bound and form.is_valid():
        given = numbers.canonical(form.cleaned_data["number"], body.body().number_prefix)
        if given is not None:
            budgets.spend(request, budgets.NAME_GUESSES)  # a number tried for a name is a name tried for a number
        if given == number:
            return _known(number)
        form.add_error("number", _why_not(given))
    in_doubt = "unsure" in request.GET
    found = entries.look_up(request, number, None, with_name=not in_doubt)
    if isinstance(found, Missing):
        return show(request, "register/question_over.html", status=404)
    told = {"entry": found, "form": form, "question": question}
    status = 400 if form.is_bound else 200
    if in_doubt or not found.name:
        told |= {"kind": saying.kind(found), "limits": _limits(found)}
        return show(request, "register/in_doubt.html", told, status=status)
    return show(request, "register/right_person.html", {**told, "place": saying.place(found)}, status=status)


def _known(number: str) -> HttpResponse:
    """On to the entry with its name: they had the name, and now the number."""
    address = reverse("public:entry", args=[number])
    return HttpResponseRedirect(f"{address}?{urlencode({'by': queries.link_for(number)})}")


def _why_not(given: str | None) -> str:
    if given is None:
        return _("That is not a whole registration number: one digit seems wrong or missing. Look at it again.")
    return _("That number belongs to another entry. This is not the person you mean: search for the number instead.")


def _limits(found: EntryShown) -> list[str]:
    """What is in force, without its days: those would lead from the name to the entry that has the same ones."""
    return sorted({one.line for one in found.restrictions if one.in_force})
