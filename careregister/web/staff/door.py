"""The one door of the staff front. Whoever passes it holds a role of staff now, and used a second step to sign in."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed
from careregister.people.roles import ROLES
from careregister.web.parts import asking, holding, second_step

from . import menu


class Missing(Http404):
    """Nothing has this address, told in the staff front: `title`, and `more` for what to do next."""

    def __init__(self, title: str, more: str) -> None:
        super().__init__(title)
        self.title, self.more = title, more


View = Callable[..., HttpResponseBase]


def staff_page(*roles: str) -> Callable[[View], View]:
    """Lets in staff with any of `roles` (none named: any role). The view finds `request.actor` and `request.staff_menu`.

    NotAllowed `not_staff` or `wrong_role`; leads to sign-in, or to setting up a second step, where that is missing.
    """
    unknown = set(roles) - set(ROLES)
    if unknown:
        raise ValueError(f"no such roles: {sorted(unknown)}")
    wanted = frozenset(roles or ROLES)

    def decorator(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            turned_away = enter(request, wanted)
            try:
                return turned_away or view(request, *args, **kwargs)
            except Missing as missing:
                told = {"title": missing.title, "more": missing.more}
                return render(request, "staff/missing.html", told, status=404)

        guarded.staff_roles = wanted  # type: ignore[attr-defined]
        return guarded

    return decorator


def enter(request: HttpRequest, wanted: frozenset[str]) -> HttpResponse | None:
    """None when the door opens; where to go instead when something is missing. In this order, so that nothing shows."""
    if not asking.has_session(request):
        return holding.to_sign_in(request, takes_back=False)
    actor = asking.actor(request)
    if actor.kind != Kind.STAFF:
        raise NotAllowed("not_staff")
    missing = second_step.missing(request)
    if missing:
        return missing
    if not actor.roles & wanted:
        raise NotAllowed("wrong_role")
    request.actor = actor  # type: ignore[attr-defined]
    request.staff_menu = menu.items_for(actor, request.path)  # type: ignore[attr-defined]
    return None


def actor_of(request: HttpRequest) -> Actor:
    """The actor who passed the door."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
