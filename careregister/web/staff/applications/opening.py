"""Finding what an address names, and saying a refusal so that nothing that was written is lost."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from careregister.applications import policy, queries, states
from careregister.applications.queries import WholeApplication
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed, Refused
from careregister.web.parts.reasons import words as words_for
from careregister.web.staff.door import Missing, actor_of

from . import words

READERS = tuple(sorted(policy.READERS))
WORKERS = tuple(sorted(states.WORKERS))
REGISTRARS = tuple(sorted(states.REGISTRARS))
EXPORTERS = tuple(sorted(policy.TAKES_LISTS))


def opened(request: HttpRequest, reference: str) -> WholeApplication:
    """The file of this reference, as the asker may read it. Missing (404, in words) when there is none."""
    found = queries.whole(reference, actor_of(request))
    if found is None:
        raise Missing(
            _("No application has this reference"), _("Look at the reference again, or find it in the queue.")
        )
    return found


def page(request: HttpRequest, template: str, status: int = 200, **told: Any) -> HttpResponse:
    with_words = {"w": words.for_templates(), "asking": actor_of(request), **told}
    return render(request, f"staff/applications/{template}", with_words, status=status)


def why_closed(request: HttpRequest, file: WholeApplication) -> str:
    """Why the asker may do nothing beside this file now; empty when they may. A refusal's code."""
    return may_not_work_on(actor_of(request), file.reference)


def may_not_work_on(by: Actor, reference: str) -> str:
    """Asked of the rows as they are now, before rooms below that know of no interests decide anything."""
    return _refused(policy.may_work_on, by, reference)


def _refused(may: Callable[[Actor, Any], str], by: Actor, reference: str) -> str:
    application = queries.find(reference)
    if application is None:
        return "wrong_role"
    try:
        may(by, application)
    except NotAllowed as refusal:
        return refusal.reason
    return ""


def why_nobody_is_asked(request: HttpRequest, file: WholeApplication) -> str:
    """Why the asker may write to nobody about this applicant now; empty when they may. A refusal's code."""
    return _refused(policy.may_have_asked, actor_of(request), file.reference)


def closed(request: HttpRequest, file: WholeApplication, reason: str) -> HttpResponse:
    """The page that says why not, and where to go from here."""
    said = words_for(reason)
    told = {"file": file, "title": said.title, "more": said.more, "reason": reason}
    response = page(request, "closed.html", status=403, **told)
    response["X-Refused"] = reason
    return response


def tried(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether `act` was done. A refusal stands on the form, and what was written stays in it."""
    try:
        act()
    except Refused as refusal:
        said = words_for(refusal.reason)
        parts: Any = refusal.detail.get("parts", ())
        named = ", ".join(words.part(str(part)) for part in parts)
        form.add_error(None, f"{said.title}. {said.more}{' ' + named if named else ''}")
        form.refusal = refusal.reason  # type: ignore[attr-defined]
        return False
    return True
