"""Finding a member by name or number, and who is behind. What was typed stands in no address."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base.actors import Actor, Because
from careregister.membership import actions, policy, queries
from careregister.organisations import queries as organisations
from careregister.register import queries as register
from careregister.web.staff.door import actor_of, staff_page
from careregister.web.staff.files import as_file, in_pounds

from . import words

READERS = tuple(sorted(policy.READERS))
WORK = Because("work")
SHOWN, SHOWN_FOUND = 200, 50


class FindForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Name or registration number"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write a name or a number")},
    )


@require_http_methods(["GET", "POST"])
@staff_page(*READERS)
def members(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    form = FindForm(request.POST or None)
    found: tuple[queries.Found, ...] | None = None
    if request.method == "POST" and form.is_valid():
        found = _found(form.cleaned_data["text"], by)
        actions.read_list("found", len(found[:SHOWN_FOUND]), by=by, because=WORK)
        if len(found) == 1:
            return redirect("staff:member", found[0].person_id)
    told = {
        "form": form,
        "found": found[:SHOWN_FOUND] if found is not None else None,
        "more_found": found is not None and len(found) > SHOWN_FOUND,
        "numbers": register.numbers_of(one.person_id for one in found or ()),
        "by_plan": queries.by_plan(by),
        "states": [code for code in words.SHORT if code != "ended"],
        "w": words,
    }
    return render(request, "staff/membership/members.html", told)


@require_GET
@staff_page(*READERS)
def behind(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    found = queries.arrears(by, most=SHOWN + 1)
    rows = found[:SHOWN]
    if rows:
        actions.read_list("behind", len(rows), by=by, because=WORK)
    names = organisations.names_of(one.employer_id for one in rows if one.employer_id)
    told = {
        "rows": rows,
        "more_than": SHOWN if len(found) > SHOWN else 0,
        "numbers": register.numbers_of(one.person_id for one in rows),
        "employers": names,
        "w": words,
    }
    return render(request, "staff/membership/behind.html", told)


@require_POST
@staff_page(*READERS)
def take_behind(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    rows = queries.arrears(by, most=None)
    actions.take_list("behind", len(rows), by=by, because=Because("list_taken"))
    names = organisations.names_of(one.employer_id for one in rows if one.employer_id)
    numbers = register.numbers_of(one.person_id for one in rows)
    head = [_("Name"), _("Number"), _("Overdue since"), _("Days"), _("Pounds"), _("An employer’s payment")]
    cells = (
        [one.name, numbers.get(one.person_id, ""), one.since.isoformat(), one.days, in_pounds(one.pence), names.get(one.employer_id, "") if one.employer_id else ""]
        for one in rows
    )  # fmt: skip
    return as_file("members-behind", head, cells)


def _found(text: str, by: Actor) -> tuple[queries.Found, ...]:
    """By a number as typed, or else by name."""
    person = register.person_with_number(text)
    return queries.found(person.pk, by) if person else queries.find(text, by, most=SHOWN_FOUND + 1)
