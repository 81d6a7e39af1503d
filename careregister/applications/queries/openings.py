"""Which steps are open to somebody now, or the named reason why not: by asking policy, nothing by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed

from .. import clean, policy, states
from ..actions.recommending import check as check_outcome
from ..models import Application, Recommendation

OF_STAFF = (
    "take_up",
    "hand_to",
    "ask",
    "stop_waiting",
    "give_notice",
    "admit",
    "recommend",
    "send_back",
    "accept_recommendation",
    "recommend_on_appeal",
    "decide_appeal",
    "lead_back",
)
_ROWS = {"decide_appeal": "allow_appeal"}  # by another name in the table


@dataclass(frozen=True, slots=True)
class Opening:
    """A step that is lawful from here. `closed`: why the asker may not take it now, a refusal's code; `parts` with it."""

    action: str
    closed: str = ""
    parts: tuple[str, ...] = ()


def openings(application: Application, asker: Actor) -> tuple[Opening, ...]:
    """The steps that the table knows from this state, in its order. Those for which the role is wrong are left out."""
    recommendation = Recommendation.objects.filter(application=application, state=states.PENDING).first()
    found = []
    for action in OF_STAFF:
        row = _row(action, application, recommendation)
        if row and application.state in states.APPLICATION.step(row).before:
            opening = _opening(action, row, application, asker, recommendation)
            if opening.closed != "wrong_role":
                found.append(opening)
    return tuple(found)


def _row(action: str, application: Application, recommendation: Recommendation | None) -> str:
    if action == "accept_recommendation":
        if recommendation is None or application.state != states.RECOMMENDED:
            return ""
        return "admit_on_review" if recommendation.outcome == states.ADMIT else "refuse"
    if action == "send_back" and application.state == states.APPEALED:
        return "send_back_on_appeal"
    return _ROWS.get(action, action)


def _opening(
    action: str, row: str, application: Application, asker: Actor, recommendation: Recommendation | None
) -> Opening:
    try:
        policy.may_take(asker, application, row)
        _MORE.get(action, _nothing)(application, asker, recommendation)
    except NotAllowed as refusal:
        parts = refusal.detail.get("parts") or refusal.detail.get("reasons") or ()
        return Opening(action, refusal.reason, tuple(str(part) for part in parts))  # type: ignore[attr-defined]
    return Opening(action)


Asked = Callable[[Application, Actor, Recommendation | None], None]


def _nothing(_application: Application, _asker: Actor, _recommendation: Recommendation | None) -> None:
    pass


def _admit(application: Application, _asker: Actor, _recommendation: Recommendation | None) -> None:
    policy.check_matches(application)
    clean.check(application)


def _matches(application: Application, _asker: Actor, _recommendation: Recommendation | None) -> None:
    policy.check_matches(application)


def _accept(application: Application, asker: Actor, recommendation: Recommendation | None) -> None:
    assert recommendation is not None
    policy.check_second_person(asker, recommendation.recommended_person)
    check_outcome(application, recommendation.outcome, recommendation.reasons)


def _lead_back(application: Application, _asker: Actor, _recommendation: Recommendation | None) -> None:
    policy.check_lead_back(application)


def _recommend_on_appeal(application: Application, asker: Actor, recommendation: Recommendation | None) -> None:
    policy.check_no_part_before(asker, application)
    policy.check_matches(application)
    if recommendation is not None:
        raise NotAllowed("already_recommended")


def _on_appeal(application: Application, asker: Actor, recommendation: Recommendation | None) -> None:
    policy.check_no_part_before(asker, application)
    if recommendation is None:
        raise NotAllowed("nothing_recommended")


def _decide_appeal(application: Application, asker: Actor, recommendation: Recommendation | None) -> None:
    _on_appeal(application, asker, recommendation)
    assert recommendation is not None
    policy.check_second_person(asker, recommendation.recommended_person)


def _send_back(application: Application, asker: Actor, recommendation: Recommendation | None) -> None:
    if application.state == states.APPEALED:
        _on_appeal(application, asker, recommendation)


_MORE: dict[str, Asked] = {
    "admit": _admit,
    "give_notice": _matches,
    "recommend": _matches,
    "send_back": _send_back,
    "accept_recommendation": _accept,
    "lead_back": _lead_back,
    "recommend_on_appeal": _recommend_on_appeal,
    "decide_appeal": _decide_appeal,
}
