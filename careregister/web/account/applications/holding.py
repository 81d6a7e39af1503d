"""Words that were sent when the session had ended: kept for an hour, until their writer has signed in again.

They lie in the session of the browser that sent them, sealed, and come out for the person whose page it was.
"""

import base64
import json
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from careregister.base import clock, sealing

HELD, SALT = "held_words", "application.whose"
LONGEST = 120_000  # characters: two boxes of dictated learning
SECONDS = 3600
_PAGE_SECONDS = 30 * 24 * 3600
_OURS = {"csrfmiddlewaretoken", "whose"}


def whose(person_id: UUID) -> str:
    """A mark in the form that says whose page it is, and that we made it."""
    return signing.dumps(str(person_id), salt=SALT)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead whoever is not signed in to the sign-in page; keep what they sent."""
    if request.method == "POST" and _hold(request):
        messages.info(request, _("You were signed out. Sign in again: what you wrote is kept for an hour."))
    return redirect_to_login(request.get_full_path(), "account_login")


def returned(request: HttpRequest, person_id: UUID) -> QueryDict | None:
    """What this person sent to this page while signed out, once."""
    kept = request.session.get(HELD)
    if not kept or kept["path"] != request.path or request.method != "GET":
        return None
    del request.session[HELD]
    if clock.now().timestamp() - kept["at"] > SECONDS:
        return None
    try:
        fields = json.loads(sealing.unseal(base64.b64decode(kept["sealed"]), _place(str(person_id))))
    except sealing.CannotOpen:  # another person signed in
        return None
    found = QueryDict(mutable=True)
    for name, values in fields.items():
        found.setlist(name, values)
    return found


def _hold(request: HttpRequest) -> bool:
    try:
        owner = signing.loads(request.POST.get("whose", ""), salt=SALT, max_age=_PAGE_SECONDS)
    except signing.BadSignature:
        return False
    fields = json.dumps({name: values for name, values in request.POST.lists() if name not in _OURS})
    if len(fields) > LONGEST:
        return False
    sealed = base64.b64encode(sealing.seal(fields, _place(owner))).decode()
    request.session[HELD] = {"path": request.path, "sealed": sealed, "at": clock.now().timestamp()}
    request.session.set_expiry(SECONDS)
    return True


def _place(person_id: str) -> str:
    return f"session.held_words:{person_id}"
