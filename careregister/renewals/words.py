"""What codes of the room read as."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import states

STATES: dict[str, Promise] = {
    states.OPEN: _("Open"),
    states.SENT: _("Sent, the fee is missing"),
    states.REFERRED: _("With us"),
    states.DEFERRED: _("More time was given"),
    states.RENEWED: _("Renewed"),
    states.LAPSED: _("Lapsed"),
    states.CLOSED: _("Closed"),
}
KINDS: dict[str, Promise] = {states.RENEWAL: _("Renewal"), states.RESTORATION: _("Coming back")}
WAYS: dict[str, Promise] = {
    states.EMAIL: _("E-mail"),
    states.TEXT: _("Text message"),
    states.EMPLOYER: _("E-mail to work"),
    states.POST: _("Letter by post"),
    states.PHONE: _("Telephone call"),
    states.NONE: _("No address and no number"),
}
FATES: dict[str, Promise] = {
    "good": _("Arrived, as far as anybody can know"),
    "pending": _("Sent; it may still come back"),
    "failed": _("Did not arrive"),
}
DEFERRALS: dict[str, Promise] = {
    states.ASKED: _("Asked for"),
    states.AGREED: _("Given"),
    states.DECLINED: _("Not given"),
    states.TAKEN_BACK: _("Taken back"),
}
# As a registrar reads them; `states.DEFERRAL_REASONS` is what the person chooses from.
WHY_DEFERRED: dict[str, Promise] = {
    states.ILLNESS: _("Illness"),
    states.PARENTAL_LEAVE: _("Parental leave"),
    states.HARDSHIP: _("Hardship"),
    states.OTHER: _("Something else"),
}
VERDICTS: dict[str, Promise] = {states.LAPSE: _("It may lapse"), states.WAIT: _("Wait")}
IN_THE_WAY: dict[str, Promise] = {
    "not_lawful_now": _("It is not open any more."),
    "lapse_too_early": _("The grace is not over."),
    "lapse_rung_missing": _("Not every notice has gone."),
    "lapse_not_reached": _("A notice did not arrive, or may still come back, and nobody chased it."),
    "lapse_reached_late": _("They were reached for the first time too short a time ago."),
    "lapse_deferral_asked": _("They asked for more time, and nobody has answered."),
    "held": _("The entry is held."),
    "restricted": _("A restriction is in force."),
}


def rung(days: int) -> str:
    """How a rung is called: by its days before or after the day."""
    if days >= 0:
        return ngettext("%(n)d day before", "%(n)d days before", days) % {"n": days}
    return ngettext("%(n)d day after", "%(n)d days after", -days) % {"n": -days}
