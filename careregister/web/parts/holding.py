"""Words that were sent when the session had ended: kept for an hour, until their writer has signed in again.

They lie in the session of the browser that sent them, sealed, and come out for the person whose page it was: in the form
they were written in, where its page takes them (`returned`), or else on a page of their own (`shown`), to be sent again.
"""

import base64
import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from careregister.base import clock, limits, sealing

from . import asking, stale
from .stale import Kept

HELD, SALT, FIELD = "held_words", "application.whose", "whose"
PAGE = "account_held"
LONGEST = 120_000  # characters: two boxes of dictated learning
SECONDS = 3600
MOST_PER_ADDRESS, MOST_PER_PERSON = 60, 20  # in an hour: each is a row of the size of what was written
_PAGE_SECONDS = 30 * 24 * 3600
_OURS = {stale.TOKEN, FIELD}


def whose(person_id: UUID) -> str:
    """A mark in the form that says whose page it is, and that we made it."""
    return signing.dumps(str(person_id), salt=SALT)


def to_sign_in(request: HttpRequest, *, takes_back: bool = True) -> HttpResponse:
    """Lead whoever is not signed in to the sign-in page; keep what they sent. `takes_back`: this page shows it in its form
    (`returned`), and needs no page of its own."""
    where = request.get_full_path()
    if keep(request):
        messages.info(request, _("You were signed out. Sign in again: what you wrote is kept for an hour."))
        where = where if takes_back else reverse(PAGE)
    return redirect_to_login(where, "account_login")


def keep(request: HttpRequest) -> bool:
    """Keep what was sent, where it came from a page that was made for a person we know. Whether it was kept."""
    return request.method == "POST" and _hold(request)


def shown(request: HttpRequest, person_id: UUID) -> tuple[str, Kept] | None:
    """What this person sent while signed out, with the address it was for; None when there is nothing, or no more."""
    kept = request.session.get(HELD)
    fields = _opened(kept, person_id) if kept else None
    if kept is None or fields is None:
        request.session.pop(HELD, None)
        return None
    return kept["to"], stale.shown(
        [(name, value) for name, values in fields.items() for value in values], kept["files"]
    )


def sent(request: HttpRequest) -> None:
    """Forget what is sent again now, to the page that it was for."""
    kept = request.session.get(HELD) if request.method == "POST" else None
    if kept and kept["path"] == request.path:
        del request.session[HELD]


def returned(request: HttpRequest, person_id: UUID) -> QueryDict | None:
    """What this person sent to this page while signed out, once."""
    kept = request.session.get(HELD)
    if not kept or kept["path"] != request.path or request.method != "GET":
        return None
    del request.session[HELD]
    fields = _opened(kept, person_id)
    if fields is None:
        return None
    found = QueryDict(mutable=True)
    for name, values in fields.items():
        found.setlist(name, values)
    return found


def _opened(kept: dict[str, Any], person_id: UUID) -> dict[str, list[str]] | None:
    if clock.now().timestamp() - kept["at"] > SECONDS:
        return None
    try:
        fields: dict[str, list[str]] = json.loads(
            sealing.unseal(base64.b64decode(kept["sealed"]), _place(str(person_id)))
        )
    except sealing.CannotOpen:  # another person signed in
        return None
    return fields


def _hold(request: HttpRequest) -> bool:
    try:
        owner = signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=_PAGE_SECONDS)
    except signing.BadSignature:
        return False
    sent = {name: values for name, values in request.POST.lists() if name not in _OURS}
    fields = json.dumps(sent)
    if len(fields) > LONGEST or any(stale.is_secret(name, request.path) for name in sent):
        return False
    address = asking.limit_key(request.client_address)  # type: ignore[attr-defined]
    kept = (("words_held", address, MOST_PER_ADDRESS), ("words_held_of", owner, MOST_PER_PERSON))
    if any(limits.count(name, key, limit=most, seconds=SECONDS).over for name, key, most in kept):
        return False
    sealed = base64.b64encode(sealing.seal(fields, _place(owner))).decode()
    request.session[HELD] = {
        "path": request.path,
        "to": request.get_full_path(),
        "sealed": sealed,
        "at": clock.now().timestamp(),
        "files": bool(request.FILES),
    }
    request.session.set_expiry(SECONDS)
    return True


def _place(person_id: str) -> str:
    return f"session.held_words:{person_id}"
