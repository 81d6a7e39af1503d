"""Requests not to pay: read and decided by a membership officer, never about oneself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.membership import actions, policy, queries
from careregister.membership.states import OFFICERS
from careregister.web.parts.reasons import words as words_for
from careregister.web.staff.door import Missing, actor_of, staff_page
from careregister.web.staff.files import as_file

from . import words
from .forms import WaiverForm

READERS = tuple(sorted(policy.READS_HARDSHIP))
LATE_DAYS = 7


@require_GET
@staff_page(*READERS)
def waivers(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    rows = queries.waiver_queue(by)
    if rows:
        actions.read_list("waivers", len(rows), by=by, because=Because("work"))
    told = {"rows": rows, "late_days": LATE_DAYS, "w": words}
    return render(request, "staff/membership/waivers.html", told)


@require_POST
@staff_page(*READERS)
def take_list(request: HttpRequest) -> HttpResponse:
    """Who waits for how long, as a CSV file. What they say of their hardship stays here."""
    by = actor_of(request)
    rows = queries.waiver_queue(by)
    actions.take_list("waivers", len(rows), by=by, because=Because("list_taken"))
    head = [_("Who"), _("Membership"), _("Asked on"), _("Waits, days")]
    return as_file(
        "requests-not-to-pay",
        head,
        (
            [one.name, words.SHORT[one.membership_state], clock.london_day(one.asked_at).isoformat(), one.waits_days]
            for one in rows
        ),
    )


@require_http_methods(["GET", "POST"])
@staff_page(*READERS)
def waiver(request: HttpRequest, request_id: UUID) -> HttpResponse:
    by = actor_of(request)
    asked = queries.waiver(request_id, by)
    if asked is None:
        raise Missing(_("There is no such request"), _("It may be your own: a colleague decides about that."))
    actions.look(asked.person_id, by=by, because=Because("work"))
    form = WaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = _decided(request_id, form, yes="grant" in request.POST, by=by)
        except NotAllowed as refusal:
            told = words_for(refusal.reason)
            missing = refusal.reason == "words_missing"
            form.add_error("words" if missing else None, str(told.title) if missing else f"{told.title}. {told.more}")
        else:
            messages.success(request, said)
            return redirect("staff:waivers")
    shown = {"asked": asked, "form": form, "decides": bool(by.roles & OFFICERS), "w": words}
    return render(request, "staff/membership/waiver.html", shown)


def waiting(by: Actor) -> list[tuple[str, int, str]]:
    """(what, how many, where) for the first page of staff."""
    if not by.roles & OFFICERS:
        return []
    count = len(queries.waiver_queue(by))
    return [(_("Requests not to pay"), count, reverse("staff:waivers"))] if count else []


def _decided(request_id: UUID, form: WaiverForm, *, yes: bool, by: Actor) -> str:
    spoken = form.cleaned_data["words"]
    if yes:
        actions.grant_waiver(request_id, form.cleaned_data["months"], by=by, because=Because("hardship", spoken))
        return _("Granted. We wrote to them.")
    actions.decline_waiver(request_id, by=by, because=Because("not_hardship", spoken))
    return _("Declined. We wrote to them.")
