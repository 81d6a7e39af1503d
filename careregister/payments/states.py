"""The lives of a way to pay, an invoice, an attempt to collect it, and a refund."""

from careregister.base.actors import Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

CARD, BACS_DEBIT = "card", "bacs_debit"
KINDS = (CARD, BACS_DEBIT)

READY, ENDED = "ready", "ended"
OPEN, SETTLED, CANCELLED, WAIVED, GIVEN_UP = "open", "settled", "cancelled", "waived", "given_up"
WAITING, SENDING, PROCESSING, SUCCEEDED = "waiting", "sending", "processing", "succeeded"
FAILED, RETURNED, WITHDRAWN = "failed", "returned", "withdrawn"
ASKED, AGREED, PENDING, DECLINED, TAKEN_BACK = "asked", "agreed", "pending", "declined", "taken_back"

FINANCE = frozenset({"finance_officer"})
KEEPERS = frozenset({"finance_officer", "membership_officer"})  # whoever raises and ends what is owed
_CLOCK = Who(kinds=frozenset({Kind.CLOCK, Kind.PROVIDER}))
_OWNER = Who(roles=KEEPERS, kinds=frozenset({Kind.PERSON, Kind.CLOCK, Kind.PROVIDER}))
_KEEPER = Who(roles=KEEPERS, kinds=frozenset({Kind.PERSON, Kind.CLOCK}))
_FINANCE = Who(roles=FINANCE)

METHOD = StatusTable(
    "way to pay",
    (READY, ENDED),
    (Step("keep", (NOTHING,), READY, _OWNER), Step("end", (READY,), ENDED, _OWNER)),
)

INVOICE = StatusTable(
    "invoice",
    (OPEN, SETTLED, CANCELLED, WAIVED, GIVEN_UP),
    (
        Step("issue", (NOTHING,), OPEN, _KEEPER),
        Step("settle", (OPEN,), SETTLED, _CLOCK),
        Step("open_again", (SETTLED,), OPEN, _CLOCK),  # its payment was returned
        Step("cancel", (OPEN,), CANCELLED, _KEEPER),
        Step("cancel_part", (OPEN,), None, _KEEPER),
        Step("waive", (OPEN,), WAIVED, Who(roles=KEEPERS, kinds=frozenset({Kind.CLOCK}))),
        Step("give_up", (OPEN,), GIVEN_UP, Who(roles=KEEPERS, kinds=frozenset({Kind.CLOCK}))),
    ),
)

ATTEMPT = StatusTable(
    "payment",
    (WAITING, SENDING, PROCESSING, SUCCEEDED, FAILED, RETURNED, WITHDRAWN),
    (
        Step("collect", (NOTHING,), WAITING, _OWNER),
        Step("begin", (WAITING,), SENDING, _CLOCK),
        Step("withdraw", (WAITING,), WITHDRAWN, _CLOCK),  # nothing of it is owed any more
        Step("accept", (SENDING,), PROCESSING, _CLOCK),
        # What was taken for failed may have been paid after all: the provider's word on money counts.
        Step("succeed", (SENDING, PROCESSING, FAILED), SUCCEEDED, _CLOCK),
        Step("fail", (SENDING, PROCESSING), FAILED, _CLOCK),
        Step("return", (SUCCEEDED,), RETURNED, _CLOCK),
    ),
)
UNDER_WAY = (WAITING, SENDING, PROCESSING)

REFUND = StatusTable(
    "refund",
    (ASKED, AGREED, SENDING, PENDING, SUCCEEDED, FAILED, DECLINED, TAKEN_BACK),
    (
        Step("ask", (NOTHING,), ASKED, _FINANCE),
        Step("refund_alone", (NOTHING,), AGREED, _FINANCE),  # up to the limit
        Step("agree", (ASKED,), AGREED, Who(roles=FINANCE, second=FINANCE)),
        Step("decline", (ASKED,), DECLINED, _FINANCE),
        Step("take_back", (ASKED,), TAKEN_BACK, _FINANCE),
        Step("send", (AGREED,), SENDING, _CLOCK),
        Step("accept", (SENDING,), PENDING, _CLOCK),
        Step("succeed", (SENDING, PENDING), SUCCEEDED, _CLOCK),
        Step("fail", (SENDING, PENDING, SUCCEEDED), FAILED, _CLOCK),
    ),
)
# Reasons of a refund that leave what it paid for: a person let them off.
LET_OFF = ("goodwill", "our_error")
NOT_AGREED = (ASKED, DECLINED, TAKEN_BACK)
REFUND_STANDS = (ASKED, AGREED, SENDING, PENDING, SUCCEEDED)
TABLES = (METHOD, INVOICE, ATTEMPT, REFUND)
