"""The texts of letters, for an editor: read, changed, tried with invented values, compared, and brought back."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.letters import actions, policy, wordings
from careregister.letters.wordings import Version, Wording
from careregister.web.parts.reasons import words as words_for
from careregister.web.staff.door import actor_of, staff_page

from .forms import BackForm, TextForm, as_sent

EDITORS = tuple(sorted(policy.EDITORS))


@require_GET
@staff_page(*EDITORS)
def texts(request: HttpRequest) -> HttpResponse:
    lines = wordings.all_texts(by=actor_of(request))
    rooms = [(_room_name(room), list(rows)) for room, rows in groupby(lines, key=lambda line: line.room)]
    return render(request, "staff/letters/texts.html", {"rooms": rooms})


@require_GET
@staff_page(*EDITORS)
def text(request: HttpRequest, kind: str) -> HttpResponse:
    found = _wording(request, kind)
    now = found.newest
    told = {
        "wording": found,
        "shown": _preview(request, found, now.subject, now.body),
        "message": _preview_sms(request, found, now.subject, now.sms),
    }
    return render(request, "staff/letters/text.html", told)


@require_http_methods(["GET", "POST"])
@staff_page(*EDITORS)
def edit(request: HttpRequest, kind: str) -> HttpResponse:
    """Write, look, save. What is refused stays in the form."""
    found = _wording(request, kind)
    now = found.newest
    if request.method != "POST":
        form = TextForm(initial={"subject": now.subject, "body": now.body, "sms": now.sms, "seen": now.number})
        return _page(request, found, form)
    form = TextForm(as_sent(request))
    note = form.fields["note"]
    note.required = "look" not in request.POST  # whoever only looks need not say why yet
    fine = form.is_valid()
    note.required = True
    said = form.cleaned_data
    if not fine:
        _examine(form, kind, said, request)
        return _page(request, found, form, status=400)
    try:
        shown = wordings.preview(kind, said["subject"], said["body"], by=actor_of(request))
        message = wordings.preview_sms(kind, said["subject"], said["sms"], by=actor_of(request))
        if "look" in request.POST:
            changed = _changes(now, said["subject"], said["body"], said["sms"])
            return _page(request, found, form, shown=shown, message=message, changed=changed)
        number = actions.change_text(
            kind,
            subject=said["subject"],
            body=said["body"],
            sms=said["sms"],
            seen=said["seen"],
            by=actor_of(request),
            because=Because("text_changed", said["note"]),
        )
    except NotAllowed as refusal:
        _say(form, refusal)
        return _page(request, found, form, status=409 if refusal.reason == "changed_meanwhile" else 400)
    messages.success(
        request, _("Saved as version %(number)d. Letters written from now on say this.") % {"number": number}
    )
    return redirect("staff:text", kind)


@require_http_methods(["GET", "POST"])
@staff_page(*EDITORS)
def version(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One version: what it said, what it changed, and the way back to it."""
    found = _wording(request, kind)
    chosen = found.version(number)
    if chosen is None:
        raise Http404
    before = next((one for one in found.versions if one.number < number), None)
    form = BackForm(request.POST if request.method == "POST" else None, initial={"seen": found.newest.number})
    if request.method == "POST" and form.is_valid():
        because = Because("text_brought_back", form.cleaned_data["note"])
        try:
            actions.go_back(kind, number, seen=form.cleaned_data["seen"], by=actor_of(request), because=because)
        except NotAllowed as refusal:
            _say(form, refusal, "note")
        else:
            messages.success(
                request, _("Letters written from now on say again what version %(number)d said.") % {"number": number}
            )
            return redirect("staff:text", kind)
    told = {
        "wording": found,
        "version": chosen,
        "before": before,
        "changed": _changes(before, chosen.subject, chosen.body, chosen.sms) if before else None,
        "form": form,
    }
    return render(request, "staff/letters/version.html", told, status=400 if form.errors else 200)


def _examine(form: TextForm, kind: str, said: dict[str, Any], request: HttpRequest) -> None:
    """All that is wrong is said at once: placeholders too, where something else is missing."""
    by = actor_of(request)
    try:
        if "subject" in said and "body" in said:
            wordings.preview(kind, said["subject"], said["body"], by=by)
        if "subject" in said and "sms" in said:
            wordings.preview_sms(kind, said["subject"], said["sms"], by=by)
    except NotAllowed as refusal:
        _say(form, refusal)


def _page(request: HttpRequest, found: Wording, form: TextForm, status: int = 200, **told: Any) -> HttpResponse:
    told = {"wording": found, "form": form, "shown": None, "message": None, "changed": None, **told}
    return render(request, "staff/letters/edit.html", told, status=status)


def _wording(request: HttpRequest, kind: str) -> Wording:
    found = wordings.wording(kind, by=actor_of(request))
    if found is None:
        raise Http404
    return found


def _preview(request: HttpRequest, found: Wording, subject: str, body: str) -> Any:
    """None where an older text no longer fits its kind: the product has changed under it."""
    try:
        return wordings.preview(found.kind, subject, body, by=actor_of(request))
    except NotAllowed:
        return None


def _preview_sms(request: HttpRequest, found: Wording, subject: str, sms: str) -> Any:
    try:
        return wordings.preview_sms(found.kind, subject, sms, by=actor_of(request))
    except NotAllowed:
        return None


def _changes(before: Version, subject: str, body: str, sms: str) -> dict[str, Any]:
    return {
        "subject": wordings.compared(before.subject, subject.strip()),
        "body": wordings.compared(before.body, body.strip()),
        "sms": wordings.compared(before.sms, sms.strip()),
        "any": (before.subject, before.body, before.sms) != (subject.strip(), body.strip(), sms.strip()),
    }


_FIELDS = {"words_missing": "note", "unchanged": "body", "changed_meanwhile": None}
_FIELDS |= dict.fromkeys(("sms_too_long", "sms_link", "sms_placeholder"), "sms")


def _say(form: Any, refusal: NotAllowed, field: str = "body") -> None:
    said = words_for(refusal.reason)
    names = refusal.detail.get("names")
    more = ", ".join(f"{{{{ {name} }}}}" for name in names) if isinstance(names, list) else str(said.more)
    form.add_error(_FIELDS.get(refusal.reason, field), f"{said.title}: {more}" if names else f"{said.title}. {more}")


def _room_name(room: str) -> str:
    return {
        "letters": _("Signing in"),
        "applications": _("Joining"),
        "checks": _("Checks, and asking somebody else"),
        "people": _("Accounts"),
        "register": _("The register"),
        "privacy": _("What we hold about somebody"),
    }.get(room, room.replace("_", " ").capitalize())
