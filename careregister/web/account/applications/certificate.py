"""A certificate that the Update Service did not find: its owner looks at number, date and surname again."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careregister.applications import actions, queries
from careregister.applications.form.safety import CRIMINAL_RECORD
from careregister.applications.queries.own import MyApplication
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.web.parts import reasons
from careregister.web.parts.wizard import PageForm

from .door import HOME, applicant

BECAUSE = Because("own_wish")
_ASKED = ("number", "issued_on", "surname")
_PRINTED = CRIMINAL_RECORD.page("certificate")
PAGE = replace(_PRINTED, fields=tuple(field for field in _PRINTED.fields if field.code in _ASKED))
_BY_FIELD = {"certificate_number": "number", "certificate_date": "issued_on", "certificate_surname": "surname"}


@require_http_methods(["GET", "POST"])
@applicant
def correct(request: HttpRequest, by: Actor, mine: MyApplication) -> HttpResponse:
    """The same words whatever the reason: that it was not found says nothing about anybody."""
    if CRIMINAL_RECORD.code not in queries.to_put_right(mine.id, by):
        return redirect(HOME)
    given = queries.section_for(mine.id, CRIMINAL_RECORD.code, by).data
    form = PageForm(PAGE, given, choices=queries.choices_of, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_right(mine.id, CRIMINAL_RECORD.code, {**given, **form.kept()}, by=by, because=BECAUSE)
        except NotAllowed as refusal:
            form.add_error(_BY_FIELD.get(refusal.reason), str(reasons.words(refusal.reason).title))
        else:
            messages.success(request, _("Thank you. We ask the Update Service again."))
            return redirect(HOME)
    return render(request, "account/applications/certificate.html", {"form": form})
