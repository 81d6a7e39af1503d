"""The second step of signing in, and for whom a passkey is another way in and no second step."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from careregister.base.actors import Kind
from careregister.people import queries as people


class SecondStep(AuthenticateStage):
    """Somebody who is no staff and came by a code is asked for their app, if they set one up, and for no passkey.

    Theirs is offered as an easier way in. Were it a second step, a lost telephone would take both the passkey and the
    texts, and a member would need two administrators to get back in.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        account: Any = self.login.user
        if account is not None and _came_by_code(request, account) and people.actor_for(account).kind != Kind.STAFF:
            return is_mfa_enabled(account, [Authenticator.Type.TOTP])
        return bool(super()._should_handle(request))


def _came_by_code(request: HttpRequest, account: Any) -> bool:
    records = get_authentication_records(request, account)
    return bool(records) and records[-1].get("method") == "code"
