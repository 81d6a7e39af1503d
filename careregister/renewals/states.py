"""The life of a renewal and of what stands beside it: one row for each lawful step. Rules: docs/decisions/0011."""

from django.utils.translation import gettext_lazy as _

from careregister.base.actors import Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

OPEN, SENT, REFERRED, DEFERRED = "open", "sent", "referred", "deferred"
RENEWED, LAPSED, CLOSED = "renewed", "lapsed", "closed"

RUNNING = (OPEN, SENT, REFERRED, DEFERRED)
ENDED = (RENEWED, LAPSED, CLOSED)
REMINDED = (OPEN, SENT)  # the ladder goes on: something is still to be said, or to be paid
WRITABLE = (OPEN, DEFERRED)  # whoever is excused for a time may still renew

RENEWAL, RESTORATION = "renewal", "restoration"
KINDS = (RENEWAL, RESTORATION)

REGISTRARS = frozenset({"registrar", "head_of_registration"})
CHECKERS = REGISTRARS | {"checks_officer"}
_PERSON = Who(kinds=frozenset({Kind.PERSON.value}))
_CLOCK = Who(kinds=frozenset({Kind.CLOCK.value}))
_REGISTRAR = Who(roles=REGISTRARS)
_REGISTRAR_OR_CLOCK = Who(roles=REGISTRARS, kinds=_CLOCK.kinds)
_PERSON_OR_CLOCK = Who(kinds=_PERSON.kinds | _CLOCK.kinds)

RENEWALS = StatusTable(
    "renewal",
    (*RUNNING, *ENDED),
    (
        Step("open", (NOTHING,), OPEN, _REGISTRAR_OR_CLOCK),
        Step("begin_restoring", (NOTHING,), OPEN, _PERSON),
        Step("send", WRITABLE, SENT, _PERSON),  # all is said; the fee is still under way
        Step("refer", WRITABLE, REFERRED, _PERSON),
        Step("renew", (*WRITABLE, SENT), RENEWED, _PERSON_OR_CLOCK),  # nothing adverse, nothing out of date, paid
        Step("renew_after_look", (REFERRED,), RENEWED, _REGISTRAR),
        Step("hand_back", (REFERRED,), OPEN, Who(roles=CHECKERS)),  # a checks officer: what went out of date
        Step("defer", (OPEN, SENT, DEFERRED), DEFERRED, _REGISTRAR),
        Step("end_deferral", (DEFERRED,), OPEN, _REGISTRAR_OR_CLOCK),
        Step("lapse", REMINDED, LAPSED, _CLOCK),  # never without a registrar's look: see policy
        Step("close", RUNNING, CLOSED, _PERSON_OR_CLOCK),  # the person left, or was renewed in another way
    ),
)

ASKED, AGREED, DECLINED, TAKEN_BACK = "asked", "agreed", "declined", "taken_back"
DEFERRALS = StatusTable(
    "deferral",
    (ASKED, AGREED, DECLINED, TAKEN_BACK),
    (
        Step("ask", (NOTHING,), ASKED, Who(roles=REGISTRARS, kinds=_PERSON.kinds)),
        Step("agree", (ASKED,), AGREED, _REGISTRAR),
        Step("decline", (ASKED,), DECLINED, _REGISTRAR),
        Step("take_back", (ASKED,), TAKEN_BACK, _PERSON_OR_CLOCK),
    ),
)
ILLNESS, PARENTAL_LEAVE, HARDSHIP, OTHER = "illness", "parental_leave", "hardship", "other"
DEFERRAL_REASONS = {
    ILLNESS: _("I am ill, or I look after somebody who is"),
    PARENTAL_LEAVE: _("I am on maternity, paternity, adoption or other parental leave"),
    HARDSHIP: _("I cannot pay at the moment"),
    OTHER: _("Something else"),
}

# How a notice goes. NONE: we had neither address nor number, so somebody has to find a way.
EMAIL, TEXT, EMPLOYER, POST, PHONE, NONE = "email", "text", "employer", "post", "phone", "none"
WAYS = (EMAIL, TEXT, EMPLOYER, POST, PHONE, NONE)
BY_HAND = (POST, PHONE)

LAPSE, WAIT = "lapse", "wait"  # what a registrar said who looked
VERDICTS = (LAPSE, WAIT)

# Why a renewal is looked at by a registrar.
HEALTH, CHARACTER, EVIDENCE, CPD, RESTORE = "health", "character", "evidence", "cpd", "restore"
REFERRAL_REASONS = {
    HEALTH: _("They said something about their health"),
    CHARACTER: _("They said something about their work or character"),
    EVIDENCE: _("Something went out of date"),
    CPD: _("The learning of the year is not complete"),
    RESTORE: _("They ask to come back to the register"),
}
