"""Find a registrant, however they are described. What was typed is sealed in the session and never in an address."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from careregister.base import sealing
from careregister.register import sections
from careregister.register.actions import reading
from careregister.register.queries import find as queries
from careregister.web.staff.door import actor_of, staff_page

from .forms import FilterForm, FindForm
from .opening import FINDERS, WORK, first_look, page

_KEPT = 10
_SESSION = "staff_finds"


@require_http_methods(["GET", "POST"])
@staff_page(*FINDERS)
def find(request: HttpRequest) -> HttpResponse:
    """The box; a list by standing when filters are asked for."""
    if request.method == "POST":
        form = FindForm(request.POST)
        if form.is_valid():
            return redirect("staff:found", _keep(request, form.cleaned_data["described"]))
        return _shown(request, form, None)
    narrowed = FilterForm(request.GET)
    wanted = narrowed.filters()
    listed = queries.find("", wanted, by=actor_of(request), page=narrowed.page()) if wanted.codes() else None
    if listed is not None:
        _told(request, listed, wanted, "list")
    return _shown(request, FindForm(), listed, narrowed)


@require_GET
@staff_page(*FINDERS)
def found(request: HttpRequest, token: str) -> HttpResponse:
    """What was found for a description typed before; it can be narrowed and paged by the address."""
    text = _kept(request, token)
    narrowed = FilterForm(request.GET)
    listed = queries.find(text, narrowed.filters(), by=actor_of(request), page=narrowed.page())
    _told(request, listed, narrowed.filters(), token)
    if len(listed.rows) == 1 and listed.total == 1 and set(listed.rows[0].how) == {queries.BY_NUMBER}:
        return redirect("staff:record", listed.rows[0].number)
    return _shown(request, FindForm(initial={"described": text}), listed, narrowed, text)


def _shown(
    request: HttpRequest,
    form: FindForm,
    listed: queries.FoundByStaff | None,
    narrowed: FilterForm | None = None,
    text: str = "",
) -> HttpResponse:
    by = actor_of(request)
    return page(
        request,
        "find.html",
        form=form,
        narrowed=narrowed or FilterForm({}),
        listed=listed,
        described=text,
        standings=queries.by_standing() if listed is None else (),
        may_export=bool(by.roles & sections.EXPORTERS) and not text,
        sees_birth=sections.BIRTH in sections.may_find(by),
    )


def _told(request: HttpRequest, listed: queries.FoundByStaff, narrowed: queries.Filters, which: str) -> None:
    """Write down that somebody searched, by what and how many were found; and who of those shown is at risk."""
    by, codes = actor_of(request), narrowed.codes()
    if first_look(request, f"find:{which}:{sorted(codes.items())}"):
        reading.searched(listed.total, (*listed.question.kinds, *codes), by=by, because=WORK)
    at_risk = [row.number for row in listed.rows if row.at_risk]
    reading.found_at_risk([number for number in at_risk if first_look(request, f"found:{number}")], by=by, because=WORK)


def _keep(request: HttpRequest, text: str) -> str:
    token = secrets.token_urlsafe(9).replace("_", "-")
    kept = dict(request.session.get(_SESSION, {}))
    kept[token] = sealing.seal(text, _place(request, token)).hex()
    request.session[_SESSION] = dict(list(kept.items())[-_KEPT:])
    return token


def _kept(request: HttpRequest, token: str) -> str:
    sealed = request.session.get(_SESSION, {}).get(token)
    if sealed is None:
        raise Http404
    try:
        return sealing.unseal(bytes.fromhex(sealed), _place(request, token))
    except sealing.CannotOpen as error:
        raise Http404 from error


def _place(request: HttpRequest, token: str) -> str:
    return f"staff.finds:{actor_of(request).account_id}:{token}"
