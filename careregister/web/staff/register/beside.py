"""What stands beside the standing: holds, older numbers, names, and keeping somebody out of name search."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careregister.people import actions as people
from careregister.people import policy as people_policy
from careregister.register import actions, policy, reasons, sections
from careregister.register.queries import record as records
from careregister.web.staff.door import actor_of, staff_page

from .forms import AliasForm, NameForm, PersonReasonForm, ReasonForm
from .opening import KEEPERS, attempt, opened, page

_HOLDERS = tuple(sorted(policy.HOLDERS))
_PROTECTORS = tuple(sorted(people_policy.PROTECTORS))


@require_http_methods(["GET", "POST"])
@staff_page(*_HOLDERS)
def hold(request: HttpRequest, number: str) -> HttpResponse:
    found, shown = opened(request, number)
    form = ReasonForm(request.POST or None, action=reasons.HOLD)
    return _change(
        request, found, shown, form,
        lambda: actions.place_hold(found, by=actor_of(request), because=form.because),
        heading=_("Place a hold"),
        more=_("While a hold lasts, the registration cannot lapse and the person cannot leave the register. The public sees nothing of it."),
        button=_("Place the hold"), done=_("The hold is placed."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_page(*_HOLDERS)
def release(request: HttpRequest, number: str, hold_id: UUID) -> HttpResponse:
    found, shown = opened(request, number)
    kept = records.hold_to_release(found, hold_id)
    if kept is None:
        raise Http404
    form = ReasonForm(request.POST or None, action=reasons.RELEASE)
    return _change(
        request, found, shown, form,
        lambda: actions.release_hold(kept, by=actor_of(request), because=form.because),
        heading=_("Release the hold"),
        more=_("It was placed because %(reason)s.") % {"reason": reasons.clause(kept.reason)},
        button=_("Release the hold"), done=_("The hold is released."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_page(*KEEPERS)
def alias(request: HttpRequest, number: str) -> HttpResponse:
    found, shown = opened(request, number)
    form = AliasForm(request.POST or None, action=reasons.ALIAS)
    return _change(
        request, found, shown, form,
        lambda: actions.add_alias(found, form.cleaned_data["number"], by=actor_of(request), because=form.because),
        heading=_("Keep an older number"),
        more=_("Whoever looks for the older number finds this entry. It is never given to anybody else, and cannot be taken away again."),
        button=_("Keep the number"), done=_("The number is kept."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_page(*_PROTECTORS)
def risk(request: HttpRequest, number: str) -> HttpResponse:
    found, shown = opened(request, number)
    person = records.person_to_change(found)
    offered = ("own_wish",) if person.at_risk else ("own_wish", "protection")
    form = PersonReasonForm(request.POST or None, offered=offered)
    verb = people.clear_at_risk if person.at_risk else people.mark_at_risk
    told = (
        {
            "heading": _("Let names find this person again"),
            "more": _("Only if they ask for it themselves."),
            "button": _("Put back into name search"),
            "done": _("Names find this person again."),
        }
        if person.at_risk
        else {
            "heading": _("Keep this person out of name search"),
            "more": _(
                "From now on nobody outside finds this person by any name. Their number still shows their standing, without the name."
            ),
            "button": _("Keep out of name search"),
            "done": _("No name search finds this person any more."),
        }
    )
    return _change(
        request, found, shown, form, lambda: verb(person, by=actor_of(request), because=form.because), **told
    )


@require_http_methods(["GET", "POST"])
@staff_page(*KEEPERS)
def legal_name(request: HttpRequest, number: str) -> HttpResponse:
    found, shown = opened(request, number)
    form = NameForm(request.POST or None, offered=("document_seen", "mistake"))
    return _change(
        request, found, shown, form,
        lambda: people.change_legal_name(
            records.person_to_change(found), form.cleaned_data["full"], family=form.cleaned_data["family"],
            by=actor_of(request), because=form.because,
        ),
        heading=_("Change the legal name"),
        more=_("The present name becomes a former one, which no public search finds unless the person wants it to."),
        button=_("Change the legal name"), done=_("The legal name is changed."),
        now=_named(request, found, shown).name,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_page(*KEEPERS)
def known_as(request: HttpRequest, number: str) -> HttpResponse:
    found, shown = opened(request, number)
    form = NameForm(request.POST or None, offered=("own_wish",))
    form.fields["full"].required = False
    form.fields["full"].help_text = _("Leave it empty to take the name away.")
    return _change(
        request, found, shown, form,
        lambda: people.set_known_as(
            records.person_to_change(found), form.cleaned_data["full"], family=form.cleaned_data["family"],
            by=actor_of(request), because=form.because,
        ),
        heading=_("Change the name they go by"),
        more=_("The entry shows it only if the person chose so: that is a change of what the entry shows."),
        button=_("Change the name they go by"), done=_("The name they go by is changed."),
        now=_named(request, found, shown).known_as,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_page(*KEEPERS)
def former_name(request: HttpRequest, number: str, name_id: UUID) -> HttpResponse:
    """Whether anybody finds the person by this former name: the person's own choice, kept for them."""
    found, shown = opened(request, number)
    name = records.former_name_to_change(found, name_id)
    if name is None:
        raise Http404
    form = PersonReasonForm(request.POST or None, offered=("own_wish",))
    verb = people.make_former_name_unfindable if name.findable else people.make_former_name_findable
    told = (
        {
            "heading": _("Stop a former name being found"),
            "more": _(
                "From now on nobody outside finds this person by “%(name)s”. Only if they ask for it themselves."
            ),
            "button": _("Stop it being found"),
            "done": _("Nobody finds them by that name any more."),
        }
        if name.findable
        else {
            "heading": _("Let a former name be found"),
            "more": _(
                "Whoever searches for “%(name)s” finds this person. The name itself is never shown. Only if they ask for it themselves."
            ),
            "button": _("Let it be found"),
            "done": _("They are found by that name too."),
        }
    )
    told["more"] %= {"name": name.full}
    return _change(request, found, shown, form, lambda: verb(name, by=actor_of(request), because=form.because), **told)


def _change(
    request: HttpRequest,
    found: Any,
    shown: frozenset[str],
    form: forms.Form,
    verb: Callable[[], Any],
    *,
    heading: str,
    more: str,
    button: str,
    done: str,
    now: str = "",
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():

        def act() -> HttpResponse:
            verb()
            messages.success(request, done)
            return redirect("staff:record", found.number_id)

        return attempt(request, found.number_id, act)
    return page(
        request, "beside.html", form=form, record=_named(request, found, shown), heading=heading, more=more,
        button=button, now=now,
    )  # fmt: skip


def _named(request: HttpRequest, found: Any, shown: frozenset[str]) -> records.RecordShown:
    return records.record_of(found, shown & {sections.NAMES}, by=actor_of(request))
