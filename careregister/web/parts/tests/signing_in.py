"""Sign-in for tests of pages, without going through the sign-in pages: those have tests and stories of their own."""

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client

from careregister.base import clock
from careregister.people.tests import world

_OWNER = "account_authentication_methods_user"


def client_for(account: Any, *, second_step: bool = True) -> Client:
    """A browser signed in with this account; with `second_step`, one that the staff door lets in."""
    client = Client()
    client.force_login(account)
    if second_step:
        if not Authenticator.objects.filter(user=account).exists():
            world.app_factor(account)
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": clock.now().timestamp()}]
        session[_OWNER] = str(account.pk)
        session.save()
    return client


def staff_client(*roles: str) -> Client:
    """A browser signed in as somebody with these roles, second step and all."""
    return client_for(world.account(*roles))
