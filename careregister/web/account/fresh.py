"""Pages that change how one signs in, for somebody without password or second step: only shortly after signing in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from careregister.people import queries
from careregister.web.parts import asking

from . import recent

View = Callable[..., HttpResponseBase]


def fresh(view: View) -> View:
    """The library asks whoever has a password or a key to confirm it, and lets everybody else change all they like."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if asking.has_session(request) and not _proved(request):
            messages.info(
                request, _("Before you change how you sign in, ask for a new code, so that we know it is you.")
            )
            return redirect(f"{reverse('account_code_ask')}?{urlencode({'next': request.get_full_path()})}")
        return view(request, *args, **kwargs)

    return asked


def _proved(request: HttpRequest) -> bool:
    account: Any = request.user
    if account.has_usable_password() or queries.has_second_step(account):
        return True
    return recent.signed_in_lately(request) or asking.signed_in_by_demo(request)
