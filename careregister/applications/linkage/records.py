"""The rows that are compared: one for each name of a person, with everything else repeated. Plain values, no database.

How common a value is among all these people goes into the row beside it (`tf_...`): a name that many have says little,
in whatever community they are many. What is as rare as chance allows is not made rarer by a small register.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from .names import Parts, parts

BIRTHDAYS = 1 / 14600  # of working age: some forty years
PLACES = 1 / 2000  # a whole postcode never counts for more than this, however few people we know there
AREAS = 1 / 24  # a district: communities live close together, and that must not make them alike
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b")


@dataclass(frozen=True)
class Named:
    """`kind`: legal, known_as, former."""

    kind: str
    full: str
    family: str = ""

    @cached_property
    def parts(self) -> Parts:
        return parts(self.full, self.family)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody we have met, or who applies. `postcodes`: where they live first, then where they lived."""

    person: str
    names: Sequence[Named]
    born: date | None
    contacts: Sequence[str] = field(default=())
    postcodes: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class Commonness:
    """How many of `people` have each value."""

    people: int
    values: Mapping[str, Counter[str]]
    holders: Mapping[str, frozenset[int]]  # who has this part of a name

    def of(self, what: str, value: str | None, least: float = 0.0) -> float | None:
        if value is None:
            return None
        return max(self.values[what][value], 1) / self.people if not least else self._beyond_chance(what, value, least)

    def of_name(self, key: str) -> float:
        """The share of people who have all these parts in one name or another: a short name within a longer one too."""
        held = [self.holders.get(part, frozenset()) for part in key.split()]
        together = frozenset.intersection(*sorted(held, key=len)) if held else frozenset()
        return max(len(together), 1) / self.people

    def _beyond_chance(self, what: str, value: str, least: float) -> float:
        return max(least, (self.values[what][value] - 2) / self.people)


def postcode(text: str) -> str:
    """The last postcode in an address, without its space; empty if there is none."""
    found = _POSTCODE.findall(text.upper())
    return "".join(found[-1]) if found else ""


def commonness(everybody: Iterable[Known]) -> Commonness:
    values: dict[str, Counter[str]] = {what: Counter() for what in ("first", "family", "born", "postcode", "area")}
    holders: dict[str, set[int]] = {}
    people = 0
    for number, one in enumerate(everybody):
        people += 1
        said = [name.parts for name in one.names]
        for what in ("first", "family"):
            values[what].update({getattr(name, what) for name in said} - {""})
        for part in {part for name in said for part in name.key.split()}:
            holders.setdefault(part, set()).add(number)
        values["born"].update([one.born.isoformat()] if one.born else [])
        values["postcode"].update(set(one.postcodes))
        values["area"].update({_area(code) for code in one.postcodes})
    return Commonness(max(people, 1), values, {part: frozenset(who) for part, who in holders.items()})


def rows(one: Known, common: Commonness) -> list[dict[str, Any]]:
    """What Splink is given of one person."""
    born = one.born.isoformat() if one.born else None
    place = next(iter(one.postcodes), None)
    area = _area(place) if place else None
    same = {
        "person": one.person,
        "born": born,
        "born_turned": f"{born[:4]}-{born[8:]}-{born[5:7]}" if born else None,
        "year": born[:4] if born else None,
        "day": born[5:] if born else None,
        "contacts": list(one.contacts),
        "postcodes": list(one.postcodes),
        "postcode": place,
        "areas": sorted({_area(code) for code in one.postcodes}),
        "area": area,
        "tf_born": common.of("born", born, BIRTHDAYS),
        "tf_postcode": common.of("postcode", place, PLACES),
        "tf_area": common.of("area", area, AREAS),
    }
    made = []
    for number, name in enumerate(one.names):
        said = name.parts
        made.append(
            {
                "unique_id": f"{one.person}:{number}",
                "kind": name.kind,
                "name": said.key,
                "first": said.first,
                "family": said.family or None,
                "forms": list(said.forms),
                "tf_name": common.of_name(said.key),
                "tf_first": common.of("first", said.first),
                "tf_family": common.of("family", said.family or None),
                **same,
            }
        )
    return made


def _area(code: str) -> str:
    return code[:-3]
