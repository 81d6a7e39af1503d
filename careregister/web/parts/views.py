"""Pages for when things go wrong, and the style guide. Refusals are in `middleware.refused`."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import ngettext

from . import reasons, samples, stale

_LAST_RESORT = (
    "<!DOCTYPE html><html lang=en-gb><meta charset=utf-8><title>Sorry, something went wrong</title>"
    "<h1>Sorry, something went wrong</h1><p>The fault is ours. Try again in a few minutes."
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "parts/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "parts/403.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was written is shown, to be sent again, where it came from a page of ours; else how to go on, in words."""
    kept = stale.kept(request)
    if kept is not None:
        return render(request, "parts/stale.html", {"kept": kept, "to": request.get_full_path()}, status=403)
    words = reasons.words("form_expired")
    return render(request, "parts/refused.html", {"title": words.title, "words": words.more}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "parts/404.html", status=404)


def too_many(request: HttpRequest, *, wait_seconds: int) -> HttpResponse:
    """429: asked too often; says in words and in Retry-After how long to wait."""
    response = render(request, "parts/429.html", {"wait": _in_words(wait_seconds)}, status=429)
    response["Retry-After"] = str(wait_seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database, no session and no context processor: any of them may be what is broken."""
    try:
        return HttpResponse(get_template("parts/500.html").render(), status=500)
    except Exception:  # noqa: BLE001  (the page itself may be what is broken)
        return HttpResponse(_LAST_RESORT, status=500)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every part in every state, for our own eyes and for axe; only while demo mode is on."""
    if not settings.DEMO:
        raise Http404
    return render(request, "parts/styleguide.html", samples.everything())


def _in_words(seconds: int) -> str:
    if seconds < 100:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": max(seconds, 1)}
    minutes = -(-seconds // 60)
    if minutes < 100:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = -(-minutes // 60)
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
