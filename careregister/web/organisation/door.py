"""The one door of the organisation front: somebody signed in as themselves, who acts for this employer now.

An employer that is not there, was closed, or is somebody else's has one and the same answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.organisations import queries as organisations
from careregister.organisations.queries import EmployerFacts
from careregister.organisations.roles import MAY_PAY, OWNER, ROLES
from careregister.web.parts import asking, reasons

from . import menu

View = Callable[..., HttpResponse]
ANY = frozenset(ROLES)
OWNERS = frozenset({OWNER})
PAYERS = MAY_PAY
WORK = Because("employers_wish")


def signed_in(view: View) -> View:
    """Hands the view who asks. NotAllowed `own_account_first` for staff: they act for an employer as themselves."""

    @wraps(view)
    def inside(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        by = asking.actor(request)
        if by.kind != Kind.PERSON or by.account_id is None:
            raise NotAllowed("own_account_first")
        request.organisation_menu = menu.items_for(None, request.path)  # type: ignore[attr-defined]
        return _kept_nowhere(view(request, by, **kwargs))

    return inside


def acts_for(roles: frozenset[str]) -> Callable[[View], View]:
    """Hands the view who asks, and the employer for which they hold one of `roles`. NotAllowed `not_of_the_employer`."""

    def around(view: View) -> View:
        @wraps(view)
        def inside(request: HttpRequest, employer_id: UUID, **kwargs: Any) -> HttpResponse:
            by = asking.actor(request)
            employer = employer_of(by, employer_id)
            if not {*employer.roles} & roles:
                raise NotAllowed("not_of_the_employer")
            request.employer = employer  # type: ignore[attr-defined]
            request.organisation_menu = menu.items_for(employer, request.path)  # type: ignore[attr-defined]
            return _kept_nowhere(view(request, by, employer, **kwargs))

        inside.employer_roles = roles  # type: ignore[attr-defined]
        return inside

    return around


def employer_of(by: Actor, employer_id: UUID) -> EmployerFacts:
    """The open employer that the asker acts for, with their roles. NotAllowed `not_of_the_employer`, `own_account_first`."""
    if by.kind != Kind.PERSON or by.account_id is None:
        raise NotAllowed("own_account_first" if by.kind == Kind.STAFF else "not_of_the_employer")
    mine = (one for one in organisations.employers_of(by.account_id) if one.id == employer_id and one.is_open)
    found = next(mine, None)
    if found is None:
        raise NotAllowed("not_of_the_employer")
    return found


def refused(request: HttpRequest, refusal: NotAllowed) -> None:
    """Say on the next page why nothing was done."""
    said = reasons.words(refusal.reason)
    messages.warning(request, f"{said.title}. {said.more}")


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
