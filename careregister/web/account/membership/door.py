"""Who may enter: somebody who is here for themselves. What is theirs, and nothing of anybody else's, is handed on."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.membership import queries
from careregister.people import queries as people
from careregister.web.parts import asking, reasons

View = Callable[..., HttpResponse]
HOME = "account_membership"
JOIN = "account_membership_join"
OWN_WISH = Because("own_wish")


def oneself(view: View) -> View:
    """Hands the view who asks and their own id. Staff look after others elsewhere, and themselves with an own account."""

    @wraps(view)
    def inside(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        by = asking.actor(request)
        if by.kind != Kind.PERSON or by.person_id is None:
            raise NotAllowed("not_your_membership")
        response = view(request, by, by.person_id, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return inside


def member(view: View) -> View:
    """Hands the view who asks and their live membership; without one it leads to their page, which says what there is."""

    @wraps(view)
    @oneself
    def inside(request: HttpRequest, by: Actor, person_id: UUID, **kwargs: Any) -> HttpResponse:
        mine = queries.mine(person_id, by)
        if mine is None or not mine.is_live:
            return redirect(HOME)
        return view(request, by, mine, **kwargs)

    return inside


def able(step: str) -> Callable[[View], View]:
    """For the page of one step: whoever cannot take it now is led to their page, which says how it stands."""

    def around(view: View) -> View:
        @wraps(view)
        @member
        def inside(request: HttpRequest, by: Actor, mine: queries.Mine, **kwargs: Any) -> HttpResponse:
            if step not in mine.can:
                return redirect(HOME)
            return view(request, by, mine, **kwargs)

        return inside

    return around


def is_named(by: Actor) -> bool:
    """Whether whoever asks has told us what they are called; by an address alone nobody finds them."""
    return by.person_id is not None and bool(people.names_of([by.person_id]).get(by.person_id))


def refused(request: HttpRequest, refusal: NotAllowed) -> None:
    """Say on the next page why nothing was done."""
    said = reasons.words(refusal.reason)
    messages.warning(request, f"{said.title}. {said.more}")
