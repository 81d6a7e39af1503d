"""Pages for when things go wrong, and the style guide."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import gettext as _

from . import samples

_LAST_RESORT = (
    "<!DOCTYPE html><html lang=en-gb><meta charset=utf-8><title>Sorry, something went wrong</title>"
    "<h1>Sorry, something went wrong</h1><p>The fault is ours. Try again in a few minutes."
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(400)


def not_allowed(request: HttpRequest, exception: Exception | None = None, **told: Any) -> HttpResponse:
    """403. `heading`, `words` and `next` replace the general ones."""
    return _page(403, **told)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        403,
        heading=_("This page was open too long"),
        words=_("For your safety we could not take what you sent. Nothing was changed."),
        next=_("Go back, load the page again and send it once more. Your browser must accept cookies from this site."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(404)


def overtaken(request: HttpRequest) -> HttpResponse:
    """409: somebody else changed the same record first."""
    return _page(409)


def too_many(request: HttpRequest, *, wait_seconds: int | None = None) -> HttpResponse:
    """429, with a Retry-After when it is known how long to wait."""
    told = {} if wait_seconds is None else {"wait": _in_words(wait_seconds)}
    response = _page(429, **told)
    if wait_seconds is not None:
        response["Retry-After"] = str(wait_seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database, no session and no context processor: any of them may be what is broken."""
    try:
        return _page(500)
    except Exception:  # the page itself may be what is broken
        return HttpResponse(_LAST_RESORT, status=500)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every part in every state, for our own eyes and for axe; only while demo mode is on."""
    if not settings.DEMO:
        raise Http404
    return HttpResponse(get_template("parts/styleguide.html").render(samples.everything(), request))


def _page(status: int, **told: Any) -> HttpResponse:
    return HttpResponse(get_template(f"parts/{status}.html").render(told), status=status)


def _in_words(seconds: int) -> str:
    if seconds < 90:
        return _("%(count)s seconds") % {"count": max(seconds, 1)}
    return _("%(count)s minutes") % {"count": -(-seconds // 60)}
