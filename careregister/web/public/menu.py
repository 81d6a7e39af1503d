"""The public front's menu and the links at the foot of its pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

_MENU = (
    ("public:search", "check"),
    ("public:how_to_check", "how"),
    ("public:figures", "figures"),
    ("public:about", "about"),
)


def items(request: HttpRequest) -> list[dict[str, object]]:
    """What the menu macro of the parts asks for; `current` where the reader is."""
    words = {"check": _("Check someone"), "how": _("How to check"), "figures": _("Figures"), "about": _("About")}
    places = [(reverse(name), words[key]) for name, key in _MENU]
    return [{"href": href, "text": text, "current": request.path == href} for href, text in places]
