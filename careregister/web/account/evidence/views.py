"""One's own papers, page by page."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from careregister.base.actors import Actor, Because, Kind
from careregister.evidence import actions
from careregister.outside import pictures
from careregister.web.parts import asking, uploads

OWN_LOOK = Because("own_look")


@require_GET
def page(request: HttpRequest, document_id: UUID, number: int) -> HttpResponse:
    """A page as we keep it."""
    return uploads.answer(actions.look(document_id, number, by=_owner(request), because=OWN_LOOK))


@require_GET
def small(request: HttpRequest, document_id: UUID, number: int) -> HttpResponse:
    """A picture, small enough for a list."""
    opened = actions.look(document_id, number, by=_owner(request), because=OWN_LOOK)
    if opened.media_type == "image/jpeg":
        opened = replace(opened, data=pictures.smaller(opened.data))
    return uploads.answer(opened)


def _owner(request: HttpRequest) -> Actor:
    """Whoever is signed in, as themselves: this door asks for no second step, so no role of staff counts here."""
    return replace(asking.actor(request), kind=Kind.PERSON, roles=frozenset(), role="")
