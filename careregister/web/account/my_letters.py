"""The letters we wrote to whoever is signed in."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from careregister.letters import queries
from careregister.web.parts import asking


@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    by = asking.actor(request)
    found = queries.of_person(by.person_id, by=by) if by.person_id else []
    return render(request, "account/letters/list.html", {"letters": [one for one in found if one.subject]})


@require_GET
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter to oneself; of anybody else's there is none."""
    by = asking.actor(request)
    own = {one.id for one in queries.of_person(by.person_id, by=by, most=1000)} if by.person_id else set()
    opened = queries.read(letter_id, by=by) if letter_id in own else None
    if opened is None or not opened.body:
        raise Http404
    return render(request, "account/letters/letter.html", {"letter": opened})
