"""Replay against the oracle, without a database: hundreds of invented lives, corrected and dated in any order."""

import os
from datetime import timedelta
from random import Random
from types import SimpleNamespace
from uuid import UUID

from careregister.base import clock
from careregister.base.refusals import Unlawful
from careregister.register import states
from careregister.register.replay import RestrictionPiece, StandingPiece, TierPiece, derive
from careregister.register.tests import oracle, world

LIVES = 80 * int(os.environ.get("TESTS_TIMES", "1"))
ATTEMPTS = 60
POINTS = 25
DAY = timedelta(days=1)


def attempt(chance: Random, acts: list[SimpleNamespace]) -> SimpleNamespace:
    """A next act: half of the time a likely one; now, then, later, or at the instant of another; or a correction."""
    stamp = (acts[-1].recorded_at if acts else world.NOON) + chance.choice((clock.MICROSECOND, DAY, 30 * DAY))
    at = stamp
    if acts and chance.random() < 0.5:
        near = chance.choice(acts).effective_from
        at = chance.choice(
            (near, near + DAY, near + chance.randint(-200, 200) * DAY, stamp + chance.randint(0, 200) * DAY)
        )
    act = SimpleNamespace(
        id=UUID(int=chance.getrandbits(128)), recorded_at=stamp, effective_from=at, until=None, review_by=None,
        restriction=None, publish_until=None, tier="", replaces_id=None, action=action_for(chance, acts, at, stamp),
    )  # fmt: skip
    if acts and chance.random() < 0.15:
        corrected = chance.choice(acts)
        said = vars(corrected) | {"id": act.id, "recorded_at": stamp, "replaces_id": corrected.id}
        moved = {"effective_from": at} if chance.random() < 0.5 else {}
        return SimpleNamespace(**said | (moved if chance.random() < 0.6 else {"action": states.VOID}))
    say(chance, act, acts)
    return act


def action_for(chance: Random, acts: list[SimpleNamespace], at, stamp) -> str:
    if chance.random() < 0.3:
        return chance.choice(sorted(states.STEPS))
    now = oracle.answer(acts, at, stamp)
    likely = [action for action, befores in oracle.COMES_FROM.items() if now.base in befores]
    likely += 4 * [
        action for action in ("pause", "resume", "renew", "restore", "restore_after_removal") if action in likely
    ]
    if now.base in {"registered", "paused"}:
        likely += 2 * sorted(oracle.IMPOSED_AS)
    if now.restrictions:
        likely += 6 * sorted(oracle.ON_RESTRICTION)
    return chance.choice(likely or ["admit"])


def say(chance: Random, act: SimpleNamespace, acts: list[SimpleNamespace]) -> None:
    on = oracle.london(act.effective_from)
    if act.action in states.SETS_UNTIL:
        untils = [one.until for one in acts if one.action in states.SETS_UNTIL]
        act.until = chance.choice([*untils, *[on + chance.randint(-5, 900) * DAY] * 15])
    if act.action in states.IMPOSES:
        act.restriction, act.until = UUID(int=chance.getrandbits(128)), on + chance.randint(-1, 200) * DAY
        if states.IMPOSES[act.action] in states.INTERIM:
            act.review_by = on + chance.randint(-8, 150) * DAY
    elif act.action in states.RESTRICTION.steps:
        act.restriction = chance.choice([one.restriction for one in acts if one.restriction] or [act.id])
        if act.action != "lift_restriction" and chance.random() < 0.5:
            act.until = on + chance.randint(-1, 200) * DAY
    if act.action == "confer_tier":
        act.tier = chance.choice(states.TIERS)


def told(known_pieces, valid, known) -> oracle.Answer:
    """What the derived spans say of one moment."""
    held = [
        one.piece
        for one in known_pieces
        if one.since <= known and (one.until is None or known < one.until)
        and one.piece.start <= valid and (one.piece.end is None or valid < one.piece.end)
    ]  # fmt: skip
    standings: list[StandingPiece | None] = [piece for piece in held if isinstance(piece, StandingPiece)] or [None]
    tiers: list[TierPiece | None] = [piece for piece in held if isinstance(piece, TierPiece)] or [None]
    (standing,), (tier,) = standings, tiers
    orders = [piece for piece in held if isinstance(piece, RestrictionPiece)]
    return oracle.Answer(
        base=standing.base if standing else None,
        until=standing.registered_until if standing else None,
        restrictions=frozenset((one.restriction, one.kind, one.last_day, one.review_by) for one in orders),
        tier=tier.tier if tier else None,
    )


def followed(acts):
    """The spans of these acts, or why they cannot be followed."""
    try:
        return derive(acts), None
    except Unlawful as refusal:
        return [], refusal


def test_replay_takes_what_the_oracle_takes_and_says_what_the_oracle_says():
    taken = set()
    for life in range(LIVES):
        chance = Random(life)
        acts: list[SimpleNamespace] = []
        for _ in range(ATTEMPTS):
            act = attempt(chance, acts)
            if any(one.replaces_id == act.replaces_id and act.replaces_id for one in acts):
                continue  # replaced already: the actions refuse that before any replay
            problem = oracle.contradiction([*acts, act], act.recorded_at)
            spans, refusal = followed([*acts, act])
            assert (refusal is None) == (problem is None), f"replay says {refusal}, the oracle {problem}"
            if refusal:
                continue
            acts.append(act)
            taken.add(act.action)
            edges = {edge for one in spans for edge in (one.piece.start, one.piece.end) if edge}
            valids = sorted({moment - near for moment in edges for near in (clock.MICROSECOND, 0 * DAY)})
            knowns = sorted({one.recorded_at - near for one in acts for near in (clock.MICROSECOND, 0 * DAY)})
            for _point in range(POINTS if valids else 0):
                valid, known = chance.choice(valids), chance.choice(knowns)
                assert told(spans, valid, known) == oracle.answer(acts, valid, known), (valid, known)
            if len(acts) > 14:
                break
    assert taken == set(states.ACTIONS)
