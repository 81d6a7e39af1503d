"""What the room holds about people."""

from careregister.base.held import Held

_KEEP = "while a member and six years after the tax year in which it ended"
_SIX_YEARS = "six years after it was decided, then the words are emptied"


def _dated(what: str, why: str) -> Held:
    return Held(
        what=what, why=why, keep=_KEEP, export="as written", erase="kept: accounts have to be kept for six years"
    )


def _hardship(what: str, why: str, export: str = "as written") -> Held:
    return Held(what=what, why=why, keep=_SIX_YEARS, export=export, erase="the words are emptied")


def _invited(what: str, why: str, export: str) -> Held:
    keep = "the address until the invitation is over; see the schedule"
    return Held(
        what=what,
        why=why,
        keep=keep,
        export=export,
        erase="the address is emptied when the invitation is over; ids and a keyed digest stay",
    )


HELD = {
    "membership.Subscription.person": _dated("Whose membership it is", "a member is found, billed and written to"),
    "membership.Subscription.payer": _dated("Who pays for it", "the right one is asked for money"),
    "membership.Subscription.employer": _dated("Which employer pays for it", "its list and its invoice"),
    "membership.Subscription.plan": _dated("The plan", "what is paid"),
    "membership.Subscription.next_plan": _dated("The plan after the time paid for", "what is paid"),
    "membership.Subscription.state": _dated("How the membership stands", "who is a member"),
    "membership.Subscription.joined_on": _dated("When somebody asked to be a member", "cooling-off and reminders"),
    "membership.Subscription.dues_until": _dated("Until when it is billed", "nothing is billed twice"),
    "membership.Subscription.began_on": _dated("When the membership began", "who was a member on a day"),
    "membership.Subscription.past_due_since": _dated("Since when something is overdue", "it ends properly"),
    "membership.Subscription.paused_from": _dated("From when it is paused", "nothing is billed meanwhile"),
    "membership.Subscription.paused_until": _dated("Until when it is paused", "a pause has an end"),
    "membership.Subscription.cancels_on": _dated("On which day it ends, once cancelled", "nothing is billed after"),
    "membership.Subscription.ended_on": _dated("When it ended", "who was a member on a day"),
    "membership.Subscription.ended_because": _dated("Why it ended", "refunds, and what we do better"),
    "membership.Notice.subscription": _dated("About whose membership a letter was", "nobody is reminded twice"),
    "membership.Notice.kind": _dated("Which reminder was written", "the law asks for them"),
    "membership.Notice.about": _dated("About which day a reminder was", "the law asks for them"),
    "membership.Notice.sent_on": _dated("When a reminder was written", "the law asks for them"),
    "membership.WaiverRequest.person": _hardship("Who asked not to pay", "a person decides on it"),
    "membership.WaiverRequest.sealed": _hardship(
        "Why somebody cannot pay, in their words, sealed", "a person decides on it"
    ),
    "membership.WaiverRequest.decided": _hardship("What was said to them of it, sealed", "it can be understood later"),
    "membership.WaiverRequest.state": _hardship("What became of it", "who pays nothing, and until when"),
    "membership.WaiverRequest.asked_at": _hardship("When it was asked", "how long people wait"),
    "membership.WaiverRequest.settled_at": _hardship("When it was decided", "how long people wait"),
    "membership.WaiverRequest.since": _hardship("From when somebody pays nothing", "nothing is billed"),
    "membership.WaiverRequest.until": _hardship("Until when somebody pays nothing", "nothing is billed"),
    "membership.WaiverRequest.decided_person": _hardship(
        "Who decided", "decisions have authors", "left out: the role is told"
    ),
    "membership.WaiverRequest.decided_account": _hardship(
        "The account that decided", "decisions have authors", "left out: the role is told"
    ),
    "membership.WorkerInvitation.sealed": _invited(
        "The address an employer invited, sealed", "delivery", "left out: the letter itself is shown"
    ),
    "membership.WorkerInvitation.blind": _invited(
        "A keyed digest of that address", "nobody is invited twice at once", "left out: nobody can be told from it"
    ),
    "membership.WorkerInvitation.invited_account": _invited(
        "Who invited", "invitations have authors", "left out: it is about somebody else"
    ),
    "membership.WorkerInvitation.subscription": _invited(
        "Which membership came of it", "the employer sees who accepted", "as written"
    ),
}

NOT_PERSONAL = {
    "membership.Subscription": (
        "id", "anchor_day", "part_until", "part_pence", "billed_from", "billed_pence",
    ),
    "membership.Notice": ("id", "letter_id"),
    "membership.WaiverRequest": ("id", "subscription"),
    "membership.WorkerInvitation": ("id", "employer", "token_digest", "state", "invited_at", "ends_at", "settled_at"),
}  # fmt: skip
