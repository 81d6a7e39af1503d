"""What stands beside the standing: holds, older numbers, names, and keeping somebody out of name search."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careregister.base import numbers
from careregister.people import actions as people
from careregister.people import policy as people_policy
from careregister.register import actions, policy, reasons, sections
from careregister.register.queries import record as records
from careregister.web.staff.changing import Change, Place, asked
from careregister.web.staff.door import actor_of, staff_page

from .forms import AliasForm, NameForm, PersonReasonForm, ReasonForm
from .opening import KEEPERS, attempt, opened

_HOLDERS = tuple(sorted(policy.HOLDERS))
_PROTECTORS = tuple(sorted(people_policy.PROTECTORS))


def _page(*roles: str) -> Callable[[Callable[..., Change]], Callable[..., Any]]:
    """The page of one change to a registrant. The function gets the request, the registrant and how they are called."""

    def decorator(change: Callable[..., Change]) -> Callable[..., Any]:
        @require_http_methods(["GET", "POST"])
        @staff_page(*roles)
        @wraps(change)
        def view(request: HttpRequest, number: str, **found_by: UUID) -> HttpResponse:
            found, shown = opened(request, number)
            named = records.record_of(found, shown & {sections.NAMES}, by=actor_of(request))
            grouped = numbers.grouped(named.number)
            back = reverse("staff:record", args=[found.number_id])
            place = Place(back, named.name or grouped, named.name, grouped)
            asks = change(request, found, named, **found_by)
            return asked(request, asks, place, lambda act: attempt(request, found.number_id, act))

        return view

    return decorator


@_page(*_HOLDERS)
def hold(request: HttpRequest, found: Any, named: records.RecordShown) -> Change:
    form = ReasonForm(request.POST or None, action=reasons.HOLD)
    return Change(
        form=form,
        do=lambda: actions.place_hold(found, by=actor_of(request), because=form.because),
        heading=_("Place a hold"),
        more=_("While a hold lasts, the registration cannot lapse and the person cannot leave the register. The public sees nothing of it."),
        button=_("Place the hold"), done=_("The hold is placed."),
    )  # fmt: skip


@_page(*_HOLDERS)
def release(request: HttpRequest, found: Any, named: records.RecordShown, hold_id: UUID) -> Change:
    kept = records.hold_to_release(found, hold_id)
    if kept is None:
        raise Http404
    form = ReasonForm(request.POST or None, action=reasons.RELEASE)
    return Change(
        form=form,
        do=lambda: actions.release_hold(kept, by=actor_of(request), because=form.because),
        heading=_("Release the hold"),
        more=_("It was placed because %(reason)s.") % {"reason": reasons.clause(kept.reason)},
        button=_("Release the hold"), done=_("The hold is released."),
    )  # fmt: skip


@_page(*KEEPERS)
def alias(request: HttpRequest, found: Any, named: records.RecordShown) -> Change:
    form = AliasForm(request.POST or None, action=reasons.ALIAS)
    return Change(
        form=form,
        do=lambda: actions.add_alias(found, form.cleaned_data["number"], by=actor_of(request), because=form.because),
        heading=_("Keep an older number"),
        more=_("Whoever looks for the older number finds this entry. It is never given to anybody else, and cannot be taken away again."),
        button=_("Keep the number"), done=_("The number is kept."),
    )  # fmt: skip


@_page(*_PROTECTORS)
def risk(request: HttpRequest, found: Any, named: records.RecordShown) -> Change:
    person = records.person_to_change(found)
    offered = ("own_wish",) if person.at_risk else ("own_wish", "protection")
    form = PersonReasonForm(request.POST or None, offered=offered)
    verb = people.clear_at_risk if person.at_risk else people.mark_at_risk
    told: dict[str, Any] = (
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
    return Change(form=form, do=lambda: verb(person, by=actor_of(request), because=form.because), **told)


@_page(*KEEPERS)
def legal_name(request: HttpRequest, found: Any, named: records.RecordShown) -> Change:
    form = NameForm(request.POST or None, offered=("document_seen", "mistake"))
    return Change(
        form=form,
        do=lambda: people.change_legal_name(
            records.person_to_change(found), form.cleaned_data["full"], family=form.cleaned_data["family"],
            by=actor_of(request), because=form.because,
        ),
        heading=_("Change the legal name"),
        more=_("The present name becomes a former one, which no public search finds unless the person wants it to."),
        button=_("Change the legal name"), done=_("The legal name is changed."),
        now=named.name,
    )  # fmt: skip


@_page(*KEEPERS)
def known_as(request: HttpRequest, found: Any, named: records.RecordShown) -> Change:
    form = NameForm(request.POST or None, offered=("own_wish",))
    form.fields["full"].required = False
    form.fields["full"].help_text = _("Leave it empty to take the name away.")
    return Change(
        form=form,
        do=lambda: people.set_known_as(
            records.person_to_change(found), form.cleaned_data["full"], family=form.cleaned_data["family"],
            by=actor_of(request), because=form.because,
        ),
        heading=_("Change the name they go by"),
        more=_("The entry shows it only if the person chose so: that is a change of what the entry shows."),
        button=_("Change the name they go by"), done=_("The name they go by is changed."),
        now=named.known_as,
    )  # fmt: skip


@_page(*KEEPERS)
def former_name(request: HttpRequest, found: Any, named: records.RecordShown, name_id: UUID) -> Change:
    """Whether anybody finds the person by this former name: the person's own choice, kept for them."""
    name = records.former_name_to_change(found, name_id)
    if name is None:
        raise Http404
    form = PersonReasonForm(request.POST or None, offered=("own_wish",))
    verb = people.make_former_name_unfindable if name.findable else people.make_former_name_findable
    told: dict[str, Any] = (
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
    return Change(form=form, do=lambda: verb(name, by=actor_of(request), because=form.because), **told)
