"""The register told a second time, slowly, from the words of domain.md: it imports nothing of replay or of the tables.

It answers for any (valid, known) moment directly from the acts, and says whether a set of acts contradicts itself.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

ADMITS = {"admit", "admit_on_review"}
BECOMES = {
    "admit": "registered",
    "admit_on_review": "registered",
    "pause": "paused",
    "resume": "registered",
    "lapse": "lapsed",
    "restore": "registered",
    "restore_after_removal": "registered",
    "remove_at_own_request": "removed_own_request",
    "remove_by_decision": "removed_by_decision",
    "withdraw_as_our_error": "withdrawn_our_error",
    "remove_as_deceit": "removed_deceit",
    "record_death": "deceased",
}
COMES_FROM: dict[str, Any] = {
    "admit": {None},
    "admit_on_review": {None},
    "renew": {"registered", "paused"},
    "pause": {"registered"},
    "resume": {"paused"},
    "lapse": {"registered", "paused"},
    "restore": {"lapsed", "removed_own_request"},
    "remove_at_own_request": {"registered", "paused", "lapsed"},
    "remove_by_decision": {"registered", "paused", "lapsed", "removed_own_request"},
    "withdraw_as_our_error": {"registered", "paused", "lapsed"},
    "remove_as_deceit": {"registered", "paused", "lapsed"},
    "restore_after_removal": {"removed_by_decision"},
    "confer_tier": {"registered", "paused"},
    "record_death": {
        "registered",
        "paused",
        "lapsed",
        "removed_own_request",
        "removed_by_decision",
        "withdrawn_our_error",
        "removed_deceit",
    },
}
COMES_FROM["amend_facts"] = COMES_FROM["record_death"]
SAYS_UNTIL_WHEN = {"admit", "admit_on_review", "renew", "restore", "restore_after_removal"}
ENDS_RESTRICTIONS = {
    "lapse",
    "remove_at_own_request",
    "remove_by_decision",
    "withdraw_as_our_error",
    "remove_as_deceit",
    "record_death",
}
ENDS_FOR_GOOD = {"remove_by_decision", "withdraw_as_our_error", "remove_as_deceit", "record_death"}
IMPOSED_AS = {
    "impose_interim_suspension": "interim_suspension",
    "impose_interim_conditions": "interim_conditions",
    "impose_suspension": "suspension",
    "impose_conditions": "conditions",
    "agree_conditions": "conditions",
    "agree_warning": "warning",
}
ON_RESTRICTION = {"vary_restriction", "review_restriction", "lift_restriction"}


@dataclass(frozen=True)
class Answer:
    base: str | None
    until: date | None
    restrictions: frozenset[tuple[UUID, str, date, date | None]]
    tier: str | None


def london(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo("Europe/London")).date()


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo("Europe/London")).astimezone(UTC)


def in_order(acts: list[Any], known: datetime) -> list[Any]:
    """The acts we knew of and had not replaced, by when they take effect; a correction has the place of its first."""
    knew = [act for act in acts if act.recorded_at <= known]
    by_id = {act.id: act for act in knew}
    replaced = {act.replaces_id for act in knew}

    def first_of(act: Any) -> Any:
        while act.replaces_id is not None:
            act = by_id[act.replaces_id]
        return act

    live = [act for act in knew if act.id not in replaced and act.action != "void"]

    def overtaken(act: Any) -> bool:
        said = first_of(act).recorded_at
        for end in live:
            ended = first_of(end).recorded_at
            to_come = act.effective_from > ended and act.effective_from >= end.effective_from
            if end.action in ENDS_FOR_GOOD and ended > said and to_come:
                return True
        return False

    still = [act for act in live if not overtaken(act)]
    return sorted(still, key=lambda act: (act.effective_from, first_of(act).recorded_at))


def answer(acts: list[Any], valid: datetime, known: datetime) -> Answer:
    """What held at `valid`, as known at `known`; each part looked for by itself."""
    past = [act for act in in_order(acts, known) if act.effective_from <= valid]
    turns = [BECOMES[act.action] for act in past if act.action in BECOMES]
    untils = [act.until for act in past if act.action in SAYS_UNTIL_WHEN]
    tiers = [act.tier for act in past if act.action == "confer_tier"]
    return Answer(
        base=turns[-1] if turns else None,
        until=untils[-1] if untils else None,
        restrictions=frozenset(
            (order, kind, last, review)
            for order in {act.restriction for act in past if act.restriction}
            for kind, last, review in in_force(past, order, valid)
        ),
        tier=tiers[-1] if tiers else None,
    )


def in_force(past: list[Any], order: UUID, valid: datetime) -> list[tuple[str, date, date | None]]:
    """The terms of one restriction at `valid`: one, or none."""
    imposed = next(place for place, act in enumerate(past) if act.restriction == order)
    kind, last, review = IMPOSED_AS[past[imposed].action], past[imposed].until, past[imposed].review_by
    for act in past[imposed + 1 :]:
        if act.action in ENDS_RESTRICTIONS or (act.restriction == order and act.action == "lift_restriction"):
            return []
        if act.restriction == order:
            last, review = act.until or last, act.review_by or review
    if london(valid) > last:
        return []
    if kind.startswith("interim") and london(valid) > review + timedelta(days=7):
        return []
    return [(kind, last, review)]


def contradiction(acts: list[Any], known: datetime) -> str | None:
    """Why these acts cannot all be, or None: each is held against what the ones before it made."""
    ordered = in_order(acts, known)
    for place, act in enumerate(ordered):
        before = ordered[:place]
        turns = [BECOMES[one.action] for one in before if one.action in BECOMES]
        base = turns[-1] if turns else None
        problem = _restricts(before, act, base) if act.restriction else _steps(before, act, base)
        if problem:
            return f"{act.action}: {problem}"
    return None


def _steps(before: list[Any], act: Any, base: str | None) -> str | None:
    if base not in COMES_FROM[act.action]:
        return f"not from {base}"
    if act.action in {"lapse", "remove_at_own_request"}:
        orders = {one.restriction for one in before if one.restriction}
        if any(in_force(before, order, act.effective_from) for order in orders):
            return "restricted"
    if act.action in SAYS_UNTIL_WHEN and act.until < london(act.effective_from):
        return "until before it starts"
    untils = [one.until for one in before if one.action in SAYS_UNTIL_WHEN]
    if act.action == "renew" and act.until <= untils[-1]:
        return "not later"
    return None


def _restricts(before: list[Any], act: Any, base: str | None) -> str | None:
    if base not in {"registered", "paused"}:
        return f"not from {base}"
    known_before = any(one.restriction == act.restriction for one in before)
    if act.action in IMPOSED_AS:
        if known_before:
            return "imposed already"
    elif not known_before or not in_force(before, act.restriction, act.effective_from):
        return "not in force"
    if act.action == "lift_restriction":
        return None
    return None if in_force([*before, act], act.restriction, act.effective_from) else "ends before it starts"
