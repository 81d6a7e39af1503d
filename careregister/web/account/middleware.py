"""Sessions end: after a time without use, after a longest time whatever happens, and nothing of them stays behind."""

from collections.abc import Callable
from hashlib import sha256

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from careregister.base import clock
from careregister.base.actors import Kind
from careregister.web.parts import asking, holding

BEGUN, SEEN, NOTED = "begun_at", "seen_at", "noted"
_WRITE_EVERY = 60  # seconds: not each page needs a write


def sessions_end(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Ends a session in time; keeps every page of a signed-in person out of caches; clears up after signing out."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        before = asking.has_session(request)
        if before and not _still_holds(request):
            _end(request)
        elif before:
            _note(request)
        response = get_response(request)
        after = asking.has_session(request)
        if before or after:
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store, private, max-age=0"
        if before and not after:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def begin(request: HttpRequest) -> None:
    """Called when somebody signs in: the longest time runs from here."""
    now = int(clock.now().timestamp())
    request.session[BEGUN] = request.session[SEEN] = now
    if holding.HELD in request.session:
        request.session.set_expiry(None)  # the hour of the words is theirs, not the session's


def _still_holds(request: HttpRequest) -> bool:
    now = int(clock.now().timestamp())
    begun, seen = request.session.get(BEGUN), request.session.get(SEEN)
    if begun is None or seen is None:
        begin(request)
        return True
    idle, longest = _limits(request)
    if now - seen > idle or now - begun > longest:
        return False
    if asking.DEMO_SESSION in request.session and not asking.signed_in_by_demo(request):
        return False
    if now - seen >= _WRITE_EVERY:
        request.session[SEEN] = now
    return True


def _limits(request: HttpRequest) -> tuple[int, int]:
    """Seconds without use, and seconds at all."""
    if asking.actor(request).kind == Kind.STAFF:
        return settings.STAFF_SESSION_IDLE_SECONDS, settings.STAFF_SESSION_LONGEST_SECONDS
    return settings.PERSON_SESSION_IDLE_SECONDS, settings.SESSION_COOKIE_AGE


def _note(request: HttpRequest) -> None:
    """From where, and with which browser: what the page of one's sessions tells. Once a minute, or when it changes."""
    now, session = int(clock.now().timestamp()), request.session
    told = (str(session.session_key), get_adapter().get_client_ip(request), request.META.get("HTTP_USER_AGENT", ""))
    mark = sha256("\n".join(told).encode()).hexdigest()
    known, at = session.get(NOTED, ("", 0))
    if known != mark or not 0 <= now - at < _WRITE_EVERY:
        UserSession.objects.create_from_request(request)
        session[NOTED] = (mark, now)


def _end(request: HttpRequest) -> None:
    logout(request)
    request._actor = None  # type: ignore[attr-defined]
    messages.info(request, _("You were signed out because some time has passed. Sign in again to go on."))
