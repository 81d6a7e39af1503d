"""Matching identity scores to the profiles of GPG 45. Scores are compared one by one, never added."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import permutations
from pathlib import Path

from careregister.base.refusals import NotAllowed

_FILE = Path(__file__).parent / "data" / "gpg45.toml"
SINGLE = ("activity", "fraud", "verification")
COMPULSORY = ("strength", "validity", *SINGLE)
_MORE = ("strength_2", "validity_2", "strength_3", "validity_3")
HIGHEST = 4


@dataclass(frozen=True, slots=True)
class Scores:
    """`evidence` has (strength, validity) of each piece; everything from 0 to 4."""

    evidence: tuple[tuple[int, int], ...]
    activity: int
    fraud: int
    verification: int


@dataclass(frozen=True, slots=True)
class Profile:
    code: str
    level: str
    least: Scores

    def met_by(self, scores: Scores) -> bool:
        """Whether every minimum is met, with a different piece of evidence for each piece asked."""
        if any(getattr(scores, name) < getattr(self.least, name) for name in SINGLE):
            return False
        asked = self.least.evidence
        return any(
            all(has[0] >= least[0] and has[1] >= least[1] for has, least in zip(chosen, asked, strict=True))
            for chosen in permutations(scores.evidence, len(asked))
        )


@dataclass(frozen=True, slots=True)
class Edition:
    name: str
    since: date
    source: str
    levels: tuple[str, ...]
    profiles: tuple[Profile, ...]

    def reaches(self, level: str, needed: str) -> bool:
        """Whether `level` is `needed` or above. A level the edition does not know reaches nothing."""
        return level in self.levels and self.levels.index(level) >= self.levels.index(needed)

    def profile(self, code: str) -> Profile | None:
        return next((one for one in self.profiles if one.code == code.upper()), None)

    def match(self, scores: Scores, needed: str) -> Profile | None:
        """A profile that the scores meet at `needed` or above: the highest level, the first of its kind."""
        met = [one for one in self.profiles if self.reaches(one.level, needed) and one.met_by(scores)]
        return max(met, key=lambda one: self.levels.index(one.level), default=None)


def edition(on: date) -> Edition:
    """The edition in force on a day; LookupError before the first."""
    known = [one for one in _editions() if one.since <= on]
    if not known:
        raise LookupError(f"no edition of GPG 45 on {on}")
    return max(known, key=lambda one: one.since)


def scores_from(given: Mapping[str, int]) -> Scores:
    """The five scores (and `strength_2`, `validity_2`, `strength_3`, `validity_3` of further pieces of evidence).

    NotAllowed `scores_incomplete` when one of the five is missing, `score_out_of_range` beyond 0 to 4.
    """
    if not set(COMPULSORY) <= given.keys() or not given.keys() <= {*COMPULSORY, *_MORE}:
        raise NotAllowed("scores_incomplete")
    if any(type(score) is not int or not 0 <= score <= HIGHEST for score in given.values()):
        raise NotAllowed("score_out_of_range")
    pieces = [(given["strength"], given["validity"])]
    for number in (2, 3):
        piece = given.get(f"strength_{number}"), given.get(f"validity_{number}")
        if (piece[0] is None) != (piece[1] is None):
            raise NotAllowed("scores_incomplete")
        if piece[0] is not None and piece[1] is not None:
            pieces.append((piece[0], piece[1]))
    return Scores(tuple(pieces), **{name: given[name] for name in SINGLE})


@lru_cache(maxsize=1)
def _editions() -> tuple[Edition, ...]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Edition(
            name=row["name"],
            since=row["since"],
            source=row["source"],
            levels=tuple(row["levels"]),
            profiles=tuple(_profiles(row["profile"])),
        )
        for row in data["edition"]
    )


def _profiles(rows: Iterable[dict]) -> Iterable[Profile]:
    for row in rows:
        evidence = tuple((strength, validity) for strength, validity in row["evidence"])
        yield Profile(row["code"], row["level"], Scores(evidence, **{name: row[name] for name in SINGLE}))
