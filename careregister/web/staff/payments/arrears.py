"""What is owed, by how long it has been due; and whose each open invoice of one age is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from careregister.base.actors import Actor, Because
from careregister.organisations import queries as organisations
from careregister.payments import actions, policy, queries
from careregister.web.staff.door import actor_of, staff_page
from careregister.web.staff.files import as_file, in_pounds

from . import words

READERS = tuple(sorted(policy.READERS))
WORK = Because("work")
SHOWN = 200


@require_GET
@staff_page(*READERS)
def arrears(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    age = _age(request.GET.get("age", ""))
    ages = queries.arrears_by_age(by)
    rows = _rows(age, by, most=SHOWN + 1) if age else []
    told = {
        "ages": ages,
        "age": age,
        "rows": rows[:SHOWN],
        "more_than": SHOWN if len(rows) > SHOWN else 0,
        "balances": queries.balances(by),
        "overdue_pence": sum(one.pence for one in ages if one.code != "not_due"),
        "w": words,
    }
    if age:
        actions.look_at_figures(f"arrears {age}", by=by, because=WORK)
    return render(request, "staff/payments/arrears.html", told)


@require_POST
@staff_page(*READERS)
def take_list(request: HttpRequest) -> HttpResponse:
    """Every open invoice of one age, or without one the ages themselves, as a CSV file."""
    by = actor_of(request)
    age = _age(request.POST.get("age", ""))
    actions.look_at_figures(f"arrears {age or 'by age'} as a file", by=by, because=Because("list_taken"))
    if not age:
        head = [_("Age"), _("Invoices"), _("Payers"), _("Pounds")]
        rows = (
            [words.AGES[one.code], one.invoices, one.payers, in_pounds(one.pence)] for one in queries.arrears_by_age(by)
        )
        return as_file("arrears-by-age", head, rows)
    head = [_("Invoice"), _("Who owes"), _("Due on"), _("Days"), _("Pounds"), _("A way to pay")]
    listed = _rows(age, by, most=None)
    return as_file(
        "arrears",
        head,
        (
            [
                one.number,
                name,
                one.due_on.isoformat(),
                one.days,
                in_pounds(one.open_pence),
                _("yes") if one.has_method else _("none"),
            ]
            for one, name in listed
        ),
    )


def _rows(age: str, by: Actor, *, most: int | None) -> list[tuple[Any, str]]:
    """Open invoices with whom they are to."""
    rows = queries.arrears(by, age, most=most)
    names = organisations.names_of(one.organisation_id for one in rows if one.organisation_id)
    return [(one, one.name or (names.get(one.organisation_id, "") if one.organisation_id else "")) for one in rows]


def _age(said: str) -> str:
    return said if said in words.AGES else ""
