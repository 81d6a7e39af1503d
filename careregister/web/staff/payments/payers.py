"""One payer's money: a person's is on their member page too; an employer's is here. Each look is written down."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.organisations import queries as organisations
from careregister.payments import actions, policy, queries
from careregister.payments.states import FINANCE
from careregister.web.staff.door import Missing, actor_of, staff_page

from . import words

LOOKERS = tuple(sorted(policy.SEES_A_PAYER))


@require_GET
@staff_page(*LOOKERS)
def payer(request: HttpRequest, payer_id: UUID) -> HttpResponse:
    by = actor_of(request)
    found = queries.payer(payer_id, by)
    if found is None:
        raise Missing(_("Nobody pays under this number"), _("Look for the member or the employer by name."))
    if found.person_id is not None:
        return redirect("staff:member", found.person_id)
    actions.look(payer_id, by=by, because=Because("work"))
    told = {"payer": found, "name": name_of(payer_id, by), **money_of(payer_id, by)}
    return render(request, "staff/payments/payer.html", told)


def money_of(payer_id: UUID, by: Actor) -> dict[str, object]:
    """What stands on the page of one payer, for the macro that draws it."""
    return {
        "invoices": queries.invoices(payer_id),
        "attempts": queries.attempts_of(payer_id),
        "methods": queries.methods(payer_id),
        "open_pence": queries.open_pence(payer_id),
        "may_refund": bool(by.roles & FINANCE),
        "w": words,
    }


def names_of(payer_ids: Iterable[UUID], by: Actor) -> dict[UUID, str]:
    """The same for a whole list, in three queries."""
    found = queries.payers(payer_ids, by)
    called = organisations.names_of(one.organisation_id for one in found if one.organisation_id)
    return {one.id: called.get(one.organisation_id, "") if one.organisation_id else one.name for one in found}


def name_of(payer_id: UUID, by: Actor) -> str:
    """Who it is: a person or an organisation; empty for oneself, whose money others look after."""
    try:
        found = queries.payer(payer_id, by)
    except NotAllowed:
        return ""
    if found is None:
        return ""
    if found.organisation_id is not None:
        return organisations.names_of([found.organisation_id]).get(found.organisation_id, "")
    return found.name
