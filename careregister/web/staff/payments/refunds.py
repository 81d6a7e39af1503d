"""Giving money back: asked for by one finance officer, and above the limit agreed by another."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base import body, clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history import queries as history
from careregister.membership import queries as membership
from careregister.payments import actions, policy, queries
from careregister.payments.states import ASKED, FINANCE, SUCCEEDED
from careregister.web.parts.reasons import words as words_for
from careregister.web.staff.door import Missing, actor_of, staff_page
from careregister.web.staff.files import as_file, in_pounds

from . import words
from .forms import RefundForm, SecondForm
from .payers import name_of, names_of

READERS = tuple(sorted(policy.READERS))
OFFICERS = tuple(sorted(FINANCE))
SHOWN = 200


@require_GET
@staff_page(*READERS)
def refunds(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    rows = queries.refunds(by, most=SHOWN + 1)
    too_much = queries.overpaid(by)
    if rows or too_much:
        actions.look_at_figures("refunds", by=by, because=Because("work"))
    names = names_of((payer_id for _attempt, payer_id, _pence in too_much), by)
    told = {
        "waiting": _named(queries.refunds(by, waiting=True, most=None), by),
        "others": _named([one for one in rows[:SHOWN] if one.state != ASKED], by),
        "more_than": SHOWN if len(rows) > SHOWN else 0,
        "to_refund": membership.to_refund(by),
        "overpaid": [(attempt, names.get(payer_id, ""), pence) for attempt, payer_id, pence in too_much],
        "alone_pence": _limit(),
        "is_officer": bool(by.roles & FINANCE),
        "w": words,
    }
    return render(request, "staff/payments/refunds.html", told)


@require_POST
@staff_page(*READERS)
def take_list(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    actions.look_at_figures("refunds as a file", by=by, because=Because("list_taken"))
    head = [
        _("Asked on"),
        _("To"),
        _("Pounds"),
        _("Of pounds paid"),
        _("Why"),
        _("Asked by"),
        _("Settled by"),
        _("State"),
    ]
    rows = (
        [
            clock.london_day(one.asked_at).isoformat(), name, in_pounds(one.pence), in_pounds(one.paid_pence),
            words.REASONS.get(one.because, one.because), one.asked_by, one.settled_by, words.REFUNDS[one.state][0],
        ]
        for one, name in _named(queries.refunds(by, most=None), by)
    )  # fmt: skip
    return as_file("refunds", head, rows)


@require_http_methods(["GET", "POST"])
@staff_page(*OFFICERS)
def ask(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Give back all or a part of one payment."""
    by = actor_of(request)
    payment = queries.attempt(attempt_id)
    if payment is None or payment.state != SUCCEEDED:
        raise Missing(_("There is no payment to give back"), _("It was not received, or the bank has taken it back."))
    actions.look(payment.payer_id, by=by, because=Because("work"))
    most = payment.refundable_pence
    initial = {"pence": f"{most // 100}.{most % 100:02d}", "code": request.GET.get("why", "")}
    form = RefundForm(request.POST or None, most=most, initial=initial)
    if request.method == "POST" and form.is_valid():
        because = Because(form.cleaned_data["code"], form.cleaned_data["words"])
        try:
            refund_id = actions.ask_refund(attempt_id, form.cleaned_data["pence"], by=by, because=because)
        except NotAllowed as refusal:
            said = words_for(refusal.reason)
            form.add_error(None, f"{said.title}. {said.more}")
        else:
            found = queries.refund(refund_id, by)
            waits = found is not None and found.state == ASKED
            messages.success(
                request,
                _("It waits for a second finance officer.") if waits else _("Ordered. It is sent within minutes."),
            )
            return redirect("staff:refund", refund_id)
    told = {
        "form": form,
        "payment": payment,
        "name": name_of(payment.payer_id, by),
        "alone_pence": _limit(),
        "back": reverse("staff:payer", args=[payment.payer_id]),
        "w": words,
    }
    return render(request, "staff/payments/refund_new.html", told)


@require_http_methods(["GET", "POST"])
@staff_page(*READERS)
def refund(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    """One refund with its whole story; the second person agrees or not, whoever asked may take it back."""
    by = actor_of(request)
    found = queries.refund(refund_id, by)
    if found is None:
        raise Missing(_("There is no such refund"), _("Look at the list of refunds."))
    form = SecondForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        do = _wanted(request.POST, refund_id, by, form.cleaned_data["words"])
        try:
            if do is not None:
                do()
                messages.success(request, _("Done."))
                return redirect("staff:refund", refund_id)
        except NotAllowed as refusal:
            said = words_for(refusal.reason)
            if refusal.reason == "words_missing":
                form.add_error("words", str(said.title))
            else:
                form.add_error(None, f"{said.title}. {said.more}")
    told = {
        "refund": found,
        "form": form,
        "name": name_of(found.payer_id, by),
        "spoken": [one for one in reversed(history.of_subject("payments.refund", refund_id)) if one.words],
        "alone_pence": _limit(),
        "w": words,
    }
    return render(request, "staff/payments/refund.html", told)


def waiting(by: Actor) -> list[tuple[str, int, str]]:
    """(what, how many, where) for the first page of staff."""
    if not by.roles & FINANCE:
        return []
    theirs = sum(one.may_settle for one in queries.refunds(by, waiting=True))
    differences = len(newest.differences) if (newest := next(iter(queries.reconciliations(by, most=1)), None)) else 0
    rows = [
        (_("Refunds for you as the second person"), theirs, reverse("staff:refunds")),
        (_("Payments to give back"), len(membership.to_refund(by)), reverse("staff:refunds")),
        (_("Differences between the ledger and the provider"), differences, reverse("staff:reconciliation")),
    ]
    return [row for row in rows if row[1]]


def _wanted(said: Any, refund_id: UUID, by: Actor, spoken: str) -> Callable[[], None] | None:
    if "agree" in said:
        return lambda: actions.agree_refund(refund_id, by=by, because=Because("agreed", spoken))
    if "decline" in said:
        return lambda: actions.decline_refund(refund_id, by=by, because=Because("not_agreed", spoken))
    if "take_back" in said:
        return lambda: actions.take_back_refund(refund_id, by=by, because=Because("taken_back", spoken))
    return None


def _named(rows: list[queries.RefundShown], by: Actor) -> list[tuple[queries.RefundShown, str]]:
    names = names_of((one.payer_id for one in rows if not one.name), by)
    return [(one, one.name or names.get(one.payer_id, "")) for one in rows]


def _limit() -> int:
    limit: int = body.rule("payments.refund_alone_pence", clock.today())
    return limit
