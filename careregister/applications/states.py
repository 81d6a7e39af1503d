"""The life of an application: one row for each lawful step. Words and rules: docs/domain.md, docs/decisions/0008."""

from careregister.base.actors import Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

DRAFT, SUBMITTED, IN_REVIEW = "draft", "submitted", "in_review"
INFORMATION_REQUESTED, BEING_HEARD, RECOMMENDED = "information_requested", "being_heard", "recommended"
ADMITTED, REFUSED, WITHDRAWN = "admitted", "refused", "withdrawn"
APPEALED, APPEAL_DISMISSED, APPEAL_WITHDRAWN = "appealed", "appeal_dismissed", "appeal_withdrawn"
LED_BACK, DISCARDED = "led_back", "discarded"

WITH_US = (SUBMITTED, IN_REVIEW, RECOMMENDED, APPEALED)
WITH_THE_APPLICANT = (DRAFT, INFORMATION_REQUESTED, BEING_HEARD)
OPEN = (*WITH_US, *WITH_THE_APPLICANT)
ENDED = (ADMITTED, REFUSED, WITHDRAWN, APPEAL_DISMISSED, APPEAL_WITHDRAWN, LED_BACK, DISCARDED)
REFUSAL_STANDS = (REFUSED, APPEAL_DISMISSED, APPEAL_WITHDRAWN)
EDITABLE = (DRAFT, INFORMATION_REQUESTED)  # the latter: only the sections that were asked about

_HEAD = frozenset({"head_of_registration"})
REGISTRARS = frozenset({"registrar"}) | _HEAD
WORKERS = REGISTRARS | {"checks_officer"}
_PERSON = Who(kinds=frozenset({Kind.PERSON.value}))
_PERSON_OR_LINK = Who(kinds=frozenset({Kind.PERSON.value, Kind.LINK.value}))
_CLOCK = Who(kinds=frozenset({Kind.CLOCK.value}))
_WORKER = Who(roles=WORKERS)
_REGISTRAR = Who(roles=REGISTRARS)
_TWO = Who(roles=REGISTRARS, second=REGISTRARS)
_OWNERS = Who(roles=WORKERS, kinds=_CLOCK.kinds)  # the clock hands on what nobody took up

APPLICATION = StatusTable(
    "application",
    (*OPEN, *ENDED),
    (
        Step("begin", (NOTHING,), DRAFT, _PERSON),
        Step("send", (DRAFT,), SUBMITTED, _PERSON),
        Step("discard", (DRAFT,), DISCARDED, _CLOCK),
        Step("withdraw", (*WITH_THE_APPLICANT, SUBMITTED, IN_REVIEW, RECOMMENDED), WITHDRAWN, _PERSON),
        Step("take_up", (SUBMITTED,), IN_REVIEW, _WORKER),
        Step("hand_to", (SUBMITTED, IN_REVIEW, INFORMATION_REQUESTED, BEING_HEARD, RECOMMENDED), None, _OWNERS),
        Step("lead_back", (SUBMITTED, IN_REVIEW), LED_BACK, _REGISTRAR),
        Step("ask", (IN_REVIEW,), INFORMATION_REQUESTED, _WORKER),
        Step("answer", (INFORMATION_REQUESTED,), IN_REVIEW, _PERSON_OR_LINK),
        Step("stop_waiting", (INFORMATION_REQUESTED,), IN_REVIEW, Who(roles=WORKERS, kinds=_CLOCK.kinds)),
        Step("give_notice", (IN_REVIEW,), BEING_HEARD, _REGISTRAR),  # minded to refuse: the person is heard first
        Step("reply", (BEING_HEARD,), IN_REVIEW, _PERSON),
        Step("stop_hearing", (BEING_HEARD,), IN_REVIEW, _CLOCK),  # the time for a reply is over
        Step("admit", (IN_REVIEW,), ADMITTED, _REGISTRAR),  # a clean file, by one
        Step("recommend", (IN_REVIEW,), RECOMMENDED, _REGISTRAR),
        Step("send_back", (RECOMMENDED,), IN_REVIEW, _REGISTRAR),
        Step("admit_on_review", (RECOMMENDED,), ADMITTED, _TWO),
        Step("refuse", (RECOMMENDED,), REFUSED, _TWO),
        Step("appeal", (REFUSED,), APPEALED, _PERSON),
        Step("withdraw_appeal", (APPEALED,), APPEAL_WITHDRAWN, _PERSON),  # the refusal stands
        Step("recommend_on_appeal", (APPEALED,), None, _REGISTRAR),  # by somebody who did not decide before
        Step("send_back_on_appeal", (APPEALED,), None, _REGISTRAR),
        Step("allow_appeal", (APPEALED,), ADMITTED, _TWO),
        Step("dismiss_appeal", (APPEALED,), APPEAL_DISMISSED, _TWO),
    ),
)

ADMIT, REFUSE = "admit", "refuse"
ALLOW, DISMISS = "allow_appeal", "dismiss_appeal"
OUTCOMES = (ADMIT, REFUSE, ALLOW, DISMISS)  # what may be recommended

PENDING, ACCEPTED, SENT_BACK, DROPPED = "pending", "accepted", "sent_back", "dropped"
RECOMMENDATION = StatusTable(
    "recommendation",
    (PENDING, ACCEPTED, SENT_BACK, DROPPED),
    (
        Step("recommend", (NOTHING,), PENDING, _REGISTRAR),
        Step("accept", (PENDING,), ACCEPTED, _TWO),
        Step("send_back", (PENDING,), SENT_BACK, _REGISTRAR),
        Step("drop", (PENDING,), DROPPED, _PERSON),  # the application was withdrawn meanwhile
    ),
)

UNDECIDED, SAME, DIFFERENT = "undecided", "same", "different"
MATCH = StatusTable(
    "match",
    (UNDECIDED, SAME, DIFFERENT),
    (
        Step("find", (NOTHING,), UNDECIDED, _CLOCK),
        # Who they say they are has changed since, and is now more like that person: a registrar looks anew.
        Step("find_closer", (DIFFERENT,), UNDECIDED, _CLOCK),
        Step("say_same", (UNDECIDED, DIFFERENT), SAME, _REGISTRAR),
        Step("say_different", (UNDECIDED, SAME), DIFFERENT, _REGISTRAR),
    ),
)
