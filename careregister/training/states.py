"""How sure we are of an award, and whether it stands."""

from django.utils.translation import gettext_lazy as _

from careregister.base.actors import Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

CLAIMED, EVIDENCE_SEEN = "claimed", "evidence_seen"
CONFIRMED_BY_ISSUER, COMPETENCE_OBSERVED = "confirmed_by_issuer", "competence_observed"
NOT_ACCEPTED, WITHDRAWN = "not_accepted", "withdrawn"

STANDS = (CLAIMED, EVIDENCE_SEEN, CONFIRMED_BY_ISSUER, COMPETENCE_OBSERVED)
ASSURED = (EVIDENCE_SEEN, CONFIRMED_BY_ISSUER, COMPETENCE_OBSERVED)

WORKERS = frozenset({"registrar", "head_of_registration", "checks_officer"})
_CLAIMANT = Who(roles=WORKERS, kinds=frozenset({Kind.PERSON.value}))
_WORKER = Who(roles=WORKERS)

ASSURANCE = StatusTable(
    "training award",
    (*STANDS, NOT_ACCEPTED, WITHDRAWN),
    (
        Step("claim", (NOTHING,), CLAIMED, _CLAIMANT),
        Step("see_evidence", (CLAIMED, NOT_ACCEPTED), EVIDENCE_SEEN, _WORKER),
        Step("confirm_with_issuer", (CLAIMED, EVIDENCE_SEEN, NOT_ACCEPTED), CONFIRMED_BY_ISSUER, _WORKER),
        Step("note_observed", (CLAIMED, EVIDENCE_SEEN, CONFIRMED_BY_ISSUER), COMPETENCE_OBSERVED, _WORKER),
        Step("refuse_evidence", STANDS, NOT_ACCEPTED, _WORKER),
        Step("withdraw", (*STANDS, NOT_ACCEPTED), WITHDRAWN, _CLAIMANT),
    ),
)

SAID = {
    CLAIMED: _("Said by the worker, not yet checked"),
    EVIDENCE_SEEN: _("Certificate seen by us"),
    CONFIRMED_BY_ISSUER: _("Confirmed by whoever gave it"),
    COMPETENCE_OBSERVED: _("Seen to be done well at work"),
    NOT_ACCEPTED: _("The proof was not accepted"),
    WITHDRAWN: _("Taken back"),
}

# ---- the log of everyday learning ----

ALONE, PEER, SUPERVISOR, GROUP = "alone", "peer", "supervisor", "group"
WITH_WHOM = (ALONE, PEER, SUPERVISOR, GROUP)
WITH_OTHERS = frozenset({PEER, SUPERVISOR, GROUP})
MOST_MINUTES = 6000  # a hundred hours: more is no one thing learnt

WITH_WHOM_SAID = {
    ALONE: _("By myself"),
    PEER: _("With a colleague"),
    SUPERVISOR: _("With my supervisor or manager"),
    GROUP: _("In a group or on a course"),
}

_PERSON = Who(kinds=frozenset({Kind.PERSON.value}))
_CLOCK = Who(kinds=frozenset({Kind.CLOCK.value}))

KEPT, REMOVED = "kept", "removed"
LEARNING = StatusTable(
    "learning",
    (KEPT, REMOVED),
    (
        Step("log", (NOTHING,), KEPT, _PERSON),
        Step("change", (KEPT,), None, _PERSON),
        Step("remove", (KEPT,), REMOVED, _PERSON),
        Step("put_back", (REMOVED,), KEPT, _PERSON),
        Step("forget", (REMOVED,), NOTHING, _CLOCK),
    ),
)

PLANNED, DONE, DROPPED = "planned", "done", "dropped"
PLAN = StatusTable(
    "planned learning",
    (PLANNED, DONE, DROPPED),
    (
        Step("plan", (NOTHING,), PLANNED, _PERSON),
        Step("change_plan", (PLANNED,), None, _PERSON),
        Step("finish", (PLANNED,), DONE, _PERSON),  # it was logged
        Step("drop", (PLANNED,), DROPPED, _PERSON),
        Step("pick_up", (DROPPED,), PLANNED, _PERSON),
    ),
)

# What is counted by amount: each thing learnt at most once for each. Topics that are fresh are no amount.
MINUTES, WITH, REFLECTIONS = "minutes", "with_others_minutes", "reflections"
AMOUNTS = (MINUTES, WITH, REFLECTIONS)

# ---- random audits ----

DRAWN, ASKED, GIVEN, SECOND_LOOK = "drawn", "asked", "given", "second_look"
MORE_WANTED, ACCEPTED, NOT_MET = "more_wanted", "accepted", "not_met"
APPEALED, CLOSED = "appealed", "closed"
AUDIT_STATES = (DRAWN, ASKED, GIVEN, SECOND_LOOK, MORE_WANTED, ACCEPTED, NOT_MET, APPEALED, CLOSED)
AUDIT_ENDED = (ACCEPTED, CLOSED)
WITH_THE_PERSON = (ASKED, MORE_WANTED)
WITH_REVIEWERS = (DRAWN, GIVEN, SECOND_LOOK, APPEALED)

OUTCOME_MET, OUTCOME_NOT_MET, OUTCOME_EXCUSED = "met", "not_met", "excused"
OUTCOMES = (OUTCOME_MET, OUTCOME_NOT_MET, OUTCOME_EXCUSED)

REVIEWERS = frozenset({"registrar", "head_of_registration"})
_REVIEWER = Who(roles=REVIEWERS)
_TWO_REVIEWERS = Who(roles=REVIEWERS, second=REVIEWERS)
_CLOCK_OR_REVIEWER = Who(roles=REVIEWERS, kinds=_CLOCK.kinds)

AUDIT = StatusTable(
    "audit of learning",
    AUDIT_STATES,
    (
        Step("draw", (NOTHING,), DRAWN, _CLOCK_OR_REVIEWER),
        Step("ask", (DRAWN,), ASKED, _CLOCK_OR_REVIEWER),
        Step("remind", WITH_THE_PERSON, None, _CLOCK),
        Step("more_time", WITH_THE_PERSON, None, _REVIEWER),
        Step("excuse", (DRAWN, ASKED, MORE_WANTED, GIVEN), CLOSED, _REVIEWER),  # ill, a new parent, no longer here
        Step("give", WITH_THE_PERSON, GIVEN, _PERSON),
        Step("accept", (GIVEN, SECOND_LOOK), ACCEPTED, _REVIEWER),
        Step("want_more", (GIVEN, SECOND_LOOK), MORE_WANTED, _REVIEWER),
        Step(
            "find_not_met", (GIVEN, *WITH_THE_PERSON), SECOND_LOOK, _REVIEWER
        ),  # without an answer: after its last day
        Step("agree_not_met", (SECOND_LOOK,), NOT_MET, _TWO_REVIEWERS),
        Step("appeal", (NOT_MET,), APPEALED, _PERSON),
        Step("allow_appeal", (APPEALED,), ACCEPTED, _REVIEWER),  # by somebody who had no part
        Step("dismiss_appeal", (APPEALED,), CLOSED, _REVIEWER),
        Step("close", (NOT_MET,), CLOSED, _CLOCK),  # the days to appeal are over
    ),
)

AUDIT_SAID = {
    DRAWN: _("Drawn, not asked yet"),
    ASKED: _("Asked"),
    GIVEN: _("Answered"),
    SECOND_LOOK: _("Waits for a second reader"),
    MORE_WANTED: _("More is wanted"),
    ACCEPTED: _("Accepted"),
    NOT_MET: _("Not met"),
    APPEALED: _("Appealed"),
    CLOSED: _("Closed"),
}
OUTCOME_SAID = {
    OUTCOME_MET: _("The rules were met"),
    OUTCOME_NOT_MET: _("The rules were not met"),
    OUTCOME_EXCUSED: _("Excused this time"),
}
