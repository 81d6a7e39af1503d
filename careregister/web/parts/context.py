"""What every page may rely on, whoever asks for it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from careregister.base.body import body

from . import holding
from .asking import Asker

_SIGNED_IN = ("/account/", "/staff/", "/organisation/")


def page(request: HttpRequest) -> dict[str, Any]:
    """The body this register belongs to, whether this is a demonstration, who asks, and the hidden fields of every form
    that changes something. No query until a page asks."""
    asker = Asker(request)
    return {"body": body(), "demo": settings.DEMO, "asker": asker, "csrf_input": _hidden(request, asker)}


def _hidden_fields(request: HttpRequest, asker: Asker) -> SafeString:
    return format_html("{}{}", csrf_input(request), _whose(request, asker))


_hidden = lazy(_hidden_fields, SafeString, str)


def _whose(request: HttpRequest, asker: Asker) -> str:
    """Whose form it is, so that what they write outlives their session. The public front knows of nobody."""
    if request.path.startswith(_SIGNED_IN) and asker.signed_in and asker.actor.person_id:
        return format_html(
            '<input type="hidden" name="{}" value="{}">', holding.FIELD, holding.whose(asker.actor.person_id)
        )
    return ""
