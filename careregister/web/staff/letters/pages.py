"""Letters: those that did not arrive, and each for those who may read it. Every look is written down."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from careregister.applications import queries as applications
from careregister.base import clock
from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.letters import actions, policy, queries
from careregister.people import queries as people
from careregister.register import queries as register
from careregister.web.parts.reasons import words as words_for
from careregister.web.staff.door import actor_of, staff_page

from . import words
from .forms import HandleForm

READERS = tuple(sorted(policy.READERS))
SENDERS = tuple(sorted(policy.SENDERS))
LISTERS = tuple(sorted(policy.SENDERS | policy.AUDITORS))
WORK = Because("work")


@require_GET
@staff_page(*LISTERS)
def trouble(request: HttpRequest) -> HttpResponse:
    """What did not arrive, without a word of what it says."""
    by = actor_of(request)
    told = {
        "rows": queries.trouble(by=by),
        "handles": bool(by.roles & policy.SENDERS),
        "waiting": queries.waiting(),
        "now": clock.now(),
        "w": words,
    }
    return render(request, "staff/letters/trouble.html", told)


@require_GET
@staff_page(*READERS)
def of_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    by = actor_of(request)
    letters = queries.of_person(person_id, by=by)
    name = people.names_of([person_id]).get(person_id, "")
    if not letters and not name:
        raise Http404
    actions.look_at_list(person_id, by=by, because=WORK)
    told = {"letters": letters, "name": name, "w": words, "back": _back(request, person_id)}
    return render(request, "staff/letters/of_person.html", told)


def _back(request: HttpRequest, person_id: UUID) -> str:
    """Where the reader came from: the file that the address names, or else the person's record or the list. Empty for
    who may read neither."""
    file = applications.find(request.GET.get("file", "")[:20])
    if file is not None and file.person_id == person_id:
        return reverse("staff:application", args=[file.reference])
    if not actor_of(request).roles & {*LISTERS}:
        return ""
    number = register.number_of(person_id)
    return reverse("staff:record", args=[number]) if number else reverse("staff:letters")


@require_GET
@staff_page(*READERS)
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    by = actor_of(request)
    opened = actions.look(letter_id, by=by, because=WORK)
    if opened is None:
        raise Http404
    told = {
        "letter": opened,
        "person_id": queries.person_of(letter_id),
        "handles": bool(by.roles & policy.SENDERS),
        "w": words,
    }
    return render(request, "staff/letters/letter.html", told)


@require_http_methods(["GET", "POST"])
@staff_page(*SENDERS)
def handle(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Send it again, or leave it at that with a reason."""
    by = actor_of(request)
    row = queries.trouble_with(letter_id, by=by)
    if row is None:
        raise Http404
    form = HandleForm(request.POST or None)
    if request.method == "POST" and "again" in request.POST:
        actions.send_again(letter_id, by=by, because=Because("send_again"))
        messages.success(request, _("It is sent again, under the same number, so that nobody gets it as two letters."))
        return redirect("staff:letters")
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_off(letter_id, by=by, because=Because("handled", form.cleaned_data["words"]))
        except NotAllowed as refusal:
            said = words_for(refusal.reason)
            form.add_error(None, f"{said.title}. {said.more}")
        else:
            messages.success(request, _("Left at that. It stays among the person’s letters."))
            return redirect("staff:letters")
    told = {"row": row, "form": form, "why_not": row.why_not and words_for(row.why_not), "w": words}
    status = 400 if form.errors else 200
    return render(request, "staff/letters/handle.html", told, status=status)
