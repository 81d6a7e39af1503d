"""The status tables of the register: base standing, restrictions, and what is kept beside them.

Rows follow the table "Lawful steps of the base standing" of docs/domain.md; a step that is not here is refused.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from careregister.base.actors import Kind
from careregister.base.statuses import NOTHING, StatusTable, Step, Who

REGISTERED, PAUSED, LAPSED = "registered", "paused", "lapsed"
REMOVED_OWN_REQUEST, REMOVED_BY_DECISION = "removed_own_request", "removed_by_decision"
WITHDRAWN_OUR_ERROR, REMOVED_DECEIT, DECEASED = "withdrawn_our_error", "removed_deceit", "deceased"

ON_THE_REGISTER = (REGISTERED, PAUSED)
BASES = (
    REGISTERED,
    PAUSED,
    LAPSED,
    REMOVED_OWN_REQUEST,
    REMOVED_BY_DECISION,
    WITHDRAWN_OUR_ERROR,
    REMOVED_DECEIT,
    DECEASED,
)

APPLICATION, RENEWAL, REQUEST, LADDER, CASE = "application", "renewal", "request", "ladder", "case"
ERROR, EVIDENCE, IMPORT, TRANSFER, CORRECTION = "error", "evidence", "import", "transfer", "correction"
AUTHORITIES = (APPLICATION, RENEWAL, REQUEST, LADDER, CASE, ERROR, EVIDENCE, IMPORT, TRANSFER, CORRECTION)
BROUGHT = frozenset({IMPORT, TRANSFER})  # decided elsewhere, recorded here without inventing a registrar

_HEAD = frozenset({"head_of_registration"})
_ONLY_REGISTRAR = frozenset({"registrar"})
_REGISTRAR = _ONLY_REGISTRAR | _HEAD  # the head decides whatever a registrar may, and alone may date it in the past
_PANEL = frozenset({"panel_member"})
_EXAMINER = frozenset({"case_examiner"})
_CASE_MANAGER = frozenset({"case_manager"})
_PERSON, _CLOCK = frozenset({Kind.PERSON.value}), frozenset({Kind.CLOCK.value})


def _who(
    roles: frozenset[str],
    authority: str,
    second: frozenset[str] = frozenset(),
    kinds: frozenset[str] = frozenset(),
) -> Who:
    return Who(roles=roles, second=second, kinds=kinds, authorities=frozenset({authority}) | BROUGHT)


_BY_PANEL = _who(_PANEL, CASE, second=_CASE_MANAGER)

STANDING = StatusTable(
    "standing",
    BASES,
    (
        Step("admit", (NOTHING,), REGISTERED, _who(_REGISTRAR, APPLICATION)),
        Step("admit_on_review", (NOTHING,), REGISTERED, _who(_REGISTRAR, APPLICATION, second=_REGISTRAR)),
        Step("renew", ON_THE_REGISTER, None, _who(_REGISTRAR, RENEWAL, kinds=_CLOCK)),
        Step("pause", (REGISTERED,), PAUSED, _who(_REGISTRAR, REQUEST, kinds=_PERSON)),
        Step("resume", (PAUSED,), REGISTERED, _who(_REGISTRAR, REQUEST, kinds=_PERSON)),
        Step("lapse", ON_THE_REGISTER, LAPSED, _who(frozenset(), LADDER, second=_REGISTRAR, kinds=_CLOCK)),
        Step("restore", (LAPSED, REMOVED_OWN_REQUEST), REGISTERED, _who(_REGISTRAR, APPLICATION)),
        Step(
            "remove_at_own_request",
            (REGISTERED, PAUSED, LAPSED),
            REMOVED_OWN_REQUEST,
            _who(_REGISTRAR, REQUEST),
        ),
        Step(
            "remove_by_decision",
            (REGISTERED, PAUSED, LAPSED, REMOVED_OWN_REQUEST),
            REMOVED_BY_DECISION,
            _BY_PANEL,
        ),
        Step(
            "withdraw_as_our_error",
            (REGISTERED, PAUSED, LAPSED),
            WITHDRAWN_OUR_ERROR,
            _who(_HEAD, ERROR, second=_ONLY_REGISTRAR),
        ),
        Step("remove_as_deceit", (REGISTERED, PAUSED, LAPSED), REMOVED_DECEIT, _BY_PANEL),
        Step("restore_after_removal", (REMOVED_BY_DECISION,), REGISTERED, _BY_PANEL),
        Step(
            "record_death",
            tuple(base for base in BASES if base != DECEASED),
            DECEASED,
            _who(_REGISTRAR, EVIDENCE),
        ),
    ),
)
ADMISSIONS = ("admit", "admit_on_review")
# These carry the day until which the person is then registered.
SETS_UNTIL = (*ADMISSIONS, "renew", "restore", "restore_after_removal")
# These end it whatever was set for a later day; a lapse and a leaving do not, or they would undo a coming suspension.
OVERTAKES = ("remove_by_decision", "remove_as_deceit", "withdraw_as_our_error", "record_death")
FORBIDDEN_WHILE_HELD = ("lapse", "remove_at_own_request")

INTERIM_SUSPENSION, INTERIM_CONDITIONS = "interim_suspension", "interim_conditions"
SUSPENSION, CONDITIONS, WARNING = "suspension", "conditions", "warning"
RESTRICTION_KINDS = (INTERIM_SUSPENSION, INTERIM_CONDITIONS, SUSPENSION, CONDITIONS, WARNING)
INTERIM = frozenset({INTERIM_SUSPENSION, INTERIM_CONDITIONS})
INTERIM_GRACE_DAYS = 7  # an interim order whose review was missed ends so many days later

IN_FORCE, ENDED = "in_force", "ended"
_BY_EXAMINERS = _who(_EXAMINER, CASE, second=_EXAMINER)
_BY_EITHER = _who(_PANEL | _EXAMINER, CASE, second=_CASE_MANAGER | _EXAMINER)

RESTRICTION = StatusTable(
    "restriction",
    (IN_FORCE, ENDED),
    (
        Step("impose_interim_suspension", (NOTHING,), IN_FORCE, _BY_PANEL),
        Step("impose_interim_conditions", (NOTHING,), IN_FORCE, _BY_PANEL),
        Step("impose_suspension", (NOTHING,), IN_FORCE, _BY_PANEL),
        Step("impose_conditions", (NOTHING,), IN_FORCE, _BY_PANEL),
        Step("agree_conditions", (NOTHING,), IN_FORCE, _BY_EXAMINERS),
        Step("agree_warning", (NOTHING,), IN_FORCE, _BY_EXAMINERS),
        Step("vary_restriction", (IN_FORCE,), None, _BY_EITHER),
        Step("review_restriction", (IN_FORCE,), None, _BY_EITHER),
        Step("lift_restriction", (IN_FORCE,), ENDED, _BY_EITHER),
    ),
)
IMPOSES = {
    "impose_interim_suspension": INTERIM_SUSPENSION,
    "impose_interim_conditions": INTERIM_CONDITIONS,
    "impose_suspension": SUSPENSION,
    "impose_conditions": CONDITIONS,
    "agree_conditions": CONDITIONS,
    "agree_warning": WARNING,
}

ON_A_RESTRICTION = tuple(action for action in RESTRICTION.steps if action not in IMPOSES)
# What a panel imposed is for a panel to vary, review and lift; what examiners agreed is for either.
OF_A_PANEL = tuple(action for action in IMPOSES if not RESTRICTION.step(action).who.roles & _EXAMINER)

FOUNDATION, INTERMEDIATE, ADVANCED = "foundation", "intermediate", "advanced"
TIERS = (FOUNDATION, INTERMEDIATE, ADVANCED)

_ANY_TIME = tuple(base for base in BASES if base != DECEASED)
BESIDE = StatusTable(
    "beside the standing",
    BASES,
    (
        Step(
            "confer_tier",
            ON_THE_REGISTER,
            None,
            Who(roles=_REGISTRAR, authorities=frozenset({APPLICATION, RENEWAL}) | BROUGHT),
        ),
        Step("amend_facts", _ANY_TIME, None, _who(_REGISTRAR, REQUEST, kinds=_PERSON)),
    ),
)
VOID = "void"  # replaces an act that should never have been: nothing takes its place

TABLES = (STANDING, RESTRICTION, BESIDE)
STEPS: dict[str, Step] = {action: step for table in TABLES for action, step in table.steps.items()}
ACTIONS = (*STEPS, VOID)
CORRECTS = Who(roles=_HEAD, second=_ONLY_REGISTRAR, authorities=frozenset({CORRECTION}))
TWO_PERSON_ACTIONS = tuple(action for action, step in STEPS.items() if step.who.needs_two)


def who_takes(action: str, imposed: str = "") -> Who:
    """Who takes a step; of one on a restriction it matters by which step that was `imposed`."""
    of_a_panel = action in ON_A_RESTRICTION and imposed in OF_A_PANEL
    return STEPS[imposed if of_a_panel else action].who


OPEN, ACCEPTED, DECLINED, TAKEN_BACK = "open", "accepted", "declined", "taken_back"
PROPOSAL = StatusTable(
    "proposal",
    (OPEN, ACCEPTED, DECLINED, TAKEN_BACK),
    (
        Step("propose", (NOTHING,), OPEN),
        Step("accept", (OPEN,), ACCEPTED),
        Step("decline", (OPEN,), DECLINED),
        Step("take_back", (OPEN,), TAKEN_BACK),
    ),
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a status line says, whether it counts as registered, and what it does and does not mean."""

    line: Promise
    group: str  # registered, restricted or not_registered: the colour and the shape
    means: Promise
    does_not_mean: Promise


_ASK = _("If you are not sure, ask the worker for their number and telephone us.")

# The public status line is one table over base and restriction; the gravest restriction in force speaks.
MEANINGS: dict[str, Meaning] = {
    REGISTERED: Meaning(
        pgettext_lazy("status", "Registered"),
        "registered",
        _("This person is on the register today. We checked who they are, and they follow our code of conduct."),
        _("It does not mean that they are right for every job, or that we watch them at work."),
    ),
    PAUSED: Meaning(
        pgettext_lazy("status", "Paused: not practising"),
        "not_registered",
        _("This person asked to stop for a while. They should not be working as a registered care worker now."),
        _("It does not mean that they did anything wrong."),
    ),
    LAPSED: Meaning(
        pgettext_lazy("status", "Lapsed: not registered"),
        "not_registered",
        _("This person did not renew, so they are no longer on the register."),
        _("It does not mean that they did anything wrong. They can ask to come back."),
    ),
    REMOVED_OWN_REQUEST: Meaning(
        pgettext_lazy("status", "Left the register"),
        "not_registered",
        _("This person asked to leave the register."),
        _("It does not mean that they did anything wrong."),
    ),
    REMOVED_BY_DECISION: Meaning(
        pgettext_lazy("status", "Removed by a panel"),
        "not_registered",
        _("A panel decided that this person may not be on the register."),
        _("It does not tell you why. The published decision does, while it is published."),
    ),
    WITHDRAWN_OUR_ERROR: Meaning(
        pgettext_lazy("status", "Withdrawn: our error"),
        "not_registered",
        _("We put this entry on the register by mistake, and took it off again."),
        _("It says nothing against this person. The mistake was ours."),
    ),
    REMOVED_DECEIT: Meaning(
        pgettext_lazy("status", "Removed: obtained by deceit"),
        "not_registered",
        _("A panel found that this entry was obtained with false information."),
        _("It does not tell you what was false. The published decision does, while it is published."),
    ),
    DECEASED: Meaning(
        pgettext_lazy("status", "Has died"),
        "not_registered",
        _("We were told that this person has died, and saw proof of it."),
        _("If you think this is wrong, please telephone us."),
    ),
    INTERIM_SUSPENSION: Meaning(
        pgettext_lazy("status", "Suspended for now"),
        "restricted",
        _("This person may not work as a registered care worker while we look into something."),
        _("It does not mean that anything was proved."),
    ),
    SUSPENSION: Meaning(
        pgettext_lazy("status", "Suspended"),
        "restricted",
        _("A panel decided that this person may not work as a registered care worker for a time."),
        _("It does not mean that they can never come back."),
    ),
    INTERIM_CONDITIONS: Meaning(
        pgettext_lazy("status", "Registered with conditions for now"),
        "restricted",
        _("This person may work, but only under conditions, while we look into something."),
        _("It does not mean that anything was proved."),
    ),
    CONDITIONS: Meaning(
        pgettext_lazy("status", "Registered with conditions"),
        "restricted",
        _("This person may work, but only under conditions. Ask them to show you what these are."),
        _("It does not mean that they may not work."),
    ),
    WARNING: Meaning(
        pgettext_lazy("status", "Registered with a warning"),
        "restricted",
        _("This person may work. They have a warning about something they did."),
        _("It does not limit the work they may do."),
    ),
    "not_on_register": Meaning(
        pgettext_lazy("status", "Not on the register"),
        "not_registered",
        _("On this day we can show no registration for this number."),
        _ASK,
    ),
}
GRAVEST_FIRST = (INTERIM_SUSPENSION, SUSPENSION, INTERIM_CONDITIONS, CONDITIONS, WARNING)


def status_line(base: str, restrictions: frozenset[str]) -> str:
    """The key of MEANINGS for a base standing with these restrictions in force; paused speaks before a warning."""
    if base not in ON_THE_REGISTER:
        return base
    may_not_work = [kind for kind in (INTERIM_SUSPENSION, SUSPENSION) if kind in restrictions]
    if may_not_work:
        return may_not_work[0]
    if base == PAUSED:
        return PAUSED
    return next((kind for kind in GRAVEST_FIRST if kind in restrictions), REGISTERED)
