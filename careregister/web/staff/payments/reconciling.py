"""Every night the ledger is compared with the provider's own list: the difference to the penny, and what to do about it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.payments import actions, policy, queries
from careregister.payments.states import FINANCE
from careregister.web.parts.reasons import words as words_for
from careregister.web.staff.door import Missing, actor_of, staff_page
from careregister.web.staff.files import as_file, in_pounds

from . import words

READERS = tuple(sorted(policy.READERS))


class ExplainForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What was it?"),
        help_text=gettext_lazy("For example: the provider’s monthly charge for Bacs. It is booked with your words, once."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say what it was in a few words")},
    )  # fmt: skip


@require_GET
@staff_page(*READERS)
def nights(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    rows = queries.reconciliations(by)
    told = {
        "nights": rows,
        "newest": rows[0] if rows else None,
        "unexplained": queries.unexplained(by),
        "overpaid": queries.overpaid(by),
        "balances": queries.balances(by),
        # The charts have no room below nothing, where a balance is after large refunds.
        "drawn": len(rows) > 1 and min(min(one.provider_pence, one.ledger_pence) for one in rows) >= 0,
        "labels": [formats.date_format(one.day, "j M") for one in reversed(rows)],
        "held": [
            (_("By the provider’s list"), [one.provider_pence / 100 for one in reversed(rows)]),
            (_("By our ledger"), [one.ledger_pence / 100 for one in reversed(rows)]),
        ],
        "may_explain": bool(by.roles & FINANCE),
        "w": words,
    }
    return render(request, "staff/payments/reconciliation.html", told)


@require_POST
@staff_page(*READERS)
def take_list(request: HttpRequest) -> HttpResponse:
    """Every night with its differences, as a CSV file."""
    by = actor_of(request)
    actions.look_at_figures("reconciliation as a file", by=by, because=Because("list_taken"))
    head = [
        _("Night"), _("Movements"), _("Provider, pounds"), _("Ledger, pounds"), _("Difference, pounds"), _("Kind"), _("What"),
        _("Provider says, pounds"), _("Ledger says, pounds"), _("Movement"),
    ]  # fmt: skip
    rows: list[list[object]] = []
    for night in queries.reconciliations(by, most=400):
        first: list[object] = [
            night.day.isoformat(), night.movements, in_pounds(night.provider_pence), in_pounds(night.ledger_pence),
            in_pounds(night.difference),
        ]  # fmt: skip
        rows += [
            [*first, words.DIFFERENCES[one.kind][0], words.WHAT[one.what], in_pounds(one.provider_pence), in_pounds(one.ledger_pence), one.movement]
            for one in night.differences
        ] or [[*first, "", "", "", "", ""]]  # fmt: skip
    return as_file("reconciliation", head, rows)


@require_http_methods(["GET", "POST"])
@staff_page(*sorted(FINANCE))
def explain(request: HttpRequest, movement_id: str) -> HttpResponse:
    by = actor_of(request)
    found = next((one for one in queries.unexplained(by) if one[0] == movement_id), None)
    if found is None:
        raise Missing(_("There is nothing to explain here"), _("It was explained already, or never was."))
    form = ExplainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.explain_movement(movement_id, by=by, because=Because("explained", form.cleaned_data["words"]))
        except NotAllowed as refusal:
            said = words_for(refusal.reason)
            form.add_error(None, f"{said.title}. {said.more}")
        else:
            messages.success(request, _("Booked. The next comparison has it."))
            return redirect("staff:reconciliation")
    return render(request, "staff/payments/movement.html", {"form": form, "movement": found})
