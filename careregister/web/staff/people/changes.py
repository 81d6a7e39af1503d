"""Changing accounts of staff. Each page asks why, does one thing, and goes back to the account."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careregister.base.refusals import NotAllowed
from careregister.people import actions
from careregister.people.queries import StaffAccount
from careregister.people.roles import ROLES
from careregister.register.queries import person_with_number
from careregister.web.parts.reasons import words as words_for
from careregister.web.staff.changing import Change, Place, asked
from careregister.web.staff.door import actor_of, staff_page

from . import letters
from .forms import AddForm, GiveRoleForm, ReasonForm
from .pages import ADMINISTRATOR, account_to_change, shown_account

_methods = require_http_methods(["GET", "POST"])


def _page(change: Callable[..., Change]) -> Callable[..., Any]:
    """The page of one change to an account. The function gets the request and the account as it is shown."""

    @_methods
    @staff_page(ADMINISTRATOR)
    @wraps(change)
    def view(request: HttpRequest, account_id: UUID, **more: str) -> HttpResponse:
        shown = shown_account(account_id)
        asks = change(request, shown, **more)
        place = Place(reverse("staff:account", args=[account_id]), shown.name)
        return asked(request, asks, place, lambda act: carried_out(asks.form, act))

    return view


@_methods
@staff_page(ADMINISTRATOR)
def add(request: HttpRequest) -> HttpResponse:
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        account = carried_out(
            form,
            lambda: actions.add_staff(
                typed["email"],
                typed["full_name"],
                typed["roles"],
                person=_registrant(typed["number"]),
                by=actor_of(request),
                because=form.because,
            ),
            tell=lambda made: _tell_of_new(request, made, typed["roles"]),
        )
        if account:
            messages.success(request, _("The account is open. We have written to its owner how to begin."))
            return redirect("staff:account", account.pk)
    return render(request, "staff/people/new.html", {"form": form})


def _registrant(number: str) -> Any:
    """The person with a registration number; None when none was typed."""
    if not number.strip():
        return None
    person = person_with_number(number)
    if person is None:
        raise NotAllowed("not_that_person")
    return person


def _tell_of_new(request: HttpRequest, made: Any, roles: list[str]) -> None:
    letters.welcome(request, made)
    letters.role_given(request, made, roles)


@_page
def give_role(request: HttpRequest, shown: StaffAccount) -> Change:
    form = GiveRoleForm(request.POST or None, held={role.code for role in shown.roles})

    def give() -> None:
        account, role = account_to_change(shown.id), form.cleaned_data["role"]
        given = actions.grant_role(account, role, by=actor_of(request), because=form.because)
        letters.role_given(request, given.account, [given.role])

    return Change(
        form=form,
        do=give,
        heading=_("Give a role to %(name)s") % {"name": shown.name},
        button=_("Give this role"),
        done=_("The role is given."),
    )


@_page
def end_role(request: HttpRequest, shown: StaffAccount, role: str) -> Change:
    if role not in ROLES:
        raise Http404
    form = ReasonForm(request.POST or None, reasons=("changed_job", "left", "away", "mistake"))
    return Change(
        form=form,
        do=lambda: actions.end_role(account_to_change(shown.id), role, by=actor_of(request), because=form.because),
        heading=_("End the role “%(role)s” of %(name)s") % {"role": ROLES[role].name, "name": shown.name},
        button=_("End this role now"),
        done=_("The role has ended."),
    )


@_page
def suspend(request: HttpRequest, shown: StaffAccount) -> Change:
    form = ReasonForm(request.POST or None, reasons=("left", "away", "misuse_feared", "mistake"), words_needed=True)
    return Change(
        form=form,
        do=lambda: actions.suspend(account_to_change(shown.id), by=actor_of(request), because=form.because),
        heading=_("Suspend the account of %(name)s") % {"name": shown.name},
        more=_(
            "They are signed out at once, everywhere, and cannot sign in again until an administrator opens the account."
        ),
        button=_("Suspend this account now"),
        warning=True,
        done=_("The account is suspended, and signed out everywhere."),
    )


@_page
def reopen(request: HttpRequest, shown: StaffAccount) -> Change:
    form = ReasonForm(request.POST or None, reasons=("cleared_up", "joined", "mistake"))
    return Change(
        form=form,
        do=lambda: actions.reopen(account_to_change(shown.id), by=actor_of(request), because=form.because),
        heading=_("Open the account of %(name)s again") % {"name": shown.name},
        more=_("They can sign in again, with the roles they held."),
        button=_("Open this account"),
        done=_("The account is open."),
    )


@_page
def end_sessions(request: HttpRequest, shown: StaffAccount) -> Change:
    form = ReasonForm(request.POST or None, reasons=("lost_device", "misuse_feared", "left"))
    return Change(
        form=form,
        do=lambda: actions.end_sessions(account_to_change(shown.id), by=actor_of(request), because=form.because),
        heading=_("Sign %(name)s out everywhere") % {"name": shown.name},
        more=_("They can sign in again straight away."),
        button=_("Sign them out now"),
        done=_("They are signed out everywhere."),
    )


def carried_out(form: forms.Form, act: Callable[[], Any], *, tell: Callable[[Any], None] = lambda done: None) -> Any:
    """What the action gives back; None, and a mistake on the form, when it refuses.

    `tell` writes of what was done, in the same transaction: nothing is done that nobody is told of.
    """
    try:
        with transaction.atomic():
            done = act()
            tell(done)
        return done
    except NotAllowed as refusal:
        said = words_for(refusal.reason)
        form.add_error(None, f"{said.title}. {said.more}")
        return None
