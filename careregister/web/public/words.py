"""What the public front says in more than one place."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

HOW: dict[str, Promise] = {
    "exact": _("Exact name"),
    "part": _("Part of the name"),
    "near": _("Spelt a little differently"),
    "former": _("A former name"),
    "former_near": _("Close to a former name"),
}


def wait_words(seconds: int) -> str:
    """How long to wait, in the unit people think in: rounded up, so that nobody comes back too early."""
    if seconds < 90:
        return ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": max(seconds, 1)}
    minutes = -(-seconds // 60)
    if minutes < 90:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = -(-minutes // 60)
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}


def shape(status: str, group: str) -> str:
    """The shape and colour of a standing, by the name the parts know it by."""
    if status == "paused":
        return "paused"
    return group if group in ("registered", "restricted") else "unregistered"
