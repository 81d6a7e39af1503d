"""Writing down one thing learnt, in a minute on a phone; saying it better; taking it out, and putting it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.training import actions, queries
from careregister.web.parts import holding, reasons, uploads

from . import words
from .door import HOME, OWN, learner, page
from .forms import OTHER_TIME, LogForm


@require_http_methods(["GET", "POST"])
@learner
def new(request: HttpRequest, by: Actor) -> HttpResponse:
    """One short page. `?plan=`: what was planned and is done now. `?back=`: the page to return to."""
    assert by.person_id is not None
    held = holding.returned(request, by.person_id)
    form = _form(request, by, _of_plan(request, by), held)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.log(by.person_id, form.said(), ticket=data["ticket"], plan_id=data["plan"], by=by, because=OWN)
        except NotAllowed as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("Kept: %(length)s.") % {"length": words.length(data["minutes"])})
            return redirect(_back(request))
    return page(request, "write.html", by, form=form, one=None, returned=held is not None, back=_back(request))


@require_http_methods(["GET", "POST"])
@learner
def one(request: HttpRequest, by: Actor, *, learning_id: UUID) -> HttpResponse:
    """Read it again, and say it better."""
    assert by.person_id is not None
    row = queries.my_learning(learning_id, by)
    held = holding.returned(request, by.person_id)
    if row.state != "kept" or row.counted_until:
        return page(request, "read.html", by, one=row)
    form = _form(request, by, _of_row(row), held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(learning_id, form.said(), seen=form.cleaned_data["seen"] or 0, by=by, because=OWN)
        except NotAllowed as refusal:
            if refusal.reason == "changed_meanwhile":
                return _overtaken(request, by, form, learning_id)
            _tell(form, refusal)
        else:
            messages.success(request, _("Kept as you changed it."))
            return redirect(_back(request))
    return page(request, "write.html", by, form=form, one=row, returned=held is not None, back=_back(request))


@require_POST
@learner
def remove(request: HttpRequest, by: Actor, *, learning_id: UUID) -> HttpResponse:
    """Take it out; the next page has the way to undo it."""
    actions.remove(learning_id, by=by, because=OWN)
    return redirect(f"{reverse('account_training_log')}?removed={learning_id}")


@require_POST
@learner
def put_back(request: HttpRequest, by: Actor, *, learning_id: UUID) -> HttpResponse:
    actions.put_back(learning_id, by=by, because=OWN)
    messages.success(request, _("It is back in your log."))
    return redirect("account_training_log")


def _form(request: HttpRequest, by: Actor, first: dict[str, Any], held: Any) -> LogForm:
    assert by.person_id is not None
    if request.method == "POST":
        form = LogForm(request.POST, request.FILES, initial=first)
        uploads.take(form, person_id=by.person_id, by=by, because=OWN)
        return form
    form = LogForm(held, initial=first) if held is not None else LogForm(initial=first)
    uploads.show(form, person_id=by.person_id)
    return form


def _of_plan(request: HttpRequest, by: Actor) -> dict[str, Any]:
    """What a plan says already; nothing where there is none."""
    try:
        plan = queries.my_plan(UUID(request.GET.get("plan", "")), by)
    except (ValueError, NotAllowed):
        return {}
    return {"plan": plan.id, "what": plan.what, "topic": plan.topic}


def _of_row(row: queries.LearningFacts) -> dict[str, Any]:
    day: Any = row.learnt_on if row.day_known else ["", str(row.learnt_on.month), str(row.learnt_on.year)]
    quick = str(row.minutes) if row.minutes in (15, 30, 60, 120) else OTHER_TIME
    return {
        "what": row.what,
        "changed": row.changed,
        "length": quick,
        "time": words.length(row.minutes) if quick == OTHER_TIME else "",
        "with_whom": row.with_whom,
        "learnt_on": day,
        "topic": row.topic,
        "papers": [str(one) for one in row.documents],
        "seen": row.version,
    }


def _overtaken(request: HttpRequest, by: Actor, form: LogForm, learning_id: UUID) -> HttpResponse:
    """Another window was quicker: both stand on the page, and nothing is lost."""
    now = queries.my_learning(learning_id, by)
    data = request.POST.copy()
    data["seen"] = str(now.version)
    form.data = data
    return page(request, "write.html", by, 409, form=form, one=now, theirs=now, returned=False, back=_back(request))


def _tell(form: LogForm, refusal: NotAllowed) -> None:
    said = reasons.words(refusal.reason)
    form.add_error(None, f"{said.title}. {said.more}")


def _back(request: HttpRequest) -> str:
    """Where the page was opened from, if that is one of ours."""
    wanted = request.GET.get("back", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/account/training/")
    return wanted if ours else reverse(HOME)
