"""The lives of an employer and of an invitation to act for one."""

from django.utils.translation import gettext_lazy as _

from careregister.base.actors import Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

NEW, CONFIRMED, CLOSED = "new", "confirmed", "closed"
OPEN = (NEW, CONFIRMED)
WAITING, ACCEPTED, DECLINED, WITHDRAWN, EXPIRED = "waiting", "accepted", "declined", "withdrawn", "expired"

OFFICERS = frozenset({"membership_officer"})
_PERSON = frozenset({Kind.PERSON.value})
_CLOCK = frozenset({Kind.CLOCK.value})

# Whoever opens one says that it exists; staff confirm it. To pay for workers it need not be confirmed.
EMPLOYER = StatusTable(
    "employer",
    (*OPEN, CLOSED),
    (
        Step("open_employer", (NOTHING,), NEW, Who(roles=OFFICERS, kinds=_PERSON)),
        Step("confirm_employer", (NEW,), CONFIRMED, Who(roles=OFFICERS)),
        Step("close_employer", OPEN, CLOSED, Who(roles=OFFICERS, kinds=_PERSON)),
    ),
)

INVITATION = StatusTable(
    "employer invitation",
    (WAITING, ACCEPTED, DECLINED, WITHDRAWN, EXPIRED),
    (
        Step("invite_user", (NOTHING,), WAITING, Who(roles=OFFICERS, kinds=_PERSON)),
        Step("accept_invitation", (WAITING,), ACCEPTED, Who(kinds=_PERSON)),
        Step("decline_invitation", (WAITING,), DECLINED, Who(kinds=_PERSON)),
        Step("withdraw_invitation", (WAITING,), WITHDRAWN, Who(roles=OFFICERS, kinds=_PERSON)),
        Step("expire_invitations", (WAITING,), EXPIRED, Who(kinds=_CLOCK)),
    ),
)

SAID = {
    NEW: _("Open, not yet confirmed by us"),
    CONFIRMED: _("Open and confirmed"),
    CLOSED: _("Closed"),
}
INVITATION_SAID = {
    WAITING: _("Waiting for an answer"),
    ACCEPTED: _("Accepted"),
    DECLINED: _("Declined"),
    WITHDRAWN: _("Taken back"),
    EXPIRED: _("Not answered in time"),
}
