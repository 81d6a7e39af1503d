"""What an account's owner is told about it. Written through the adapter of sign-in, like all letters of an account.

Call these in the transaction of what they tell of."""

from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.urls import reverse

from careregister.people import queries
from careregister.people.roles import ROLES
from careregister.web.parts import asking
from careregister.web.parts.jinja import moment_words


def welcome(request: HttpRequest, account: Any) -> None:
    _send(request, "people/email/welcome", account)


def role_given(request: HttpRequest, account: Any, roles: Iterable[str]) -> None:
    """Every other administrator and the auditors: nobody makes a registrar unseen."""
    actor = asking.actor(request)
    named = queries.display_names([account.pk, *filter(None, [actor.account_id])])
    told = {
        "by": named.get(actor.account_id, "") if actor.account_id else "",
        "name": named[account.pk],
        "roles": ", ".join(str(ROLES[role].name) for role in roles),
        "account_url": request.build_absolute_uri(reverse("staff:account", args=[account.pk])),
    }
    for watcher in queries.watchers(but=actor.account_id):
        _send(request, "people/email/role_given", watcher, **told)


def reset_asked(request: HttpRequest, reset: Any) -> None:
    waiting = queries.open_resets(reset.account_id)
    _send(
        request, "people/email/factor_reset_asked", reset.account, from_time=moment_words(waiting[0].confirmable_from)
    )


def factors_reset(request: HttpRequest, reset: Any) -> None:
    _send(request, "people/email/factors_reset", reset.account)


def _send(request: HttpRequest, prefix: str, account: Any, **told: Any) -> None:
    told["password_reset_url"] = request.build_absolute_uri(reverse("account_reset_password"))
    get_adapter(request).send_mail(prefix, account.email, {**told, "user": account})
