"""People who do not exist, as varied as those who work in care in England, and the same every time.

Only `random.Random(seed).random()` is used, and exact division: Python promises that the one never changes, and
arithmetic the other. So the same seed gives the same people on every machine and every Python.
"""

import random
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "seed_data"
TODAY = date(2026, 11, 1)  # ages are as on this day, so that the same people are invented next year
WOMEN = 0.79  # Skills for Care, "The size and structure of the adult social care sector", 2025
FORMER_NAME = {"women": 0.17, "men": 0.015}


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """`family` is the part of `full` that is the family's, empty for who has none. `known_as` and `former` are whole
    names, empty for most. `origin` is where the name comes from: it says nothing about a person, not even this one."""

    full: str
    family: str
    known_as: str
    former: str
    date_of_birth: date
    town: str
    county: str
    origin: str


@dataclass(frozen=True, slots=True)
class Origin:
    code: str
    weight: float
    known: int
    given: dict[str, tuple[str, ...]]
    second: tuple[str, ...]
    family: dict[str, tuple[str, ...]]
    marks: dict[str, tuple[str, ...]]
    clans: tuple[str, ...]
    shapes: tuple[tuple[float, str], ...]
    short: dict[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts: what goes left of the family part, the family part, and the given name it is called by."""

    left: str
    family: str
    parts: dict[str, str]

    @property
    def full(self) -> str:
        return f"{self.left} {self.family}".strip()


class Dice:
    """Choices out of `random()` alone."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  (it has to be the same every time)

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def below(self, number: int) -> int:
        return int(self._random.random() * number)

    def one_of(self, choices: Sequence[str]) -> str:
        return choices[self.below(len(choices))]

    def weighted(self, sums: Sequence[float]) -> int:
        """The place of a choice, by running sums of weights."""
        aim = self._random.random() * sums[-1]
        return next(place for place, total in enumerate(sums) if aim < total)

    def common(self, choices: Sequence[str], flat: int) -> str:
        """One of a list whose first are the commonest: the nth has weight 1 / (n + flat)."""
        return choices[self.weighted(_falling(len(choices), flat))]


def people(count: int, seed: int) -> list[InventedPerson]:
    """`count` people. The first hundred of a thousand are the hundred of a hundred."""
    dice = Dice(seed)
    origins, towns = _origins(), _towns()
    origin_sums = tuple(accumulate(origin.weight for origin in origins))
    town_sums = tuple(accumulate(float(size) for _town, _county, size in towns))
    return [_person(dice, origins[dice.weighted(origin_sums)], towns[dice.weighted(town_sums)]) for _ in range(count)]


def _person(dice: Dice, origin: Origin, home: tuple[str, str, int]) -> InventedPerson:
    sex = "women" if dice.chance(WOMEN) else "men"
    name = _name(dice, origin, sex)
    known_as = _known_as(dice, origin, name) if dice.chance(origin.known / 100) else ""
    former = _former(dice, origin, name, sex) if dice.chance(FORMER_NAME[sex]) else ""
    return InventedPerson(
        full=name.full,
        family=name.family,
        known_as=known_as if known_as != name.full else "",
        former=former,
        date_of_birth=_born(dice),
        town=home[0],
        county=home[1],
        origin=origin.code,
    )


def _name(dice: Dice, origin: Origin, sex: str) -> Name:
    shape = origin.shapes[dice.weighted(tuple(accumulate(weight for weight, _shape in origin.shapes)))][1]
    parts = _parts(dice, origin, sex)
    left, _, family = (re.sub(r"\{(\w+)\}", lambda part: parts[part[1]], side).strip() for side in shape.partition("|"))
    return Name(left, family, {part: parts[part] for part in re.findall(r"\{(\w+)\}", shape)})


def _parts(dice: Dice, origin: Origin, sex: str) -> dict[str, str]:
    """Every part a shape may ask for. All are drawn, asked for or not, so that a new shape moves nobody else."""
    given, family, men = origin.given[sex], origin.family[sex], origin.given["men"]
    first, last = dice.common(given, 12), dice.common(family, 10)
    return {
        "g": first,
        "g2": _another(dice, given, first),
        "s": _another(dice, origin.second or given, first),
        "f": last,
        "h": _another(dice, family, last),
        "i": dice.one_of(men)[0],
        "i2": dice.one_of(men)[0],
        "m": dice.one_of(origin.marks.get(sex) or ("",)),
        "c": dice.one_of(origin.clans or ("",)),
        "d": dice.one_of(men),
    }


def _another(dice: Dice, choices: Sequence[str], than: str) -> str:
    place = dice.below(len(choices))
    return choices[place] if choices[place] != than else choices[(place + 1) % len(choices)]


def _known_as(dice: Dice, origin: Origin, name: Name) -> str:
    """What friends say: the short form, or the second name where that is a name to be called by."""
    first = name.parts.get("g", "")
    usual = origin.short.get(first, "")
    if not usual and origin.second:
        usual = name.parts.get("s", "")
    family = name.family or name.parts.get("m", "")
    return f"{usual} {family}".strip() if usual and family else ""


def _former(dice: Dice, origin: Origin, name: Name, sex: str) -> str:
    """Another family name before: most by marriage or its end."""
    if "f" not in name.parts:
        return ""
    before = _another(dice, origin.family[sex], name.parts["f"])
    return f"{name.left} {before}"


def _born(dice: Dice) -> date:
    """Of working age, most between 25 and 60; one in three hundred is 16 or 17, and a few work past seventy."""
    if dice.chance(1 / 300):
        days = 16 * 366 + dice.below(600)
    else:
        years = 18 + (dice.below(5200) + dice.below(5200)) / 100 * 0.55
        days = int(years * 365.25) + dice.below(365) + 3
    return TODAY - timedelta(days=days)


@lru_cache(maxsize=256)
def _falling(length: int, flat: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (place + flat) for place in range(1, length + 1)))


@lru_cache(maxsize=1)
def _origins() -> tuple[Origin, ...]:
    data = tomllib.loads((FOLDER / "names.toml").read_text(encoding="utf-8"))
    return tuple(_origin(row) for row in data["origin"])


def _origin(row: dict[str, Any]) -> Origin:
    family = _listed(row["family"])
    return Origin(
        code=row["code"],
        weight=row["weight"],
        known=row["known"],
        given={"women": _listed(row["women"]), "men": _listed(row["men"])},
        second=_listed(row.get("second", "")),
        family={"women": _listed(row.get("family_women", "")) or family, "men": family},
        marks={sex: _listed(row.get(f"mark_{sex}", "")) for sex in ("women", "men")},
        clans=_listed(row.get("clan", "")),
        shapes=tuple((float(weight), shape) for weight, shape in row["shapes"]),
        short=dict(pair.split(": ") for pair in _listed(row.get("short", ""))),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in (" ".join(part.split()) for part in text.split(",")) if part)


@lru_cache(maxsize=1)
def _towns() -> tuple[tuple[str, str, int], ...]:
    data = tomllib.loads((FOLDER / "towns.toml").read_text(encoding="utf-8"))
    return tuple((town, county, size) for town, county, size in data["towns"])
