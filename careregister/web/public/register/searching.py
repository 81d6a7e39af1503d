"""Search by name or number: what was found, how it matched, and never more than that."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from careregister.register.queries import Found, Hit
from careregister.register.queries import search as find
from careregister.web.parts.typed import plain

from .. import budgets, door
from ..showing import show
from ..words import HOW, shape
from .forms import Narrowing


@require_safe
@door.about_persons
def search(request: HttpRequest) -> HttpResponse:
    text = plain(request.GET.get("q", ""))
    place, tier = Narrowing(request.GET).asked()
    if not text:
        return _page(request, text, place, tier, Found("nothing_asked"))
    found = _found(request, text, place, tier)
    if found.kind == "number":
        return redirect("public:entry", number=found.number[:40])
    budgets.spend(request, budgets.NAMES_SHOWN, cost=len(found.hits))
    return _page(request, text, place, tier, found)


def _found(request: HttpRequest, text: str, place: str, tier: str) -> Found:
    budgets.spend(request, budgets.SEARCHES)
    return find(text, place=place, tier=tier)


def _page(request: HttpRequest, text: str, place: str, tier: str, found: Found) -> HttpResponse:
    told: dict[str, Any] = {
        "q": text,
        "found": found,
        "hits": [_shown(hit) for hit in found.hits if not hit.close],
        "close": [_shown(hit) for hit in found.hits if hit.close],
        "narrowing": Narrowing(initial={"place": place, "tier": tier}),
        "narrowed": bool(place or tier),
        "tier_unused": bool(tier) and any(not hit.certain for hit in found.hits),
        "shared": any(hit.shared for hit in found.hits),
    }
    return show(request, "register/search.html", told)


def _shown(hit: Hit) -> dict[str, Any]:
    """For the list. The number and the standing stand beside a name only when the match is certain."""
    if hit.certain:
        href = f"{reverse('public:entry', args=[hit.number])}?{urlencode({'by': hit.link})}"
    else:
        href = f"{reverse('public:right_person')}?{urlencode({'ask': hit.link})}"
    return {
        "name": hit.name,
        "href": href,
        "how": HOW[hit.how],
        "shared": hit.shared,
        "certain": hit.certain,
        "place": ", ".join(part for part in (hit.town, hit.county) if part),
        "number": hit.number,
        "kind": shape(hit.status, hit.group),
        "standing": hit.status_line,
        "tier": hit.tier_name,
    }
