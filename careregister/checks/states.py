"""The life of a check: one row for each lawful step."""

from careregister.base.actors import Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

OPEN, WAITING, PASSED = "open", "waiting", "passed"  # waiting: for somebody else than us
NOT_PASSED, EXPIRED, CLOSED = "not_passed", "expired", "closed"
UNDER_WAY = (OPEN, WAITING)
DECIDED = (PASSED, NOT_PASSED)

OFFICERS = frozenset({"registrar", "head_of_registration", "checks_officer"})
_CLOCK = frozenset({Kind.CLOCK.value})
_PERSON = frozenset({Kind.PERSON.value})
_PROVIDER = frozenset({Kind.PROVIDER.value})

CHECK = StatusTable(
    "check",
    (OPEN, WAITING, PASSED, NOT_PASSED, EXPIRED, CLOSED),
    (
        Step("open", (NOTHING,), OPEN, Who(roles=OFFICERS, kinds=_PERSON | _CLOCK)),
        Step("wait", UNDER_WAY, WAITING, Who(roles=OFFICERS, kinds=_PERSON | _PROVIDER | _CLOCK)),
        Step("come_back", (WAITING,), OPEN, Who(roles=OFFICERS, kinds=_PERSON | _PROVIDER | _CLOCK)),
        Step("accept", UNDER_WAY, PASSED, Who(roles=OFFICERS, kinds=_PROVIDER)),
        Step("do_not_accept", UNDER_WAY, NOT_PASSED, Who(roles=OFFICERS)),
        Step("reopen", (PASSED, NOT_PASSED, EXPIRED), OPEN, Who(roles=OFFICERS)),
        Step("expire", (PASSED,), EXPIRED, Who(kinds=_CLOCK)),
        Step("close", UNDER_WAY, CLOSED, Who(roles=OFFICERS, kinds=_PERSON | _CLOCK)),
    ),
)

REQUESTED, REMINDED, RECEIVED = "requested", "reminded", "received"
DECLINED, ASK_EXPIRED, ASK_WITHDRAWN = "declined", "expired", "withdrawn"
ASK_WAITING = (REQUESTED, REMINDED)
_ASKED = Who(kinds=frozenset({Kind.LINK.value}))
_ASKER = Who(roles=OFFICERS, kinds=_PERSON)

ASK = StatusTable(
    "ask",
    (REQUESTED, REMINDED, RECEIVED, DECLINED, ASK_EXPIRED, ASK_WITHDRAWN),
    (
        Step("ask", (NOTHING,), REQUESTED, Who(roles=OFFICERS, kinds=_PERSON | _CLOCK)),
        # The address never wants to be written to: nothing is sent, and somebody else is to be named.
        Step("find_unwilling", (NOTHING,), DECLINED, Who(roles=OFFICERS, kinds=_PERSON | _CLOCK)),
        Step("remind", ASK_WAITING, REMINDED, Who(roles=OFFICERS, kinds=_CLOCK)),
        Step("receive", ASK_WAITING, RECEIVED, _ASKED),
        Step("decline", ASK_WAITING, DECLINED, _ASKED),
        Step("expire", ASK_WAITING, ASK_EXPIRED, Who(kinds=_CLOCK)),
        Step("renew", (ASK_EXPIRED,), REQUESTED, _ASKED),
        Step("ask_again", (*ASK_WAITING, ASK_EXPIRED, DECLINED), REQUESTED, _ASKER),
        Step("withdraw", (*ASK_WAITING, ASK_EXPIRED), ASK_WITHDRAWN, Who(roles=OFFICERS, kinds=_PERSON | _CLOCK)),
    ),
)
