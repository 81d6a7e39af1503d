"""The life of a request: one row for each lawful step."""

from careregister.base.actors import Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

RECEIVED, ACKNOWLEDGED, ESCALATED = "received", "acknowledged", "escalated"
ANSWERED, REFUSED, WITHDRAWN = "answered", "refused", "withdrawn"
WAITING = (RECEIVED, ACKNOWLEDGED, ESCALATED)
ENDED = (ANSWERED, REFUSED, WITHDRAWN)

ACCESS, CORRECTION, COMPLAINT = "access", "correction", "complaint"
ERASURE, OBJECTION = "erasure", "objection"
KINDS = (ACCESS, CORRECTION, COMPLAINT, ERASURE, OBJECTION)

_HEAD = frozenset({"head_of_registration"})
# The head of registration leads data protection; a membership officer may answer complaints about us.
KEEPERS = dict.fromkeys(KINDS, _HEAD) | {COMPLAINT: _HEAD | {"membership_officer"}}
ALL_KEEPERS = frozenset[str]().union(*KEEPERS.values())
READERS = ALL_KEEPERS | {"auditor"}

_PERSON = Who(kinds=frozenset({Kind.PERSON.value}))
_KEEPER = Who(roles=ALL_KEEPERS)  # by kind of request: KEEPERS

REQUEST = StatusTable(
    "request about one's data",
    (*WAITING, *ENDED),
    (
        Step("ask", (NOTHING,), RECEIVED, _PERSON),
        Step("acknowledge", (RECEIVED,), ACKNOWLEDGED, _KEEPER),
        Step("answer", WAITING, ANSWERED, _KEEPER),
        Step("refuse", WAITING, REFUSED, _KEEPER),
        Step("withdraw", WAITING, WITHDRAWN, _PERSON),
        Step("escalate", (ANSWERED, REFUSED), ESCALATED, _PERSON),  # answered by somebody else then
    ),
)
