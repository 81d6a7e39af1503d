"""What became of a letter, in words."""

from django.utils.translation import gettext as _

from careregister.letters import states

KIND_OF_TAG = {states.RETURNED: "care", states.REFUSED: "care", states.UNCERTAIN: "act", states.HANDED_OVER: "good"}

# The class and subject of RFC 3463, and our own words for what went wrong before a server had it.
_CODES = {
    "5.1": lambda: _("There is no such address"),
    "5.2": lambda: _("The mailbox takes no mail: it is full, or closed"),
    "5.4": lambda: _("The way to that address is broken"),
    "4.4": lambda: _("Their server could not be reached for days"),
    "5.7": lambda: _("Their server does not accept letters from us"),
}
_OUTCOMES = {
    "address": lambda: _("The address cannot be written to"),
    "recipient": lambda: _("Their server does not know the address"),
    "number": lambda: _("The number cannot be written to"),
    "unreachable": lambda: _("The server could not be reached until the letter’s time was over"),
    "no_answer": lambda: _("The line broke before the server answered"),
    "interrupted": lambda: _("We were interrupted before the server answered"),
}


def status_words(status: str) -> str:
    return {
        states.WRITTEN: _("Waits to be sent"),
        states.HANDING_OVER: _("On its way out"),
        states.HANDED_OVER: _("Sent"),
        states.REFUSED: _("Not accepted"),
        states.UNCERTAIN: _("Uncertain: it may have gone"),
        states.RETURNED: _("Came back"),
    }.get(status, status)


def tag_of(status: str) -> str:
    return KIND_OF_TAG.get(status, "plain")


def outcome_words(outcome: str) -> str:
    """Why, as far as we were told; with the server's own code, by which a postmaster can find it."""
    if not outcome:
        return ""
    said = _CODES.get(outcome[:3]) or _OUTCOMES.get(outcome.partition(" ")[0])
    return f"{said()} ({outcome})" if said else _("Code %(code)s") % {"code": outcome}
