"""The life of a letter."""

from careregister.base.actors import Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

WRITTEN = "written"
HANDING_OVER = "handing_over"
HANDED_OVER = "handed_over"
REFUSED = "refused"
UNCERTAIN = "uncertain"
RETURNED = "returned"

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
        Step("send_again", (UNCERTAIN,), WRITTEN),
        Step("return", (HANDED_OVER, UNCERTAIN), RETURNED, _PROVIDER),
    ),
)
SETTLED = (HANDED_OVER, REFUSED, UNCERTAIN, RETURNED)
