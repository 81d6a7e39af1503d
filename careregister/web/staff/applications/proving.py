"""What an identity service verified beside what the person said, and what an officer makes of it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from careregister.base.actors import Because
from careregister.checks import actions, kinds
from careregister.checks import queries as checks
from careregister.web.staff.door import actor_of, staff_page

from .judging import back_to, check_of
from .opening import WORKERS, closed, opened, page, tried


class ProofForm(forms.Form):
    why = forms.ChoiceField(
        label=gettext_lazy("Why is it the same person?"), widget=forms.RadioSelect({"small": True}),
        choices=(
            ("married_name", gettext_lazy("A name before or after a marriage or divorce")),
            ("part_of_name", gettext_lazy("A short, middle or left out name")),
            ("spelling", gettext_lazy("Another spelling, or another order of names")),
            ("corrected", gettext_lazy("They corrected what they had told us")),
            ("other_reason", gettext_lazy("Something else")),
        ),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("In words"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("What explains the difference, and what you looked at. History keeps it."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_page(*WORKERS)
def proof(request: HttpRequest, reference: str) -> HttpResponse:
    file = opened(request, reference)
    check, why = check_of(request, file, kinds.IDENTITY)
    assert check.facts is not None
    check_id, by = check.facts.id, actor_of(request)
    beside = None if why else checks.proof_beside(check_id, by)
    if why or beside is None:
        return closed(request, file, why or "nothing_to_compare")
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = Because(form.cleaned_data["why"], form.cleaned_data["words"])
        if tried(form, lambda: actions.accept_proof(check_id, by=by, because=because)):
            messages.success(request, _("Recorded: their identity is accepted."))
            return back_to(file, kinds.IDENTITY)
    if check.facts.state not in ("open", "waiting"):
        return redirect("staff:application", file.reference)
    return page(request, "proof.html", file=file, check=check, form=form, beside=beside)
