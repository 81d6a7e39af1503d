"""What a member changes: plan, pause, cancel, stay after all, ask not to pay. Each is one page and one button."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from careregister.base import clock, money
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.membership import actions, periods, queries
from careregister.membership.states import ACTIVE, STARTING
from careregister.membership.states import WAITING as UNDECIDED
from careregister.web.parts import reasons
from careregister.web.parts.jinja import date_words

from .door import HOME, OWN_WISH, able, member, refused
from .forms import PauseForm, PlanForm, WordsForm, plan_hints
from .joining import offered_to
from .pages import due_of, register_plan

MONTHS = (1, 2, 3, 6, 9, 12)


@require_http_methods(["GET", "POST"])
@able("change_plan")
def plan(request: HttpRequest, by: Actor, mine: queries.Mine) -> HttpResponse:
    """Another plan from the next payment on; of a membership that has not begun, at once."""
    now = mine.next_plan or mine.plan
    others = [one for one in offered_to(mine.person_id) if one.code != now.code]
    hints = plan_hints(offered_to(mine.person_id))
    only = others[0].code if len(others) == 1 else ""  # nobody agrees to a year by overlooking it
    form = PlanForm(request.POST or None, plans=others, hints=hints, initial={"plan": only})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_plan(mine.id, form.cleaned_data["plan"], by=by, because=OWN_WISH)
        except NotAllowed as refusal:
            form.add_error("plan", str(reasons.words(refusal.reason).title))
        else:
            messages.success(request, _plan_said(mine, form.cleaned_data["plan"]))
            return redirect(HOME)
    return render(request, "account/membership/plan.html", {"form": form, "mine": mine, "now": now})


@require_http_methods(["GET", "POST"])
@able("pause")
def pause(request: HttpRequest, by: Actor, mine: queries.Mine) -> HttpResponse:
    """No fee and no membership for a time, with an end."""
    begins = max(mine.next_due_on or clock.today(), clock.today())
    ends = [(months, periods.months_after(begins, months)) for months in MONTHS]
    last = mine.longest_pause or begins
    form = PauseForm(request.POST or None, ends=[one for one in ends if one[1] <= last])
    if request.method == "POST" and form.is_valid():
        until = date.fromisoformat(form.cleaned_data["until"])
        try:
            first = actions.pause(mine.id, until, by=by, because=OWN_WISH)
        except NotAllowed as refusal:
            form.add_error("until", str(reasons.words(refusal.reason).title))
        else:
            said = {"first": date_words(first), "until": date_words(until)}
            messages.success(request, _("Your membership is paused from %(first)s until %(until)s.") % said)
            return redirect(HOME)
    return render(request, "account/membership/pause.html", {"form": form, "mine": mine, "begins": begins})


@require_POST
@able("resume")
def resume(request: HttpRequest, by: Actor, mine: queries.Mine) -> HttpResponse:
    return _done(request, lambda: actions.resume(mine.id, by=by, because=OWN_WISH), _("Your membership goes on."))


@require_http_methods(["GET", "POST"])
@able("cancel")
def cancel(request: HttpRequest, by: Actor, mine: queries.Mine) -> HttpResponse:
    """One page, one button. What ends, when, and that the register is another thing."""
    if request.method == "POST":
        at_once = mine.state != ACTIVE or mine.paid_until is None or mine.paid_until <= clock.today()
        said = _("Your membership has ended.") if at_once else _("You have cancelled. We take no more payments.")
        return _done(request, lambda: actions.cancel(mine.id, by=by, because=OWN_WISH), said)
    told = {"mine": mine, "register_plan": register_plan(mine, mine.person_id), "due": due_of(mine)}
    return render(request, "account/membership/cancel.html", told)


@require_POST
@able("keep")
def keep(request: HttpRequest, by: Actor, mine: queries.Mine) -> HttpResponse:
    """Stay after all; with `plan`, on another one from the next payment on."""
    wanted = request.POST.get("plan", "")
    said = _plan_said(mine, wanted) if wanted else _("You stay a member. Nothing has changed.")
    return _done(request, lambda: actions.keep(mine.id, plan=wanted, by=by, because=OWN_WISH), said)


@require_http_methods(["GET", "POST"])
@able("change_mind")
def change_mind(request: HttpRequest, by: Actor, mine: queries.Mine) -> HttpResponse:
    """In the first days, or after a yearly renewal: it ends today, and what was paid comes back."""
    if request.method == "POST":
        said = _("Your membership has ended. What you paid comes back to you within 14 days.")
        if not mine.gives_back:
            said = _("Your membership has ended. Nothing was taken.")
        return _done(request, lambda: actions.change_mind(mine.id, by=by, because=OWN_WISH), said)
    return render(request, "account/membership/change_mind.html", {"mine": mine})


@require_http_methods(["GET", "POST"])
@able("ask_waiver")
def ask_waiver(request: HttpRequest, by: Actor, mine: queries.Mine) -> HttpResponse:
    """Money is short: a person decides. Nothing ends while they look."""
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_waiver(mine.id, form.cleaned_data["words"], by=by, because=OWN_WISH)
        except NotAllowed as refusal:
            form.add_error("words", str(reasons.words(refusal.reason).title))
        else:
            messages.success(request, _("We have it. A person looks at it and writes to you. Nothing ends until then."))
            return redirect(HOME)
    return render(request, "account/membership/waiver.html", {"form": form, "mine": mine})


@require_POST
@member
def withdraw_waiver(request: HttpRequest, by: Actor, mine: queries.Mine) -> HttpResponse:
    asked = mine.waiver
    if asked is None or asked.state != UNDECIDED:
        return redirect(HOME)
    said = _("You do not ask any more. Everything goes on as before.")
    return _done(request, lambda: actions.withdraw_waiver(asked.id, by=by, because=OWN_WISH), said)


@require_http_methods(["GET", "POST"])
@able("end_cover")
def leave_employer(request: HttpRequest, by: Actor, mine: queries.Mine) -> HttpResponse:
    """The worker no longer wants the employer to pay."""
    if request.method == "POST":
        said = _("%(employer)s no longer pays for you. They are not told why.") % {"employer": mine.employer_name}
        return _done(request, lambda: actions.end_cover(mine.id, by=by, because=OWN_WISH), said)
    return render(request, "account/membership/leave_employer.html", {"mine": mine})


def _done(request: HttpRequest, act: Any, said: str) -> HttpResponse:
    try:
        act()
    except NotAllowed as refusal:
        refused(request, refusal)
    else:
        messages.success(request, said)
    return redirect(HOME)


def _plan_said(mine: queries.Mine, code: str) -> str:
    chosen = next((one for one in queries.plans(clock.today()) if one.code == code), None)
    if chosen is None:
        return _("Your plan is changed.")
    if mine.state == STARTING:
        return _("Your plan is now: %(plan)s.") % {"plan": chosen.name}
    day = mine.next_due_on or mine.cancels_on or mine.paid_until
    told = {"plan": chosen.name, "day": date_words(day), "fee": money.pounds(chosen.pence)}
    if chosen.is_member:
        return _("From %(day)s your plan is: %(plan)s.") % told
    return (
        _("From %(day)s you pay %(fee)s a year for the register only. Your place on the register does not change.")
        % told
    )
