"""What the room holds about people."""

from careregister.base.held import Held

_FILE = "six years after the renewal ended; see the schedule"
_KEPT = "kept: an id without words"
_BY_PRIVACY = "emptied by the privacy login"


def _staff(what: str) -> Held:
    return Held(what=what, why="who answers for it", keep=_FILE, export="as a role", erase=_KEPT)


def _subject(what: str) -> Held:
    return Held(what=what, why="a person's renewals are found together", keep=_FILE, export="as written", erase=_KEPT)


def _words(what: str, why: str, erase: str = "emptied") -> Held:
    return Held(what=what, why=why, keep=_FILE, export="as written", erase=erase)


HELD = {
    "renewals.Renewal.registrant": _subject("Whose registration is renewed"),
    "renewals.Renewal.person": _subject("Whose renewal it is"),
    "renewals.Answers.sealed": _words(
        "What the person said in one part of a renewal, sealed", "the renewal", "deleted"
    ),
    "renewals.Referral.reasons": Held(
        what="Why a renewal is looked at by a registrar, as codes",
        why="the registrar knows what to look at",
        keep=_FILE,
        export="as written",
        erase="kept: codes without words",
    ),
    "renewals.Referral.words": _words("What a registrar wrote when a renewal was handed back", "what is missing"),
    "renewals.Referral.closed_person": _staff("Who looked"),
    "renewals.Referral.closed_account": _staff("Who looked"),
    "renewals.Notice.by_person": _staff("Who wrote or telephoned"),
    "renewals.Deferral.subject_person": _subject("Who asked for more time"),
    "renewals.Deferral.reason": Held(
        what="Why somebody needs more time: illness, parental leave, hardship, something else",
        why="how long it may last is a rule for each",
        keep=_FILE,
        export="as written",
        erase="kept: a code without words",
    ),
    "renewals.Deferral.decided_person": _staff("Who decided on more time"),
    "renewals.Deferral.decided_account": _staff("Who decided on more time"),
    "renewals.DeferralWords.asked": _words("Why somebody needs more time, in words, sealed", "the decision"),
    "renewals.DeferralWords.answered": _words("What we answered, sealed", "the decision"),
    "renewals.Look.subject_person": _subject("At whose renewal a registrar looked"),
    "renewals.Look.by_person": _staff("Who looked before a lapse"),
    "renewals.Look.by_account": _staff("Who looked before a lapse"),
    "renewals.LookWords.text": _words(
        "What a registrar wrote who looked before a lapse", "nobody lapses unseen", _BY_PRIVACY
    ),
    "renewals.WorkContact.person": _subject("Who lets somebody at work be told"),
    "renewals.WorkContact.sealed": Held(
        what="Name and e-mail address of somebody at work who may be told, sealed",
        why="a reminder that reaches the person",
        keep="until the person ends it, and two years after",
        export="opened",
        erase="deleted",
    ),
}

NOT_PERSONAL = {
    "renewals.Renewal": (
        "id",
        "kind",
        "state",
        "until",
        "day",
        "round",
        "ladder_on",
        "opened_at",
        "sent_at",
        "ended_at",
        "steps_taken",
        "code_version",
        "act",
        "renewed_until",
    ),
    "renewals.Answers": ("id", "renewal", "part", "version", "saved_at"),
    "renewals.Referral": ("id", "renewal", "referred_at", "closed_at", "closed_role", "outcome"),
    "renewals.Notice": (
        "id",
        "renewal",
        "round",
        "rung",
        "way",
        "due_on",
        "written_at",
        "letter",
        "chase",
        "by_role",
    ),
    "renewals.Deferral": (
        "id",
        "renewal",
        "wanted_until",
        "state",
        "asked_at",
        "asked_kind",
        "until",
        "ended_at",
        "decided_at",
        "decided_role",
    ),
    "renewals.DeferralWords": ("deferral",),
    "renewals.Look": ("id", "renewal", "round", "verdict", "wait_until", "paid", "at", "by_role"),
    "renewals.LookWords": ("look",),
    "renewals.WorkContact": ("id", "since", "until"),
}
