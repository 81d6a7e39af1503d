"""What I mean to learn, and courses told to the passport."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.training import actions, queries
from careregister.web.parts import holding, reasons, uploads

from .door import HOME, OWN, learner, page
from .forms import CourseForm, PlanForm


@require_http_methods(["GET", "POST"])
@learner
def new(request: HttpRequest, by: Actor) -> HttpResponse:
    assert by.person_id is not None
    held = holding.returned(request, by.person_id)
    form = PlanForm(request.POST or held)
    if request.method == "POST" and form.is_valid():
        actions.plan(by.person_id, by=by, because=OWN, **form.cleaned_data)
        messages.success(request, _("It stands among what you plan."))
        return redirect(HOME)
    return page(request, "plan.html", by, form=form, plan=None, returned=held is not None)


@require_http_methods(["GET", "POST"])
@learner
def one(request: HttpRequest, by: Actor, *, plan_id: UUID) -> HttpResponse:
    assert by.person_id is not None
    plan, held = queries.my_plan(plan_id, by), holding.returned(request, by.person_id)
    first = {"what": plan.what, "topic": plan.topic, "by_day": plan.by_day}
    form = PlanForm(request.POST or held, initial=first)
    if request.method == "POST" and form.is_valid():
        actions.change_plan(plan_id, by=by, because=OWN, **form.cleaned_data)
        messages.success(request, _("Kept as you changed it."))
        return redirect(HOME)
    return page(request, "plan.html", by, form=form, plan=plan, returned=held is not None)


@require_POST
@learner
def drop(request: HttpRequest, by: Actor, *, plan_id: UUID) -> HttpResponse:
    """No longer planned; the next page has the way to undo it."""
    plan = queries.my_plan(plan_id, by)
    actions.drop(plan_id, by=by, because=OWN)
    return page(request, "dropped.html", by, plan=plan)


@require_POST
@learner
def pick_up(request: HttpRequest, by: Actor, *, plan_id: UUID) -> HttpResponse:
    actions.pick_up(plan_id, by=by, because=OWN)
    messages.success(request, _("It stands among what you plan again."))
    return redirect(HOME)


@require_http_methods(["GET", "POST"])
@learner
def course(request: HttpRequest, by: Actor) -> HttpResponse:
    """Add a course to the passport: it counts by itself."""
    assert by.person_id is not None
    form = CourseForm(request.POST or None, request.FILES or None, initial={"topic": request.GET.get("topic", "")})
    if request.method == "POST":
        uploads.take(form, person_id=by.person_id, by=by, because=OWN)
        if form.is_valid():
            said = {name: form.cleaned_data[name] for name in ("topic", "title", "provider", "finished_on")}
            given = [UUID(one) for one in form.cleaned_data["papers"]]
            try:
                actions.claim(by.person_id, documents=given, by=by, because=OWN, **said)
            except NotAllowed as refusal:
                words = reasons.words(refusal.reason)
                form.add_error(None, f"{words.title}. {words.more}")
            else:
                messages.success(request, _("The course is in your passport."))
                return redirect("account_training_passport")
    return page(request, "course.html", by, form=form)
