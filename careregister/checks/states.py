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
