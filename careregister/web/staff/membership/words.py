"""What memberships read as to staff."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from careregister.membership.states import ENDED_BECAUSE
from careregister.membership.states import SAID as STATES

TAGS = {"active": "good", "past_due": "care", "ended": "plain", "starting": "plain", "paused": "plain"}
SHORT: dict[str, Promise] = {
    "starting": gettext_lazy("Starting"),
    "active": gettext_lazy("Active"),
    "past_due": gettext_lazy("Overdue"),
    "paused": gettext_lazy("Paused"),
    "ended": gettext_lazy("Ended"),
}
WAIVERS: dict[str, Promise] = {
    "waiting": gettext_lazy("Waits for a decision"),
    "granted": gettext_lazy("Granted"),
    "declined": gettext_lazy("Declined"),
    "withdrawn": gettext_lazy("Taken back"),
}
EMPLOYER_TAGS = {"new": "act", "confirmed": "good", "closed": "plain"}

__all__ = ["EMPLOYER_TAGS", "ENDED_BECAUSE", "SHORT", "STATES", "TAGS", "WAIVERS"]
