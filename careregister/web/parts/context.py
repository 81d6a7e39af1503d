"""What every page may rely on, whoever asks for it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from careregister.base.body import body

from .asking import Asker


def page(request: HttpRequest) -> dict[str, Any]:
    """The body this register belongs to, whether this is a demonstration, and who asks. No query until a page asks."""
    return {"body": body(), "demo": settings.DEMO, "asker": Asker(request)}
