"""The life of a membership, of a request for a waiver, and of an employer's invitation to a worker."""

from django.utils.translation import gettext_lazy as _

from careregister.base.actors import Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

STARTING, ACTIVE, PAST_DUE, PAUSED, ENDED = "starting", "active", "past_due", "paused", "ended"
LIVE = (STARTING, ACTIVE, PAST_DUE, PAUSED)
BEGUN = (ACTIVE, PAST_DUE, PAUSED)
WAITING, GRANTED, DECLINED, WITHDRAWN = "waiting", "granted", "declined", "withdrawn"
ACCEPTED, EXPIRED = "accepted", "expired"

OFFICERS = frozenset({"membership_officer"})
_PERSON = Who(kinds=frozenset({Kind.PERSON.value}))
_CLOCK = Who(kinds=frozenset({Kind.CLOCK.value}))
_EITHER = Who(roles=OFFICERS, kinds=frozenset({Kind.PERSON.value}))
_OFFICER = Who(roles=OFFICERS)

# What the clock does follows from the ledger, the waivers and the dates: `derive.py` is the rule, these are the steps.
SUBSCRIPTION = StatusTable(
    "membership",
    (*LIVE, ENDED),
    (
        Step("join", (NOTHING,), STARTING, _PERSON),
        Step("begin", (STARTING,), ACTIVE, _CLOCK),  # the first payment was received, or waived
        Step("fall_behind", (ACTIVE, PAUSED), PAST_DUE, _CLOCK),
        Step("catch_up", (PAST_DUE,), ACTIVE, _CLOCK),
        Step("catch_up_in_pause", (PAST_DUE,), PAUSED, _CLOCK),
        Step("begin_pause", (ACTIVE,), PAUSED, _CLOCK),
        Step("end_pause", (PAUSED,), ACTIVE, _CLOCK),
        Step("run_out", LIVE, ENDED, _CLOCK),  # cancelled and the time is over, never begun, or not paid
        Step("change_plan", (STARTING, ACTIVE, PAST_DUE, PAUSED), None, _PERSON),
        Step("pause", (ACTIVE,), None, _PERSON),
        Step("resume", (ACTIVE, PAUSED), ACTIVE, _PERSON),
        Step("cancel", LIVE, None, _PERSON),  # at the end of what was paid, or at once where nothing was
        Step("keep", (ACTIVE, PAST_DUE), None, _EITHER),  # by staff: the member asked them to
        Step("change_mind", LIVE, ENDED, _PERSON),  # in the first fourteen days: everything is given back
        Step("end_now", LIVE, ENDED, _OFFICER),
        Step("ask_waiver", LIVE, None, _PERSON),
        Step("accept_employer", LIVE, None, _PERSON),
        Step("end_cover", LIVE, None, Who(kinds=frozenset({Kind.PERSON.value, Kind.CLOCK.value}), roles=OFFICERS)),
    ),
)

WAIVER = StatusTable(
    "waiver",
    (WAITING, GRANTED, DECLINED, WITHDRAWN),
    (
        Step("ask_waiver", (NOTHING,), WAITING, _PERSON),
        Step("grant_waiver", (WAITING,), GRANTED, _OFFICER),
        Step("decline_waiver", (WAITING,), DECLINED, _OFFICER),
        Step("withdraw_waiver", (WAITING,), WITHDRAWN, _PERSON),
    ),
)

WORKER_INVITATION = StatusTable(
    "worker invitation",
    (WAITING, ACCEPTED, DECLINED, WITHDRAWN, EXPIRED),
    (
        Step("invite_worker", (NOTHING,), WAITING, _EITHER),
        Step("accept_employer", (WAITING,), ACCEPTED, _PERSON),
        Step("decline_employer", (WAITING,), DECLINED, _PERSON),
        Step("withdraw_worker_invitation", (WAITING,), WITHDRAWN, _EITHER),
        Step("expire_worker_invitations", (WAITING,), EXPIRED, _CLOCK),
    ),
)

SAID = {
    STARTING: _("Starting: waiting for the first payment"),
    ACTIVE: _("Active"),
    PAST_DUE: _("A payment is overdue"),
    PAUSED: _("Paused"),
    ENDED: _("Ended"),
}

# Why a membership ended.
CANCELLED, CHANGED_MIND, NEVER_BEGAN, UNPAID = "cancelled", "changed_mind", "never_began", "unpaid"
EMPLOYER_STOPPED, BY_STAFF, REFUNDED = "employer_stopped", "by_staff", "refunded"
ENDED_BECAUSE = {
    CANCELLED: _("Cancelled by the member"),
    CHANGED_MIND: _("Cancelled in the first fourteen days"),
    NEVER_BEGAN: _("The first payment never came"),
    UNPAID: _("Not paid"),
    EMPLOYER_STOPPED: _("The employer stopped paying"),
    BY_STAFF: _("Ended by staff"),
    REFUNDED: _("The payment was given back"),
}
