"""Reading about accounts of staff: the list, and one account with its history."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from careregister.history import queries as history
from careregister.history.sentences import sentence
from careregister.people import queries
from careregister.people.queries import StaffAccount
from careregister.people.reasons import REASONS
from careregister.people.roles import ROLES
from careregister.web.parts.typed import plain
from careregister.web.staff.door import actor_of, staff_page

from .forms import FilterForm

ADMINISTRATOR = "administrator"


@require_http_methods(["GET", "POST"])
@staff_page(ADMINISTRATOR)
def accounts(request: HttpRequest) -> HttpResponse:
    """The list. A search is a POST, so that no name and no e-mail address is ever part of an address."""
    form = FilterForm({"role": request.GET.get("role", ""), "show": request.GET.get("show", "open")})
    chosen = form.cleaned_data if form.is_valid() else {"role": "", "show": "open"}
    search = plain(request.POST.get("q", ""))
    number = request.GET.get("page", "1")
    found = queries.staff_page(
        search=search,
        role=chosen["role"],
        show="all" if search else chosen["show"],
        page=int(number) if number.isdecimal() and len(number) < 6 else 1,
    )
    told = {"found": found, "filters": form, "search": search, "resets": queries.open_resets()}
    return render(request, "staff/people/accounts.html", told)


@require_GET
@staff_page(ADMINISTRATOR)
def account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    shown = shown_account(account_id)
    told = {
        "account": shown,
        "own": actor_of(request).person_id == shown.person_id,
        "resets": queries.open_resets(account_id),
        "story": story(account_id),
    }
    return render(request, "staff/people/account.html", told)


def shown_account(account_id: UUID) -> StaffAccount:
    shown = queries.staff_account(account_id)
    if shown is None:
        raise Http404
    return shown


def account_to_change(account_id: UUID) -> Any:
    """The account itself, for an action."""
    account = queries.account_to_change(account_id)
    if account is None:
        raise Http404
    return account


def story(account_id: UUID) -> list[dict[str, object]]:
    """What happened to an account, newest first."""
    happened = history.of_subject("people.account", account_id, most=100)
    said = queries.display_names(row.by_account for row in happened if row.by_account)
    return [
        {
            "sentence": sentence(row.what),
            "detail": ROLES[str(row.refs["role"])].name if "role" in row.refs else "",
            "at": row.at,
            "by": said.get(row.by_account, "") if row.by_account else _("The system"),
            "because": REASONS.get(row.because, ""),
            "words": row.words,
        }
        for row in happened
    ]
