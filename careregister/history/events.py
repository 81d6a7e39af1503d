"""The events that are history's own."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "history.alarm_raised": _("An alarm was raised"),
}
