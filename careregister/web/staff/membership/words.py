"""What memberships read as to staff."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from careregister.membership.queries import Churn
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

__all__ = ["EMPLOYER_TAGS", "ENDED_BECAUSE", "SHORT", "STATES", "TAGS", "WAIVERS", "share_left"]


def share_left(month: Churn) -> str:
    """Of those who were members when the month began, how many in a hundred left in it; empty where there was nobody."""
    before = month.live - month.began + month.ended
    return f"{100 * month.ended / before:.1f}%" if before > 0 else ""
