"""Everything we hold about whoever is signed in: as a page, as JSON, and as a file with their papers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.privacy import actions, queries
from careregister.web.parts import asking, reasons

from .door import proved

OWN_WISH = Because("own_wish")


@require_GET
@proved
def page(request: HttpRequest) -> HttpResponse:
    by = asking.actor(request)
    parts = queries.held_about(by.person_id, by)
    actions.saw_own(by.person_id, by=by, because=OWN_WISH)
    return render(
        request, "account/privacy/held.html", {"parts": parts, "as_read": queries.text_of, "why": queries.why_withheld}
    )


@require_GET
@proved
def as_json(request: HttpRequest) -> HttpResponse:
    by = asking.actor(request)
    told = queries.as_json(queries.held_about(by.person_id, by))
    actions.saw_own(by.person_id, by=by, because=OWN_WISH)
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="what-we-hold.json"'
    return response


@require_POST
@proved
def make_file(request: HttpRequest) -> HttpResponse:
    """Begin a file; the page says how far it is, now or later, here or on another device."""
    by = asking.actor(request)
    try:
        actions.ask_copy(by.person_id, by=by, because=OWN_WISH)
    except NotAllowed as refusal:
        messages.info(request, str(reasons.words(refusal.reason).title))
    else:
        messages.success(request, _("We make your file now. We write to you when it is ready."))
    return redirect("account_privacy")


@require_GET
@proved
def file(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    data = actions.fetch_copy(copy_id, by=asking.actor(request), because=OWN_WISH)
    response = HttpResponse(data, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="what-we-hold.zip"'
    return response
