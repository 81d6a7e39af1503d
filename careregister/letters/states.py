"""The life of a letter."""

from careregister.base.actors import Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

WRITTEN = "written"
HANDING_OVER = "handing_over"
HANDED_OVER = "handed_over"
REFUSED = "refused"
UNCERTAIN = "uncertain"
RETURNED = "returned"

_SENDERS = Who(roles=frozenset({"registrar", "head_of_registration", "membership_officer"}))
_CLOCK = Who(kinds=frozenset({Kind.CLOCK}))
_PROVIDER = Who(kinds=frozenset({Kind.PROVIDER, Kind.CLOCK}))

LETTER = StatusTable(
    "letter",
    (WRITTEN, HANDING_OVER, HANDED_OVER, REFUSED, UNCERTAIN, RETURNED),
    (
        Step("write", (NOTHING,), WRITTEN),
        Step("begin", (WRITTEN,), HANDING_OVER, _CLOCK),
        Step("put_back", (HANDING_OVER,), WRITTEN, _CLOCK),
        # A hand-over that was given up for lost may still come to its end, and then it is known after all.
        Step("hand_over", (HANDING_OVER, UNCERTAIN, WRITTEN), HANDED_OVER, _CLOCK),
        Step("refuse", (HANDING_OVER,), REFUSED, _CLOCK),
        Step("lose", (HANDING_OVER,), UNCERTAIN, _CLOCK),
        Step("send_again", (UNCERTAIN, REFUSED, RETURNED), WRITTEN, _SENDERS),  # uncertain ones by the clock as well
        Step("write_off", (UNCERTAIN, REFUSED, RETURNED), None, _SENDERS),
        Step("return", (HANDED_OVER, UNCERTAIN), RETURNED, _PROVIDER),
    ),
)
SETTLED = (HANDED_OVER, REFUSED, UNCERTAIN, RETURNED)
TROUBLED = (UNCERTAIN, REFUSED, RETURNED)  # somebody looks at these
