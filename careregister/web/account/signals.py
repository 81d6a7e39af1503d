"""The one file that listens to a library's signals: what somebody did at the door goes into history."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from careregister.base.actors import Because, Kind
from careregister.people.actions import keep_contact, note
from careregister.people.queries import actor_for
from careregister.people.reasons import OWNER
from careregister.web.parts import asking

from .middleware import begin

BY_OWNER = Because(OWNER)


@receiver(user_logged_in, dispatch_uid="careregister.signed_in")
def signed_in(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    begin(request)
    request._actor = None  # type: ignore[attr-defined]
    by_demo = asking.DEMO_SESSION in request.session
    note("people.signed_in_by_demo" if by_demo else "people.signed_in", user, by=actor_for(user), because=BY_OWNER)


@receiver(mfa.authenticator_added, dispatch_uid="careregister.factor_added")
def factor_added(request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        _note("people.recovery_codes_made", user)
        return
    # Setting a second step up proves that one has it: this session has used it, and may show the recovery codes.
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
    _note("people.factor_added", user, kind=str(authenticator.type))


@receiver(mfa.authenticator_removed, dispatch_uid="careregister.factor_removed")
def factor_removed(user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    _note("people.factor_removed", user, kind=str(authenticator.type))


@receiver(mfa.authenticator_reset, dispatch_uid="careregister.recovery_codes_made")
def recovery_codes_made(user: Any, **kwargs: Any) -> None:
    _note("people.recovery_codes_made", user)


@receiver([account.password_changed, account.password_set], dispatch_uid="careregister.password_changed")
def password_changed(user: Any, **kwargs: Any) -> None:
    _note("people.password_changed", user)


@receiver(account.password_reset, dispatch_uid="careregister.password_reset")
def password_reset(user: Any, **kwargs: Any) -> None:
    _note("people.password_reset", user)


@receiver(account.email_changed, dispatch_uid="careregister.email_changed")
def email_changed(user: Any, to_email_address: Any, **kwargs: Any) -> None:
    """Letters follow: the address that signs in and the one we write to are one, until the person says otherwise."""
    _note("people.email_changed", user)
    if user.person_id and actor_for(user).kind == Kind.PERSON:
        keep_contact(user.person_id, "email", to_email_address.email, by=actor_for(user), because=BY_OWNER)


def _note(what: str, user: Any, **refs: object) -> None:
    note(what, user, by=actor_for(user), because=BY_OWNER, refs=refs)
