"""Where staff go who have not shown their second step: nothing of theirs is shown before."""

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from careregister.people import queries as people

from . import asking


def missing(request: HttpRequest) -> HttpResponse | None:
    """Where to set one up, or to use it, and from there back here; None when it was used in this session."""
    if asking.signed_in_by_demo(request):
        return None
    if not people.second_step_in_session(request.user):
        return redirect("account_two_steps")
    if not asking.used_second_step(request):
        messages.info(request, _("Confirm who you are with your second step. Staff pages need it."))
        where = reverse("mfa_reauthenticate_webauthn" if people.has_passkey(request.user) else "mfa_reauthenticate")
        return redirect(f"{where}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}")
    return None
