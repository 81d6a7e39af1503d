"""Where a request came from, and how a refusal becomes a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from structlog.contextvars import bind_contextvars

from careregister.base.locks import was_held
from careregister.base.refusals import Busy, LimitReached, NotAllowed, Refused, Unlawful

from . import asking, reasons, views

Answer = Callable[[HttpRequest], HttpResponseBase]
_STATUS = {NotAllowed: 403, Unlawful: 409, Busy: 503}


def client_address(get_response: Answer) -> Answer:
    """Sets `request.client_address`, which nobody can forge: see `asking.client_address`. The log names the same one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        address = asking.client_address(request.META, settings.TRUSTED_PROXIES)
        request.client_address = address  # type: ignore[attr-defined]
        bind_contextvars(ip=address)
        return get_response(request)

    return middleware


class refusals:  # noqa: N801  (a middleware is named like what it is listed as)
    """A refusal that no view answered becomes a page that says why, in words."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if was_held(exception):
            exception = Busy()
        if not isinstance(exception, Refused):
            return None
        return refused(request, exception)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page for a refusal: 403 not allowed, 409 would break the record, 429 too often, 503 somebody else is at it."""
    if isinstance(refusal, LimitReached):
        return views.too_many(request, wait_seconds=refusal.seconds)
    status = next((code for kind, code in _STATUS.items() if isinstance(refusal, kind)), 403)
    words = reasons.words(refusal.reason)
    response = render(request, "parts/refused.html", {"title": words.title, "words": words.more}, status=status)
    if isinstance(refusal, Busy):
        response["Retry-After"] = "5"
    return response
