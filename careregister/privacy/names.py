"""What things of the room are called."""

from django.utils.translation import gettext_lazy as _

from . import states

KIND_NAMES = {
    states.ACCESS: _("See what you hold about me"),
    states.CORRECTION: _("Put something right"),
    states.COMPLAINT: _("Complain about us"),
    states.ERASURE: _("Delete what you hold about me"),
    states.OBJECTION: _("Stop using my data for something"),
}
STATE_NAMES = {
    states.RECEIVED: _("We have it"),
    states.ACKNOWLEDGED: _("We are looking into it"),
    states.ESCALATED: _("Somebody else looks at it again"),
    states.ANSWERED: _("Answered"),
    states.REFUSED: _("Refused"),
    states.WITHDRAWN: _("You withdrew it"),
}
# Why a request is refused, as a code and in words that go into the letter.
REFUSALS = {
    "must_stay": _("We have to keep it. Our retention schedule says why and how long."),
    "others": _("It would show somebody else’s words or data."),
    "correct_already": _("We looked into it, and what we hold is right."),
    "live": _("Something is being looked into, and this could harm it."),
    "repeated": _("You asked the same a short time ago, and nothing has changed."),
}
