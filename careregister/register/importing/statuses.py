"""Statuses and tiers, as existing bodies write them, and what each becomes here."""

from __future__ import annotations

from careregister.base import names

from .. import states
from ..states import MEANINGS

# Words that could mean two standings (`removed`, `withdrawn`, `cancelled`) are left out on purpose.
_SPELLINGS: dict[str, tuple[str, ...]] = {
    states.REGISTERED: ("registered", "active", "current", "live", "on the register", "on register", "full"),
    states.PAUSED: ("paused", "not practising", "non practising", "career break"),
    states.LAPSED: ("lapsed", "expired", "not renewed"),
    states.REMOVED_OWN_REQUEST: (
        "removed at own request",
        "removed own request",
        "left",
        "left the register",
        "resigned",
        "voluntary removal",
        "voluntarily removed",
        "own request",
    ),
    states.REMOVED_BY_DECISION: ("removed by decision", "removed by panel", "struck off", "expelled"),
    states.WITHDRAWN_OUR_ERROR: ("withdrawn our error", "our error", "registered in error"),
    states.REMOVED_DECEIT: ("removed obtained by deceit", "obtained by deceit", "removed as deceit", "removed deceit"),
    states.DECEASED: ("deceased", "died", "has died", "dead"),
    states.SUSPENSION: ("suspended", "suspension"),
    states.INTERIM_SUSPENSION: ("interim suspension", "interim suspended", "suspended interim"),
    states.CONDITIONS: ("conditions", "conditions of practice", "with conditions"),
    states.INTERIM_CONDITIONS: ("interim conditions", "interim conditions of practice"),
    states.WARNING: ("warning", "with a warning"),
}
_TWO_MEANINGS = frozenset(
    {"removed", "withdrawn", "cancelled", "canceled", "inactive", "closed", "ended", "off the register", "terminated"}
)
_ACTS = {
    states.PAUSED: "pause",
    states.LAPSED: "lapse",
    states.REMOVED_OWN_REQUEST: "remove_at_own_request",
    states.REMOVED_BY_DECISION: "remove_by_decision",
    states.WITHDRAWN_OUR_ERROR: "withdraw_as_our_error",
    states.REMOVED_DECEIT: "remove_as_deceit",
    states.DECEASED: "record_death",
    states.SUSPENSION: "impose_suspension",
    states.INTERIM_SUSPENSION: "impose_interim_suspension",
    states.CONDITIONS: "impose_conditions",
    states.INTERIM_CONDITIONS: "impose_interim_conditions",
    states.WARNING: "agree_warning",
}
# Registration running out brings these about; a pause or a death does not happen on that day.
DATED_BY_UNTIL = frozenset(
    {
        states.LAPSED,
        states.REMOVED_OWN_REQUEST,
        states.REMOVED_BY_DECISION,
        states.WITHDRAWN_OUR_ERROR,
        states.REMOVED_DECEIT,
    }
)


class NotRead(ValueError):
    """The message is the code of the reason."""


def status(text: str) -> str:
    """A base standing or a kind of restriction. NotRead: `status_unknown`, `status_of_two_meanings`."""
    wanted = names.fold(text)
    if wanted in _TWO_MEANINGS:
        raise NotRead("status_of_two_meanings")
    try:
        return _KNOWN[wanted]
    except KeyError as error:
        raise NotRead("status_unknown") from error


def act_for(status: str) -> str | None:
    """The act that leads from registered to this status; None for registered itself."""
    return _ACTS.get(status)


def tier(text: str) -> str:
    """NotRead `tier_unknown`."""
    wanted = names.fold(text).removesuffix(" tier")
    if wanted not in states.TIERS:
        raise NotRead("tier_unknown")
    return wanted


def _known() -> dict[str, str]:
    known = {names.fold(spelling): status for status, spellings in _SPELLINGS.items() for spelling in spellings}
    lines = {names.fold(str(MEANINGS[status].line)): status for status in _SPELLINGS}
    return lines | known


_KNOWN = _known()
