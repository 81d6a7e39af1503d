"""We asked to see what was learnt in a year: the answer with its evidence, and an appeal."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.training import actions, queries
from careregister.web.parts import holding, reasons, uploads

from .door import OWN, learner, page
from .forms import AnswerForm, AppealForm


@require_http_methods(["GET", "POST"])
@learner
def one(request: HttpRequest, by: Actor, *, audit_id: UUID) -> HttpResponse:
    """What was asked, what of the year stands in the log, and the answer."""
    assert by.person_id is not None
    audit = queries.audit_mine(audit_id, by)
    held = holding.returned(request, by.person_id)
    form = _answer(request, by, audit, held) if "give" in audit.can else None
    if form is not None and request.method == "POST" and form.is_valid():
        given = [UUID(one) for one in form.cleaned_data["papers"]]
        seen = form.cleaned_data["seen"]
        try:
            actions.give(audit_id, form.cleaned_data["words"], documents=given, seen=seen, by=by, because=OWN)
        except NotAllowed as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("Thank you. We have it, and write to you when somebody has read it."))
            return redirect("account_training_audit", audit_id=audit_id)
    log = [row for row in queries.my_log(by.person_id, by, since=audit.year_since) if row.learnt_on <= audit.year_until]
    told: dict[str, Any] = {
        "audit": audit,
        "log": log,
        "mine": queries.cpd_mine(by.person_id, min(audit.year_until, clock.today())),
        "returned": held is not None,
    }
    if form is not None:
        told["form"] = form
    return page(request, "audit.html", by, **told)


@require_http_methods(["GET", "POST"])
@learner
def appeal(request: HttpRequest, by: Actor, *, audit_id: UUID) -> HttpResponse:
    assert by.person_id is not None
    audit = queries.audit_mine(audit_id, by)
    if "appeal" not in audit.can:
        return redirect("account_training_audit", audit_id=audit_id)
    held = holding.returned(request, by.person_id)
    form = AppealForm(request.POST or held, initial={"seen": audit.seen})
    if request.method == "POST" and form.is_valid():
        try:
            actions.appeal(audit_id, form.cleaned_data["words"], seen=form.cleaned_data["seen"], by=by, because=OWN)
        except NotAllowed as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("We have your appeal."))
            return redirect("account_training_audit", audit_id=audit_id)
    return page(request, "appeal.html", by, audit=audit, form=form, returned=held is not None)


def _answer(request: HttpRequest, by: Actor, audit: queries.MyAudit, held: object) -> AnswerForm:
    assert by.person_id is not None
    first = {"seen": audit.seen}
    if request.method == "POST":
        form = AnswerForm(request.POST, request.FILES, initial=first)
        uploads.take(form, person_id=by.person_id, by=by, because=OWN)
        return form
    form = AnswerForm(held, initial=first) if held is not None else AnswerForm(initial=first)  # type: ignore[arg-type]
    uploads.show(form, person_id=by.person_id)
    return form


def _tell(form: AnswerForm | AppealForm, refusal: NotAllowed) -> None:
    said = reasons.words(refusal.reason)
    form.add_error(None, f"{said.title}. {said.more}")
