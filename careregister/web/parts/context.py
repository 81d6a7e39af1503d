"""What every page may rely on, whoever asks for it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from careregister.base.body import body


def page(request: HttpRequest) -> dict[str, Any]:
    """The body this register belongs to, and whether this is a demonstration. No query, no session."""
    return {"body": body(), "demo": settings.DEMO}
