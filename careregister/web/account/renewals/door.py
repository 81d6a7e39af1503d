"""Who may enter: somebody who is or was on the register, with the renewal that is theirs. What they sent while signed
out is kept until they are back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from careregister.base import clock
from careregister.renewals import queries
from careregister.web.parts import asking, holding

View = Callable[..., HttpResponse]
HOME = "account_renewal"


def registrant(view: View) -> View:
    """Hands the view who asks and how their registration stands; whoever never had one is led to their account."""

    @wraps(view)
    def inside(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not asking.has_session(request):
            return holding.to_sign_in(request)
        by = asking.actor(request)
        mine = queries.mine(by.person_id, clock.today()) if by.person_id else None
        if mine is None:
            return redirect("account_home")
        return view(request, by, mine, **kwargs)

    return inside


def writing(view: View) -> View:
    """Hands the view who asks and their renewal, while it may be written on; else it leads to where it stands."""

    @registrant
    @wraps(view)
    def inside(request: HttpRequest, by: Any, mine: queries.Mine, **kwargs: Any) -> HttpResponse:
        if mine.renewal is None or not mine.renewal.writable:
            return redirect(HOME)
        return view(request, by, mine.renewal, **kwargs)

    return inside
