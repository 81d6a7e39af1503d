"""Before what is held leaves us: only somebody who proved a short time ago who they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from careregister.people import queries as people
from careregister.web.account import recent
from careregister.web.parts import asking

View = Callable[..., HttpResponse]


def proved(view: View) -> View:
    """Leads whoever signed in too long ago to confirm it: by password or key, or else by a new code."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if recent.signed_in_lately(request) or asking.signed_in_by_demo(request):
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response
        account: Any = request.user
        by_key = account.has_usable_password() or people.has_second_step(account)
        where = reverse("account_reauthenticate" if by_key else "account_code_ask")
        messages.info(request, _("Confirm that it is you, before we show everything we hold."))
        next_page = request.get_full_path() if request.method == "GET" else reverse("account_privacy")
        return redirect(f"{where}?{urlencode({'next': next_page})}")

    return inside
