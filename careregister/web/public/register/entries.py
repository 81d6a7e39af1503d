"""One entry at one address: as a page for people, as JSON for machines, today or on any day."""

from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from careregister.base import body, clock, numbers
from careregister.register import queries
from careregister.register.queries import EntryShown, Missing

from .. import budgets, door
from ..showing import show
from . import as_json, saying
from .forms import Name, read_day

LONGEST_NUMBER = 40


@require_safe
@door.about_persons
def entry(request: HttpRequest, number: str) -> HttpResponseBase:
    canonical = numbers.canonical(number, body.body().number_prefix)
    if canonical is not None and canonical != number:
        return _to(canonical, request.GET.urlencode())
    wanted = request.GET.get("as-at", "").strip()
    day = read_day(wanted) if wanted else None
    answer = _json if door.wants_json(request) else _page
    return door.in_either_shape(answer(request, number[:LONGEST_NUMBER], wanted, day))


def _to(number: str, query: str) -> HttpResponseBase:
    address = reverse("public:entry", args=[number])
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _json(request: HttpRequest, number: str, wanted: str, day: date | None) -> HttpResponse:
    if wanted and day is None:
        return JsonResponse(as_json.refusal("bad_date"), status=400)
    found = look_up(request, number, day)
    if isinstance(found, Missing):
        return JsonResponse(as_json.refusal(found.reason), status=400 if found.reason == "future" else 404)
    return JsonResponse(as_json.entry(found, address_of(request, found.number)))


def _page(request: HttpRequest, number: str, wanted: str, day: date | None) -> HttpResponseBase:
    if wanted and day is None:
        return _no_such_day(request, number, "bad_date", wanted)
    if day and wanted != day.isoformat():
        query = request.GET.copy()
        query["as-at"] = day.isoformat()
        return _to(number, query.urlencode())
    link = request.GET.get("by", "")
    opens = bool(link) and queries.link_opens(link, number)
    found = look_up(request, number, day, with_name=opens)
    if isinstance(found, Missing):
        if found.reason == "future":
            return _no_such_day(request, number, "future", wanted)
        return show(request, "register/missing.html", {"missing": found, "q": number}, status=404)
    return _entry_page(request, found, link if opens else "", expired=bool(link) and not opens)


def look_up(request: HttpRequest, number: str, day: date | None, *, with_name: bool = False) -> EntryShown | Missing:
    """The entry, within the asker's budget. A number that nobody has costs more: guessing needs many of them."""
    budgets.spend(request, budgets.LOOKUPS)
    found = queries.entry(number, as_at=day, with_name=with_name)
    if isinstance(found, Missing) and found.reason == "unknown":
        budgets.spend(request, budgets.LOOKUPS, cost=budgets.COST_OF_A_MISS - 1)
    return found


def address_of(request: HttpRequest, number: str) -> str:
    """The whole address that may be shared: the number, and nothing of how the asker came by it."""
    return request.build_absolute_uri(reverse("public:entry", args=[number]))


def _no_such_day(request: HttpRequest, number: str, reason: str, wanted: str) -> HttpResponse:
    told = {"number": number, "reason": reason, "wanted": wanted, "today": clock.today()}
    return show(request, "register/no_such_day.html", told, status=400)


def _entry_page(request: HttpRequest, found: EntryShown, link: str, *, expired: bool) -> HttpResponse:
    address = address_of(request, found.number)
    told: dict[str, Any] = {
        "entry": found,
        "kind": saying.kind(found),
        "facts": saying.facts(found),
        "restrictions": saying.restrictions(found),
        "link": link,
        "expired": expired,
        "address": address,
        "shared": address if found.is_today else f"{address}?as-at={found.as_at.isoformat()}",
        "qr": _qr(address),
        "name_form": Name(),
        "today": clock.today(),
    }
    return show(request, "register/entry.html", told)


@lru_cache(maxsize=1024)
def _qr(address: str) -> SafeString:
    """Kept for the entries looked at last, four kilobytes each: drawing one costs as much as the rest of the page."""
    import segno  # takes as long to load as a hundred entries to show

    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=3, omitsize=True, xmldecl=False, svgns=False, nl=False, svgclass="pub-qr__code",
        dark="#000", light="#fff", lineclass=None,
    )  # fmt: skip
    return mark_safe(drawn.getvalue().decode())  # noqa: S308  (squares, drawn from an address of ours)
