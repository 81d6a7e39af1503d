"""One part of the application: what it says, and for several things the list of them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from careregister.applications import queries
from careregister.applications.form.definition import Section, missing
from careregister.applications.queries.own import MyApplication
from careregister.applications.queries.reading import ReadSection
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed

from . import keeping
from .door import HOME, applicant
from .writing import NEW, address, closed, part_of


@require_http_methods(["GET"])
@applicant
def section(request: HttpRequest, by: Actor, mine: MyApplication, *, section: str) -> HttpResponse:
    """What a part says, with a way to change each answer; an empty one begins at its first page."""
    part = part_of(mine, section)
    if part.editable and (elsewhere := closed(request, mine, section)):
        return elsewhere
    shown = queries.section_for(mine.id, section, by)
    asked = shown.section
    if asked.items is None and not shown.data:
        return redirect(address(asked, asked.pages[0], None)) if part.editable else redirect(HOME)
    read = next(one for one in queries.written(mine.id, by) if one.code == section)
    told: dict[str, Any] = {"mine": mine, "part": part, "section": asked, "read": read}
    if asked.items is None:
        left = missing(asked, shown.data)
        told |= {"left": left, "go_on": _first_left(asked, left)}
        return render(request, "account/applications/section.html", told)
    items = shown.data.get("items", [])
    told |= {
        "rows": _rows(asked, items, read),
        "gaps": shown.gaps,
        "none_said": bool(shown.data.get("none")) and not items,
        "gap_words": month_words,
        "new": address(asked, asked.pages[0], NEW),
    }
    return render(request, "account/applications/items.html", told)


@require_POST
@applicant
def none(request: HttpRequest, by: Actor, mine: MyApplication, *, section: str) -> HttpResponse:
    """There is nothing to tell here."""
    if elsewhere := closed(request, mine, section):
        return elsewhere
    asked = queries.section_for(mine.id, section, by).section
    if asked.items is None or not asked.items.none:
        raise Http404
    keeping.say_none(mine.id, section, by=by)
    messages.success(request, _("Saved: %(part)s") % {"part": asked.title})
    return redirect(HOME)


@require_http_methods(["GET", "POST"])
@applicant
def remove(request: HttpRequest, by: Actor, mine: MyApplication, *, section: str, item: int) -> HttpResponse:
    """Take one of several away, after asking."""
    if elsewhere := closed(request, mine, section):
        return elsewhere
    shown = queries.section_for(mine.id, section, by)
    items = shown.data.get("items", [])
    where = reverse("account_application_section", args=[section])
    if shown.section.items is None or not 0 < item <= len(items):
        return redirect(where)
    if request.method == "POST":
        try:
            done = keeping.remove(mine.id, section, item - 1, request.POST.get("base", ""), by=by)
        except NotAllowed as refusal:
            if refusal.reason != "changed_meanwhile":
                raise
            done = False
        if done:
            messages.success(request, _("Removed."))
        else:
            messages.warning(request, _("The list changed in another window. Nothing was removed: look again."))
        return redirect(where)
    read = next(one for one in queries.written(mine.id, by) if one.code == section)
    told = {
        "section": shown.section,
        "name": _name(read, item - 1, shown.section),
        "base": keeping.whole(items[item - 1]),
        "back": where,
    }
    return render(request, "account/applications/remove.html", told)


def month_words(month: str) -> str:
    """`March 2019` of `2019-03`."""
    return date_format(date.fromisoformat(f"{month}-01"), "F Y", use_l10n=False)


def _first_left(asked: Section, left: list[Any]) -> str:
    for page in asked.pages:
        if any(field in page.fields for field in left):
            return address(asked, page, None) + "?change=1"
    return ""


def _rows(asked: Section, items: list[dict[str, Any]], read: ReadSection) -> list[dict[str, Any]]:
    rows = []
    for place, given in enumerate(items):
        left = missing(asked, given)
        page = next((one for one in asked.pages if any(field in one.fields for field in left)), asked.pages[0])
        rows.append(
            {
                "name": _name(read, place, asked),
                "answers": [one for one in read.items[place] if one.words or one.documents] if given else [],
                "whole": not left,
                "change": address(asked, page, place),
                "remove": reverse("account_application_remove", args=[asked.code, place + 1]),
            }
        )
    return rows


def _name(read: ReadSection, place: int, asked: Section) -> str:
    name = read.names[place] if place < len(read.names) else ""
    return name or str(asked.items.one if asked.items else "")
