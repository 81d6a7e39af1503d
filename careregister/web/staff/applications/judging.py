"""Deciding a check: accepted, not accepted, opened again; identity by its scores; certificates for the checks officer."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from careregister.applications.queries import WholeApplication
from careregister.base import clock
from careregister.base.actors import Because
from careregister.checks import actions, gpg45, kinds
from careregister.checks import queries as checks
from careregister.web.parts.fields import DateField
from careregister.web.staff.door import actor_of, staff_page

from .file import CheckShown, checks_shown
from .opening import WORKERS, closed, opened, page, tried, why_closed

_DO = {"accept": actions.accept, "do-not-accept": actions.do_not_accept, "reopen": actions.reopen}
_SCORES = [("", "–"), *((str(number), str(number)) for number in range(gpg45.HIGHEST + 1))]


class JudgeForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Why?"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("What you looked at, and what it shows."),
    )  # fmt: skip
    expires_on = DateField(
        label=gettext_lazy("Counts until"), called=gettext_lazy("the last day it counts"), required=False,
        help_text=gettext_lazy("Leave empty for what the rule says."),
    )  # fmt: skip
    field_order = ("words", "expires_on")

    def __init__(self, *args: Any, do: str, papers: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if do != "accept":
            del self.fields["expires_on"]
            return
        self.fields["words"].required = False
        self.fields["expires_on"].earliest = clock.today()  # type: ignore[attr-defined]
        self.fields["expires_on"].latest = clock.today().replace(year=clock.today().year + 10, day=1)  # type: ignore[attr-defined]
        _papers(self, papers)


class ScoresForm(forms.Form):
    """GPG 45: five scores, and those of more evidence. They are matched to a profile, never added."""

    route = forms.ChoiceField(
        label=gettext_lazy("How did you see it?"), widget=forms.RadioSelect({"small": True}),
        choices=(
            (kinds.VIDEO, gettext_lazy("Papers and a video call")),
            (kinds.IN_PERSON, gettext_lazy("In person")),
            (kinds.VOUCHED, gettext_lazy("Somebody vouched")),
        ),
    )  # fmt: skip
    strength = forms.ChoiceField(label=gettext_lazy("Strength of the first evidence"), choices=_SCORES)
    validity = forms.ChoiceField(label=gettext_lazy("Validity of the first evidence"), choices=_SCORES)
    strength_2 = forms.ChoiceField(label=gettext_lazy("Strength of the second"), choices=_SCORES, required=False)
    validity_2 = forms.ChoiceField(label=gettext_lazy("Validity of the second"), choices=_SCORES, required=False)
    strength_3 = forms.ChoiceField(label=gettext_lazy("Strength of the third"), choices=_SCORES, required=False)
    validity_3 = forms.ChoiceField(label=gettext_lazy("Validity of the third"), choices=_SCORES, required=False)
    activity = forms.ChoiceField(label=gettext_lazy("Activity: the identity is lived in over time"), choices=_SCORES)
    fraud = forms.ChoiceField(label=gettext_lazy("Fraud: no sign that it is stolen or invented"), choices=_SCORES)
    verification = forms.ChoiceField(label=gettext_lazy("Verification: it belongs to this person"), choices=_SCORES)
    words = forms.CharField(
        label=gettext_lazy("What you saw"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, papers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _papers(self, papers)
        self.order_fields(["route", "papers"])

    def scores(self) -> dict[str, int]:
        names = [name for name in self.fields if name not in ("route", "papers", "words")]
        return {name: int(self.cleaned_data[name]) for name in names if self.cleaned_data[name] != ""}


@require_http_methods(["GET", "POST"])
@staff_page(*WORKERS)
def judge(request: HttpRequest, reference: str, kind: str, do: str) -> HttpResponse:
    if do not in _DO:
        raise Http404
    file = opened(request, reference)
    check, why = check_of(request, file, kind)
    if why:
        return closed(request, file, why)
    form = JudgeForm(request.POST or None, do=do, papers=check.papers)
    if request.method == "POST" and form.is_valid():
        because = Because(
            "looked_at" if do == "accept" else "not_shown" if do == "do-not-accept" else "looked_at_again",
            form.cleaned_data["words"],
        )
        more: dict[str, Any] = {"documents": form.cleaned_data.get("papers", ())} if do == "accept" else {}
        if do == "accept":
            more["expires_on"] = form.cleaned_data["expires_on"]
        assert check.facts is not None
        check_id = check.facts.id
        if tried(form, lambda: _DO[do](check_id, by=actor_of(request), because=because, **more)):
            messages.success(request, _("Recorded."))
            return back_to(file, kind)
    return page(request, "judge.html", file=file, check=check, do=do, form=form)


@require_http_methods(["GET", "POST"])
@staff_page(*WORKERS)
def scores(request: HttpRequest, reference: str) -> HttpResponse:
    file = opened(request, reference)
    check, why = check_of(request, file, kinds.IDENTITY)
    if why:
        return closed(request, file, why)
    form = ScoresForm(request.POST or None, papers=check.papers)
    if request.method == "POST" and form.is_valid():
        said, given = form.cleaned_data, form.scores()
        because = Because("looked_at", said["words"])
        assert check.facts is not None
        check_id = check.facts.id
        if tried(
            form,
            lambda: actions.record_scores(
                check_id, scores=given, documents=said.get("papers", ()), route=said["route"], by=actor_of(request),
                because=because,
            ),
        ):  # fmt: skip
            messages.success(request, _("Recorded, and matched to a profile."))
            return back_to(file, kinds.IDENTITY)
    today = clock.today()
    accepted = {code for code, _level in checks.profile_codes(today)}
    edition = gpg45.edition(today)
    profiles = [one for one in edition.profiles if one.code in accepted]
    return page(request, "scores.html", file=file, check=check, form=form, edition=edition, profiles=profiles)


@require_http_methods(["GET", "POST"])
@staff_page("checks_officer")
def certificate(request: HttpRequest, reference: str) -> HttpResponse:
    """For the checks officer alone: the certificate, what was answered about it, and asking again."""
    file = opened(request, reference)
    check = next((one for one in checks_shown(file, actor_of(request)) if one.kind == kinds.CRIMINAL_RECORD), None)
    if check is None or check.facts is None:
        raise Http404
    why, form = why_closed(request, file), forms.Form(request.POST or None)
    known = check.facts.for_officer.get("certificate")
    if request.method == "POST" and form.is_valid():
        if why:
            return closed(request, file, why)
        by, do = actor_of(request), request.POST.get("do", "")
        asked = {str(one["id"]): one["id"] for one in known["questions"]} if known else {}
        work = Because("work")
        if known and do == "ask":
            done = tried(form, lambda: actions.ask_update_service(known["id"], by=by, because=work))
        elif do == "take_up" and request.POST.get("question", "") in asked:
            question = asked[request.POST["question"]]
            done = tried(form, lambda: actions.take_up(question, by=by, because=work))
        else:
            raise Http404
        if done:
            messages.success(request, _("Asked. The answer comes here.") if do == "ask" else _("Taken up."))
            return redirect("staff:application_certificate", file.reference)
    told = {"known": known, "attested": check.facts.for_officer.get("attestations", ()), "why": why}
    return page(
        request, "certificate.html", file=file, check=check, form=form, may_ask=checks.update_service_is_open(), **told
    )


def check_of(request: HttpRequest, file: WholeApplication, kind: str) -> tuple[CheckShown, str]:
    """The check of this kind, and why the asker may not decide it. 404 when there is none."""
    by = actor_of(request)
    why = why_closed(request, file)
    found = next((one for one in checks_shown(file, by, why) if one.kind == kind), None)
    if found is None or found.facts is None:
        raise Http404
    return found, why or checks.may_decide(found.facts.id, by)


def _papers(form: forms.Form, papers: Any) -> None:
    if papers:
        form.fields["papers"] = forms.TypedMultipleChoiceField(
            label=_("Which papers did you look at?"), required=False, coerce=lambda one: next(
                paper.id for paper in papers if str(paper.id) == one
            ),
            choices=[(str(one.id), one.name or one.purpose_name) for one in papers],
            widget=forms.CheckboxSelectMultiple({"small": True}),
        )  # fmt: skip


def back_to(file: WholeApplication, kind: str) -> HttpResponse:
    response = redirect("staff:application", file.reference)
    response["Location"] += f"#check-{kind}"
    return response
