"""Papers sent with a renewal for what went out of date: what waits, what came, and deciding on each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from careregister.applications import policy as applications
from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.checks.kinds import CRIMINAL_RECORD
from careregister.renewals import actions, policy, queries, states
from careregister.renewals.queries import EvidenceFile, EvidenceShown
from careregister.web.parts import reasons
from careregister.web.parts.fields import DateField
from careregister.web.staff.door import Missing, actor_of, staff_page

WORK = Because("work")
CHECKERS = tuple(sorted(states.CHECKERS))
_FURTHEST = 10  # years


class WordsForm(forms.Form):
    """`walled`: of a criminal record no words are kept."""

    code = "not_shown"
    label: Any = gettext_lazy("Why not?")
    hint: Any = gettext_lazy("For us. They read what you write when you hand the renewal back.")
    words = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 4}))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, seen: int, row: EvidenceShown | None = None) -> None:
        super().__init__(data, initial={"seen": seen}, use_required_attribute=False)
        self.row = row
        box = self.fields["words"]
        box.label, box.help_text = self.label, self.hint
        box.widget.attrs.pop("maxlength", None)
        if row is not None and row.kind == CRIMINAL_RECORD:
            del self.fields["words"]

    @property
    def because(self) -> Because:
        said: str = self.cleaned_data.get("words", "")
        return Because(self.code, said.strip())


class AcceptForm(WordsForm):
    code, label = "looked_at", gettext_lazy("What did you look at?")
    hint = gettext_lazy("You need not write anything.")
    field_order = ("expires_on", "words")
    expires_on = DateField(
        label=gettext_lazy("Until when does it count?"),
        called=gettext_lazy("the last day it counts"),
        help_text=gettext_lazy(
            "The last day that the paper names. If it names none, leave the day that the rule says."
        ),
    )

    def __init__(self, data: Any = None, *, seen: int, row: EvidenceShown | None = None) -> None:
        super().__init__(data, seen=seen, row=row)
        today, day = clock.today(), self.fields["expires_on"]
        day.earliest, day.latest = today, today.replace(year=today.year + _FURTHEST, day=1)  # type: ignore[attr-defined]
        day.initial = row.counts_until if row else None
        if "words" in self.fields:
            self.fields["words"].required = False


class BackForm(WordsForm):
    code, label = "something_missing", gettext_lazy("What to write to the person")
    hint = gettext_lazy(
        "Say what is missing and how to put it right, and never what a certificate says. They get the whole ladder of "
        "reminders anew."
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    title: Promise
    says: Promise
    form: type[WordsForm]
    does: Callable[[UUID, str, Any, Actor], None]


def _accept(one: UUID, kind: str, form: Any, by: Actor) -> None:
    said = form.cleaned_data
    actions.accept_evidence(
        one, kind, expires_on=said["expires_on"], by=by, because=form.because, seen=said.get("seen")
    )


def _refuse(one: UUID, kind: str, form: Any, by: Actor) -> None:
    actions.do_not_accept_evidence(one, kind, by=by, because=form.because, seen=form.cleaned_data.get("seen"))


def _hand_back(one: UUID, _kind: str, form: Any, by: Actor) -> None:
    actions.hand_back(one, by=by, because=form.because, seen=form.cleaned_data.get("seen"))


VERDICTS = {
    "accept": Verdict(
        gettext_lazy("Accept"),
        gettext_lazy("It counts again from today until the day you write, and is out of date no more."),
        AcceptForm,
        _accept,
    ),
    "refuse": Verdict(
        gettext_lazy("Do not accept"),
        gettext_lazy(
            "It stays out of date, and nobody is written to yet. Hand the renewal back to ask for something else."
        ),
        WordsForm,
        _refuse,
    ),
}
HAND_BACK = Verdict(
    gettext_lazy("Hand back"),
    gettext_lazy(
        "They get your words in a letter, and can write on it again. Whether they are registered stays as it is."
    ),
    BackForm,
    _hand_back,
)


@require_GET
@staff_page(*CHECKERS)
def waiting_list(request: HttpRequest) -> HttpResponse:
    told = {"rows": queries.papers_waiting(actor_of(request))}
    return render(request, "staff/renewals/papers_waiting.html", told)


@require_GET
@staff_page(*CHECKERS)
def papers(request: HttpRequest, renewal_id: UUID) -> HttpResponse:
    sees_whole = bool(actor_of(request).acting_as(policy.SEES_CHASES))
    told = {"evidence": opened(request, renewal_id), "sees_whole": sees_whole}
    return render(request, "staff/renewals/papers.html", told)


@require_http_methods(["GET", "POST"])
@staff_page(*CHECKERS)
def decide(request: HttpRequest, renewal_id: UUID, kind: str, verdict: str) -> HttpResponse:
    """Accept or do not accept what came for one kind."""
    one = opened(request, renewal_id)
    wanted, row = VERDICTS.get(verdict), next((row for row in one.rows if row.kind == kind), None)
    if wanted is None or row is None:
        raise Missing(_("There is no such step"), _("Go back to the renewal and choose one."))
    return _step(request, one, wanted, row, row.may_decide)


@require_http_methods(["GET", "POST"])
@staff_page(*CHECKERS)
def hand_back(request: HttpRequest, renewal_id: UUID) -> HttpResponse:
    one = opened(request, renewal_id)
    return _step(request, one, HAND_BACK, None, one.can_hand_back)


def opened(request: HttpRequest, renewal_id: UUID) -> EvidenceFile:
    """What was sent, its opening written down; Missing where nothing was. NotAllowed conflict_declared: see `shown`."""
    one = shown(request, renewal_id)
    if one is None:
        raise Missing(_("There is no such renewal"), _("Or nothing in it was out of date when it was sent."))
    return one


def shown(request: HttpRequest, renewal_id: UUID) -> EvidenceFile | None:
    """What was sent for what was out of date, its opening written down; None where nothing was.

    NotAllowed conflict_declared for whoever said that they know the person: they open and decide none of it.
    """
    by = actor_of(request)
    one = queries.evidence_of(renewal_id, by)
    if one is None:
        return None
    applications.may_look_at_papers(by, one.person_id)
    if one.said:
        actions.read_evidence(renewal_id, by=by, because=WORK)
    return one


def _step(
    request: HttpRequest, one: EvidenceFile, wanted: Verdict, row: EvidenceShown | None, may: bool
) -> HttpResponse:
    if not may and request.method == "GET":
        messages.info(request, _("This cannot be done now, or not by you."))
        return redirect("staff:renewal_papers", one.renewal_id)
    form = wanted.form(request.POST if request.method == "POST" else None, seen=one.seen, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            wanted.does(one.renewal_id, row.kind if row else "", form, actor_of(request))
        except NotAllowed as refusal:
            said = reasons.words(refusal.reason)
            form.add_error(None, f"{said.title}. {said.more}")
        else:
            messages.success(request, _("Done. It is written to the history."))
            return redirect("staff:renewal_papers", one.renewal_id)
    told = {"one": one, "row": row, "form": form, "step": wanted}
    return render(request, "staff/renewals/papers_step.html", told, status=400 if form.errors else 200)
