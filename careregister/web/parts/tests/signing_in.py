"""Sign-in for tests of pages, without going through the sign-in pages: those have tests and stories of their own."""

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client

from careregister.base import clock
from careregister.people.session_engine import SessionStore
from careregister.people.tests import world

_OWNER = "account_authentication_methods_user"


def client_for(account: Any, *, second_step: bool = True) -> Client:
    """A browser signed in with this account; with `second_step`, one that the staff door lets in."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, account, settings.AUTHENTICATION_BACKENDS[0])
    if second_step:
        if not Authenticator.objects.filter(user=account).exists():
            world.app_factor(account)
        used = {"method": "mfa", "type": "totp", "at": clock.now().timestamp()}
        request.session.update({AUTHENTICATION_METHODS_SESSION_KEY: [used], _OWNER: str(account.pk)})
    request.session.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
    return client


def staff_client(*roles: str) -> Client:
    """A browser signed in as somebody with these roles, second step and all."""
    return client_for(world.account(*roles))
