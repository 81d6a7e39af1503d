"""One audit: what was learnt, what was said, and the one step that is next."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from careregister.base.actors import Because
from careregister.base.refusals import Refused
from careregister.evidence import queries as evidence
from careregister.training import actions, policy, queries
from careregister.web.parts import reasons
from careregister.web.parts.fields import DateField
from careregister.web.staff.door import Missing, actor_of, staff_page

from . import words
from .queue import READERS

REVIEWERS = tuple(sorted(policy.REVIEWERS))
READ = "read"
_LONGEST = 6000
_DO = {
    "accept": actions.accept,
    "want_more": actions.want_more,
    "find_not_met": actions.find_not_met,
    "agree_not_met": actions.agree_not_met,
    "allow_appeal": actions.allow_appeal,
    "dismiss_appeal": actions.dismiss_appeal,
    "excuse": actions.excuse,
    "ask": actions.ask,
}
_TO_THE_PERSON = frozenset({"want_more", "agree_not_met", "allow_appeal", "dismiss_appeal"})


class StepForm(forms.Form):
    """Why, in words; and until when, where more time is given."""

    until = DateField(label=gettext_lazy("Until when?"), called=gettext_lazy("the new last day"))
    words = forms.CharField(max_length=_LONGEST, widget=forms.Textarea({"rows": 6}))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, action: str, second: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["words"]
        box.widget.attrs.pop("maxlength", None)
        box.label = _("What you write to the person") if action in _TO_THE_PERSON else _("Your words")
        box.required = action != "accept" or second
        if action != "more_time":
            del self.fields["until"]


@require_GET
@staff_page(*READERS)
def audit(request: HttpRequest, audit_id: UUID) -> HttpResponse:
    """What was learnt is opened here, and that it was is written down."""
    file = _file(request, audit_id)
    actions.open_audit(audit_id, by=actor_of(request), because=Because("work"))
    told = {"file": file, "w": words, "papers": _papers(file), "refusals": _refusals(file)}
    return render(request, "staff/training/audit.html", told)


@require_http_methods(["GET", "POST"])
@staff_page(*REVIEWERS)
def step(request: HttpRequest, audit_id: UUID, action: str) -> HttpResponse:
    """One page for each step: what it does, the words, and it is done."""
    if action not in words.STEPS:
        raise Http404
    file = _file(request, audit_id)
    second = file.row.state == "second_look"
    form = StepForm(request.POST or None, action=action, second=second, initial={"seen": file.seen})
    if request.method == "POST" and form.is_valid():
        try:
            _take(request, audit_id, action, form.cleaned_data)
        except Refused as refusal:
            said = reasons.words(refusal.reason)
            form.add_error(None, f"{said.title}. {said.more}")
        else:
            messages.success(request, _("Done. It is written to the history."))
            return redirect("staff:audit", audit_id)
    closed = dict(file.cannot).get(action, "" if action in file.can else "not_lawful_now")
    told = {
        "file": file,
        "form": form,
        "action": action,
        "title": words.STEPS[action],
        "says": words.SAYS[action],
        "warns": action in words.WARNS,
        "closed": reasons.words(closed) if closed else None,
    }
    return render(request, "staff/training/step.html", told, status=403 if closed else 200)


def _take(request: HttpRequest, audit_id: UUID, action: str, said: dict[str, Any]) -> None:
    because = Because(READ, said["words"].strip())
    how = {"by": actor_of(request), "because": because, "seen": said["seen"]}
    if action == "more_time":
        actions.more_time(audit_id, said["until"], **how)
    else:
        _DO[action](audit_id, **how)


def _file(request: HttpRequest, audit_id: UUID) -> queries.AuditFile:
    found = queries.audit_file(audit_id, actor_of(request))
    if found is None:
        raise Missing(_("There is no such audit"), _("Look for it in the list of audits."))
    return found


def _papers(file: queries.AuditFile) -> dict[UUID, evidence.DocumentFacts]:
    """What may be opened of the papers beside the log, by id."""
    ids = {one for row in file.learning for one in row.documents} | {
        one for step in file.steps for one in step.documents
    }
    ids |= {one for course in file.courses for one in course.documents}
    return {one: facts for one, facts in evidence.facts(ids).items() if not facts.destroyed_at}


def _refusals(file: queries.AuditFile) -> list[tuple[str, str]]:
    """Steps that this asker may not take, and why not, in words."""
    return [(str(words.STEPS[action]), str(reasons.words(reason).title)) for action, reason in file.cannot]
