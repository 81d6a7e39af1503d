"""Writing: one page of one section at a time."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careregister.applications import queries
from careregister.applications.form.definition import FILES, PLACE, Field, Page, Section, asked_pages, missing
from careregister.applications.queries.own import NOT_YET, MyApplication, MySection, SectionShown
from careregister.applications.queries.reading import in_words
from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.checks import queries as checks
from careregister.checks.kinds import ONLINE
from careregister.web.parts import holding, reasons, uploads
from careregister.web.parts.wizard import PageForm

from . import keeping
from .door import HOME, applicant

BECAUSE = Because("own_wish")
NEW = -1


@require_http_methods(["GET", "POST"])
@applicant
def page(request: HttpRequest, by: Actor, mine: MyApplication, *, section: str, page: str) -> HttpResponse:
    """A page of a section that is asked once."""
    return _page(request, by, mine, section, page, None)


@require_http_methods(["GET", "POST"])
@applicant
def item_page(
    request: HttpRequest, by: Actor, mine: MyApplication, *, section: str, page: str, item: int = 0
) -> HttpResponse:
    """A page about one of several; without its number (counted from 1), about a new one."""
    return _page(request, by, mine, section, page, item - 1)


def offered(field: Field) -> Sequence[tuple[str, Any]]:
    """What may be chosen here: not the way to prove who one is for which nobody is set up."""
    found = queries.choices_of(field)
    if field.code == "route" and not checks.online_is_open():
        return [one for one in found if one[0] != ONLINE]
    return found


def part_of(mine: MyApplication, code: str) -> MySection:
    """The section of this code. Http404 when there is none."""
    for one in mine.sections:
        if one.code == code:
            return one
    raise Http404


def closed(request: HttpRequest, mine: MyApplication, code: str) -> HttpResponse | None:
    """Where to go instead, for a part that cannot be written on now."""
    part = part_of(mine, code)
    if part.editable and part.state != NOT_YET:
        return None
    if part.editable:
        first = part_of(mine, part.waits_for[0])
        messages.info(request, _("First finish the part “%(part)s”.") % {"part": first.title})
    return redirect(HOME)


def _page(
    request: HttpRequest, by: Actor, mine: MyApplication, code: str, page_code: str, item: int | None
) -> HttpResponse:
    if elsewhere := closed(request, mine, code):
        return elsewhere
    shown = queries.section_for(mine.id, code, by)
    section = shown.section
    if (section.items is None) != (item is None):
        raise Http404
    asked = next((one for one in section.pages if one.code == page_code), None)
    if asked is None:
        raise Http404
    if item == NEW and section.items and len(shown.data.get("items", ())) >= section.items.most:
        messages.info(request, str(reasons.words("too_many").title))
        return redirect("account_application_section", section=code)
    given = _given(request, shown, item)
    if given is None:
        return redirect("account_application_section", section=code)
    if request.method == "POST":
        return _posted(request, by, mine, section, asked, given, item)
    told: dict[str, Any] = {"base": keeping.fingerprint(asked, {} if item == NEW else given), "tab": uuid4().hex[:12]}
    held = holding.returned(request, by.person_id) if by.person_id else None
    form = PageForm(asked, given, choices=offered, data=held)
    if held is None:
        uploads.show(form, person_id=by.person_id)  # type: ignore[arg-type]
    else:
        uploads.take(form, person_id=by.person_id, by=by, because=BECAUSE)  # type: ignore[arg-type]
        form.as_typed()
        told |= {"base": held.get("base", ""), "tab": held.get("tab", ""), "returned": True}
    return _shown(request, by, mine, section, asked, item, form, **told)


def _given(request: HttpRequest, shown: SectionShown, item: int | None) -> Mapping[str, Any] | None:
    if item is None:
        return shown.data
    if item == NEW:
        return {name: request.GET[name] for name in ("started", "ended") if _is_month(request.GET.get(name, ""))}
    items = shown.data.get("items", [])
    return items[item] if item < len(items) else None


def _is_month(text: str) -> bool:
    year, _dash, month = text.partition("-")
    return len(text) == 7 and text.isascii() and year.isdigit() and month.isdigit() and 1 <= int(month) <= 12


def _posted(
    request: HttpRequest,
    by: Actor,
    mine: MyApplication,
    section: Section,
    asked: Page,
    given: Mapping[str, Any],
    item: int | None,
) -> HttpResponse:
    marks = {"base": request.POST.get("base", "")[:40], "tab": request.POST.get("tab", "")[:20]}
    told: dict[str, Any] = {**marks}
    by_itself = bool(request.headers.get("X-Autosave"))
    form = PageForm(asked, given, choices=offered, data=request.POST, files=request.FILES)
    uploads.take(form, person_id=by.person_id, by=by, because=BECAUSE)  # type: ignore[arg-type]
    if "find" in request.POST:
        return _shown(request, by, mine, section, asked, item, form.as_typed(), **told)
    if not form.is_valid() and not by_itself:
        return _shown(request, by, mine, section, asked, item, form, **told)
    kept = keeping.keep(mine.id, section.code, asked, form.kept(), item=item, by=by, **marks)
    if by_itself:
        return _autosaved(section, asked, kept)
    if isinstance(kept, keeping.Elsewhere):
        told |= {"base": keeping.fingerprint(asked, kept.given), "theirs": _theirs(asked, form.kept(), kept.given)}
        return _shown(request, by, mine, section, asked, item, form, **told)
    return redirect(_onward(request, section, asked, kept))


def _autosaved(section: Section, asked: Page, kept: keeping.Kept | keeping.Elsewhere) -> HttpResponse:
    if isinstance(kept, keeping.Elsewhere):
        words = _("Changed in another window. Press “Save and continue” to see both.")
        return JsonResponse({"saved": False, "words": words}, status=409)
    return JsonResponse(
        {
            "saved": True,
            "words": _("Saved at %(time)s") % {"time": clock.hour_words(clock.now())},
            "base": keeping.fingerprint(asked, kept.given),
            "action": address(section, asked, kept.item),
        }
    )


def _theirs(asked: Page, mine: Mapping[str, Any], kept: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """What is kept where it differs from what was sent now: (question, words)."""
    return [
        (field.label, in_words(field, kept.get(field.code)) or _("Nothing"))
        for field in asked.fields
        if (kept.get(field.code) or "") != (mine.get(field.code) or "")
    ]


def _onward(request: HttpRequest, section: Section, asked: Page, kept: keeping.Kept) -> str:
    pages = asked_pages(section, kept.given)
    if "change" in request.GET:
        after = [one for one in pages if any(field in one.fields for field in missing(section, kept.given))]
    else:
        codes = [one.code for one in pages]
        after = pages[codes.index(asked.code) + 1 :] if asked.code in codes else pages
    if after:
        return address(section, after[0], kept.item) + ("?change=1" if "change" in request.GET else "")
    if section.items is None and len(section.pages) == 1:
        messages.success(request, _("Saved: %(part)s") % {"part": section.title})
        return reverse(HOME)
    return reverse("account_application_section", args=[section.code])


def address(section: Section, asked: Page, item: int | None) -> str:
    """Where a page is asked."""
    if item is None:
        return reverse("account_application_page", args=[section.code, asked.code])
    if item == NEW:
        return reverse("account_application_new", args=[section.code, asked.code])
    return reverse("account_application_item", args=[section.code, item + 1, asked.code])


def _shown(
    request: HttpRequest,
    by: Actor,
    mine: MyApplication,
    section: Section,
    asked: Page,
    item: int | None,
    form: PageForm,
    **told: Any,
) -> HttpResponse:
    kinds = {field.kind for field in asked.fields}
    several = section.items is not None
    more = {
        "mine": mine,
        "section": section,
        "asked": asked,
        "form": form,
        "back": _back(section, asked, item, form),
        "steps": None if several else _steps(section, asked, form),
        "number": item + 1 if item is not None and item >= 0 else None,
        "files": FILES in kinds,
        "places": PLACE in kinds,
        "again": reverse("account_application_page", args=[section.code, asked.code]) if item is None else request.path,
        "returned": False,
        "theirs": None,
        **told,
    }
    return render(request, "account/applications/page.html", more)


def _back(section: Section, asked: Page, item: int | None, form: PageForm) -> str:
    pages = asked_pages(section, form.given)
    codes = [one.code for one in pages]
    place = codes.index(asked.code) if asked.code in codes else 0
    if place:
        return address(section, pages[place - 1], item)
    return reverse("account_application_section", args=[section.code]) if item is not None else reverse(HOME)


def _steps(section: Section, asked: Page, form: PageForm) -> tuple[int, int] | None:
    codes = [one.code for one in asked_pages(section, form.given)]
    return (codes.index(asked.code) + 1, len(codes)) if asked.code in codes and len(codes) > 1 else None
