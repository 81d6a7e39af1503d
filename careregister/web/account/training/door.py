"""Who may enter: somebody who is signed in, as themselves. What they sent while signed out is kept until they are back."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.web.parts import asking, holding

from . import words

HOME = "account_training"
OWN = Because("own_wish")
_NOTHING_THERE = frozenset({"not_your_log", "not_your_audit"})

View = Callable[..., HttpResponse]


def learner(view: View) -> View:
    """Hands the view who asks, without any role of staff. What is somebody else's is not there."""

    @wraps(view)
    def inside(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not asking.has_session(request):
            return holding.to_sign_in(request)
        by = replace(asking.actor(request), kind=Kind.PERSON, roles=frozenset(), role="")
        if by.person_id is None:
            raise Http404
        try:
            response = view(request, by, **kwargs)
        except NotAllowed as refusal:
            if refusal.reason in _NOTHING_THERE:
                raise Http404 from refusal
            raise
        response["Cache-Control"] = "no-store, private"
        return response

    return inside


def page(request: HttpRequest, template: str, by: Actor, status: int = 200, **told: Any) -> HttpResponse:
    return render(request, f"account/training/{template}", {"w": words, **told}, status=status)
