"""Who may enter: somebody who is signed in, with the application that is theirs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from careregister.applications import queries
from careregister.web.parts import asking, holding

View = Callable[..., HttpResponse]
HOME = "account_application"


def applicant(view: View) -> View:
    """Hands the view who asks and their application; without one it leads to where one is begun."""

    @wraps(view)
    def inside(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not asking.has_session(request):
            return holding.to_sign_in(request)
        by = asking.actor(request)
        mine = queries.mine(by.person_id) if by.person_id else None
        if mine is None:
            return redirect(HOME)
        return view(request, by, mine, **kwargs)

    return inside
