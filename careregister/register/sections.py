"""Which part of a registrant's record each role of staff may read: one table, and who may open the record at all."""

from __future__ import annotations

from django.db.models import Q

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from . import policy, states
from .models import Proposal, Registrant

NAMES, BIRTH, CONTACT = "names", "birth", "contact"
STANDING, RESTRICTIONS, TIER, FACTS, HOLDS = "standing", "restrictions", "tier", "facts", "holds"
ACTS, WORDS, CASE_WORDS = "acts", "words", "case_words"
PROPOSALS, STORY, LOOKS, AS_KNOWN = "proposals", "story", "looks", "as_known"

_WHOLE = frozenset(
    {
        NAMES, BIRTH, CONTACT, STANDING, RESTRICTIONS, TIER, FACTS, HOLDS, ACTS, WORDS, CASE_WORDS, PROPOSALS, STORY,
        AS_KNOWN,
    }
)  # fmt: skip
_OF_A_CASE = frozenset({NAMES, STANDING, RESTRICTIONS, TIER, FACTS, HOLDS, ACTS, WORDS, CASE_WORDS, PROPOSALS})
PANEL = "panel_member"

# A role that is not here opens no record. Looks are for those who watch the watchers.
SECTIONS: dict[str, frozenset[str]] = {
    "registrar": _WHOLE,
    policy.HEAD: _WHOLE,
    "auditor": _WHOLE | {LOOKS},
    "checks_officer": frozenset({NAMES, BIRTH, STANDING, RESTRICTIONS, TIER, ACTS, WORDS}),
    "case_officer": _OF_A_CASE,
    "case_manager": _OF_A_CASE,
    "case_examiner": _OF_A_CASE,
    PANEL: _OF_A_CASE,  # and only where a proposal brings the registrant before a panel: see `sections`
}
EXPORTERS = frozenset({policy.HEAD, "auditor"})
SEES_EVERY_PROPOSAL = frozenset({"auditor"})
READS_ALL_HISTORY = frozenset({"auditor"})


def sections(by: Actor, registrant: Registrant) -> frozenset[str]:
    """What `by` may read of this record. NotAllowed `wrong_role`, `not_your_case` or `about_oneself` when nothing."""
    if by.kind != Kind.STAFF or not by.roles & SECTIONS.keys():
        raise NotAllowed("wrong_role")
    if by.person_id == registrant.person_id:
        raise NotAllowed("about_oneself")
    shown: frozenset[str] = frozenset().union(*(SECTIONS[role] for role in by.roles & SECTIONS.keys() - {PANEL}))
    if PANEL in by.roles and _before_a_panel(by, registrant):
        shown |= SECTIONS[PANEL]
    if not shown:
        raise NotAllowed("not_your_case")
    return shown


def may_find(by: Actor) -> frozenset[str]:
    """What `by` may see of anybody in a list, and search by. NotAllowed `wrong_role`: a panel sees its own cases only."""
    policy.may_read(by)
    return frozenset().union(*(SECTIONS[role] for role in by.roles & policy.READERS))


def may_export(by: Actor) -> str:
    """The role in which `by` takes a list out of the register. NotAllowed `wrong_role`."""
    return _acting(by, EXPORTERS)


def may_read_history(by: Actor) -> str:
    """The role in which `by` reads what everybody did. NotAllowed `wrong_role`."""
    return _acting(by, READS_ALL_HISTORY)


def _acting(by: Actor, allowed: frozenset[str]) -> str:
    role = by.acting_as(allowed) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role")
    return role


def _before_a_panel(by: Actor, registrant: Registrant) -> bool:
    decided_by_panels = [action for action, step in states.STEPS.items() if PANEL in step.who.roles]
    waiting = Q(state=states.OPEN, corrects=None, action__in=decided_by_panels)
    return Proposal.objects.filter(waiting | Q(closed_person=by.person_id), registrant=registrant).exists()
