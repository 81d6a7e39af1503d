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
