"""Which steps are open to somebody for one registrant now: from the status tables and policy, nothing by hand."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.base.statuses import Who

from .. import policy, states
from ..models import Act, Proposal, Registrant, RestrictionSpan, StandingSpan

DECIDE, PROPOSE = "decide", "propose"


@dataclass(frozen=True, slots=True)
class OpenAction:
    """A step that this actor can decide, or propose for another to decide. `fields`: what it has to be told.

    `closed` names why it is not possible just now although the tables and the role would allow it.
    """

    action: str
    way: str
    role: str
    authorities: tuple[str, ...]
    fields: tuple[str, ...]
    restriction: UUID | None = None
    restriction_kind: str = ""
    closed: str = ""
    decided_by: frozenset[str] = frozenset()


def open_actions(registrant: Registrant, *, by: Actor) -> tuple[OpenAction, ...]:
    """The steps open to `by`, in the order of the tables; none about oneself. Four queries, five of the restricted."""
    if by.person_id == registrant.person_id:
        return ()
    at = {"registrant": registrant, "known__upper_inf": True, "valid__contains": clock.now()}
    span = StandingSpan.objects.filter(**at).first()
    if span is None:
        return ()
    in_force = list(RestrictionSpan.objects.filter(**at).order_by("valid"))
    held = registrant.holds.filter(released_at=None).exists()
    proposed = set(
        Proposal.objects.filter(subject_person=registrant.person_id, state=states.OPEN).values_list("action", flat=True)
    )
    whole = [step.action for table in (states.STANDING, states.BESIDE) for step in table.open_from(span.base)]
    if span.base in states.ON_THE_REGISTER:
        whole += [step.action for step in states.RESTRICTION.open_from("")]
    later = [step.action for step in states.RESTRICTION.open_from(states.IN_FORCE)]
    imposed = policy.imposed_by(one.restriction for one in in_force)
    found = [_opening(action, by, _why_closed(action, bool(in_force), held, proposed)) for action in whole]
    found += [
        _opening(
            action,
            by,
            _why_closed(action, False, False, proposed),
            one.restriction,
            one.kind,
            imposed.get(one.restriction, ""),
        )
        for one in in_force
        for action in later
    ]
    return tuple(one for one in found if one is not None)


def who_takes(registrant: Registrant, action: str, restriction: str) -> Who:
    """Who takes a step, on this one of the registrant's restrictions where it is about one; in words or codes of no
    restriction, whoever takes it on any."""
    acts = Act.objects.filter(registrant=registrant, action__in=states.IMPOSES).values_list("restriction", "action")
    imposed = next((step for order, step in acts if str(order) == restriction), "")
    return states.who_takes(action, imposed)


def may_correct(by: Actor, registrant: Registrant) -> bool:
    """Whether `by` may propose that an act of this registrant be corrected."""
    try:
        policy.may_propose(by, registrant.person_id, states.VOID, correcting=True)
    except NotAllowed:
        return False
    return True


def fields_for(action: str) -> tuple[str, ...]:
    """What a step has to be told beside its day, its reason and its evidence."""
    fields: list[str] = []
    if action in states.SETS_UNTIL or action in states.IMPOSES or action == "vary_restriction":
        fields.append("until")
    if states.IMPOSES.get(action) in states.INTERIM or action in {"vary_restriction", "review_restriction"}:
        fields.append("review_by")
    if action in states.IMPOSES or action == "vary_restriction":
        fields.append("publish_until")
    if action == "confer_tier":
        fields.append("tier")
    if action == "amend_facts":
        fields += ["name_shown", "town", "county"]
    return tuple(fields)


def _opening(
    action: str, by: Actor, closed: str, restriction: UUID | None = None, kind: str = "", imposed: str = ""
) -> OpenAction | None:
    who = states.who_takes(action, imposed)
    if not who.roles:
        return None
    wanted = who.second if who.needs_two else who.roles
    role = by.acting_as(wanted)
    if not role:
        return None
    return OpenAction(
        action=action,
        way=PROPOSE if who.needs_two else DECIDE,
        role=role,
        authorities=tuple(sorted(who.authorities - states.BROUGHT)),
        fields=fields_for(action),
        restriction=restriction,
        restriction_kind=kind,
        closed=closed,
        decided_by=who.roles,
    )


def _why_closed(action: str, restricted: bool, held: bool, proposed: set[str]) -> str:
    if action in states.FORBIDDEN_WHILE_HELD:
        if held:
            return "held"
        if restricted:
            return "restricted"
    return "already_proposed" if action in proposed else ""
