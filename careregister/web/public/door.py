"""Who may enter: everybody. What the door sees to is what leaves: nothing about a person is kept or indexed by others."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from careregister.base.refusals import LimitReached

from . import budgets
from .showing import show
from .words import wait_words

View = Callable[..., HttpResponseBase]
ABOUT_ONE_NUMBER = (budgets.NAME_GUESSES_OF_ONE_ABOUT.name, budgets.NAME_GUESSES_ABOUT.name)
NOT_INDEXED = "noindex, nofollow, noarchive"


def about_persons(view: View) -> View:
    """A page on which people may appear: kept by no cache, indexed by no engine, and slowed down for harvesters."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _or_wait(view, request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = NOT_INDEXED
        return response

    return guarded


def about_nobody(view: View) -> View:
    """A page without a person on it: may be kept for five minutes, and found by search engines."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _or_wait(view, request, *args, **kwargs)
        if response.status_code == 200:
            response["Cache-Control"] = "public, max-age=300"
        return response

    return guarded


def wants_json(request: HttpRequest) -> bool:
    """Whether JSON was asked for, and preferred to a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def in_either_shape(response: HttpResponseBase) -> HttpResponseBase:
    """The same address answers in two shapes: whatever keeps answers has to know."""
    patch_vary_headers(response, ["Accept"])  # type: ignore[arg-type]
    return response


def _or_wait(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except LimitReached as reached:
        return too_often(request, reached)


def too_often(request: HttpRequest, reached: LimitReached) -> HttpResponse:
    """429, as a page or as JSON, with Retry-After."""
    if wants_json(request):
        words = _("You asked too often. Wait, then try again.")
        response: HttpResponse = JsonResponse(
            {"error": "too_often", "words": words, "wait_seconds": reached.seconds}, status=429
        )
    else:
        about = reached.detail.get("budget") in ABOUT_ONE_NUMBER
        told = {"wait": wait_words(reached.seconds)}
        response = show(request, "too_often_about.html" if about else "too_often.html", told, status=429)
    response["Retry-After"] = str(reached.seconds)
    return response
