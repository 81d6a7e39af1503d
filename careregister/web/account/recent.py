"""Whether somebody signed in a moment ago."""

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from careregister.base import clock


def signed_in_lately(request: HttpRequest) -> bool:
    """Within the time for which a confirmation of who you are holds."""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    if not records:
        return False
    return clock.now().timestamp() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
