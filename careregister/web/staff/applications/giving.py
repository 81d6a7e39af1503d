"""A certificate that somebody told a checks officer of: by telephone, or an umbrella body after its check."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from careregister.base import clock
from careregister.base.actors import Because
from careregister.checks import actions, kinds
from careregister.checks import queries as checks
from careregister.web.parts.fields import DateField
from careregister.web.staff.door import actor_of, staff_page

from .judging import check_of
from .opening import closed, opened, page, tried
from .words import DBS_LEVELS, WORKFORCES

# No words of the officer's: what is said about a certificate stands nowhere but on it.
TOLD = Because("told_to_officer")


class GiveForm(forms.Form):
    mode = forms.ChoiceField(
        label=gettext_lazy("Who saw the certificate?"), widget=forms.RadioSelect({"small": True}),
        choices=(
            (kinds.UMBRELLA, gettext_lazy("An umbrella body")),
            (kinds.EMPLOYER, gettext_lazy("An employer")),
        ),
    )  # fmt: skip
    number = forms.CharField(
        label=gettext_lazy("Certificate number (if you were told)"), required=False, max_length=20,
        help_text=gettext_lazy("12 digits."),
    )  # fmt: skip
    surname = forms.CharField(
        label=gettext_lazy("Surname as printed on it (if you were told)"), required=False, max_length=80
    )
    issued_on = DateField(
        label=gettext_lazy("Date on the certificate"), called=gettext_lazy("the date on the certificate")
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Kind of check"), choices=list(DBS_LEVELS.items()), widget=forms.RadioSelect({"small": True})
    )
    workforce = forms.ChoiceField(
        label=gettext_lazy("Workforce"), choices=list(WORKFORCES.items()), widget=forms.RadioSelect({"small": True})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issued_on"].latest = clock.today()  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@staff_page("checks_officer")
def give(request: HttpRequest, reference: str) -> HttpResponse:
    file = opened(request, reference)
    check, why = check_of(request, file, kinds.CRIMINAL_RECORD)
    assert check.facts is not None
    if not why and check.facts.state not in ("open", "waiting"):
        why = "check_cannot"
    if why:
        return closed(request, file, why)
    form = GiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, said = actor_of(request), form.cleaned_data
        if tried(
            form,
            lambda: actions.give_certificate(
                file.person_id, **said, application_id=file.id, by=by, because=TOLD
            ),
        ):  # fmt: skip
            messages.success(request, _("Recorded. Now say whether the check is accepted."))
            return redirect("staff:application_certificate", file.reference)
    known = check.facts.for_officer.get("certificate")
    may_ask = bool(known and known["mode"] == kinds.REGISTER and checks.update_service_is_open())
    return page(request, "give.html", file=file, form=form, known=known, may_ask=may_ask)
