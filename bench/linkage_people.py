"""People who do not exist, where they live and how they are reached; and how they write it down the second time.

How often each error happens is our estimate, after what is known of forms filled in by hand, on phones and by scanning.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from careregister.applications.linkage.records import Known, Named
from careregister.register.seed_names import InventedPerson, people

T = TypeVar("T")
# Birthdays written as 1 January where no certificate was kept: of so many in a hundred with names of these origins.
NEW_YEAR = {
    "hausa": 4,
    "pakistani": 4,
    "bangladeshi": 4,
    "punjabi": 2,
    "nepali": 2,
    "ndebele": 1.5,
    "akan": 1.5,
    "yoruba": 1.5,
}
SHARED_HOUSE, FAMILY_HOME, TWIN = 0.06, 0.05, 0.003
LOOK_ALIKE = ("rn m", "cl d", "vv w", "li h", "ii u", "e c", "a o", "l i", "n u", "g q")  # what a scanner mistakes


@dataclass(frozen=True, slots=True)
class Somebody:
    invented: InventedPerson
    known: Known

    @property
    def origin(self) -> str:
        return self.invented.origin


@dataclass(frozen=True, slots=True)
class Town:
    """Its postcodes look like real ones and are none: no district begins with a Q."""

    letter: str
    districts: int

    def postcode(self, chance: random.Random) -> str:
        ends = "ABDEFGHJLNPQRSTUWXYZ"
        district = 1 + int(chance.random() ** 1.5 * self.districts)
        return f"Q{self.letter}{district}{int(chance.random() * 10)}{_one(chance, ends)}{_one(chance, ends)}"


def everybody(count: int, seed: int) -> list[Somebody]:
    """So many people; the ids are their places. Some share a house, some a family's home, a few a birthday."""
    chance = random.Random(seed)
    invented = people(count, seed)
    towns = {
        name: Town("ABCDEFGHJKLMNOPRSTUVWXYZ"[place % 24], 1 + int(size / 12))
        for place, (name, size) in enumerate(Counter(one.town for one in invented).most_common())
    }
    made: list[Somebody] = []
    for place, one in enumerate(invented):
        if chance.random() * 100 < NEW_YEAR.get(one.origin, 0.1):
            one = replace(one, date_of_birth=one.date_of_birth.replace(month=1, day=1))
        home, contacts = towns[one.town].postcode(chance), _contacts(place, chance)
        if made and chance.random() < SHARED_HOUSE:
            home = made[int(chance.random() * len(made))].known.postcodes[0]
        elif made and chance.random() < FAMILY_HOME:
            one, home, contacts = _of_family(one, made[int(chance.random() * len(made))], contacts, chance)
        made.append(Somebody(one, Known(str(place), _names(one), one.date_of_birth, contacts, (home,))))
    return made


def _of_family(
    one: InventedPerson, other: Somebody, contacts: tuple[str, ...], chance: random.Random
) -> tuple[InventedPerson, str, tuple[str, ...]]:
    """`one` as wife, brother or daughter of `other`: the family name and the home, now and then the telephone."""
    family = other.invented.family
    if family and one.family and one.full != one.family:
        given = one.full.replace(one.family, "").strip()
        one = replace(one, full=f"{given} {family}", family=family, known_as="", former="")
    if chance.random() < TWIN / FAMILY_HOME:
        one = replace(one, date_of_birth=other.invented.date_of_birth)
    if chance.random() < 0.1:
        contacts = (other.known.contacts[0], *contacts[1:])
    return one, other.known.postcodes[0], contacts


def again(one: Somebody, chance: random.Random) -> Known:
    """The same person, years later: another telephone, another name, moved, mistyped. Their id says who they are."""
    invented, known = one.invented, one.known
    names = [_named_again(invented, chance)]
    if invented.former and chance.random() < 0.5:
        names.append(Named("former", invented.former, invented.family and invented.former.split()[-1]))
    if len(names) == 1 and names[0].full != invented.full and chance.random() < 0.4:
        names.append(Named("former", invented.full, invented.family))
    contacts = [kept for kept in known.contacts if chance.random() < 0.35]
    contacts += [
        text for text in _contacts(int(known.person) + 10_000_000, chance) if text[0] not in {k[0] for k in contacts}
    ]
    homes = list(known.postcodes)
    if chance.random() < 0.6:
        moved = f"{homes[0][:-3] if chance.random() < 0.5 else 'QZ' + str(1 + int(chance.random() * 60))}{homes[0][-3:][::-1][2]}XY"
        homes = [moved, *(homes if chance.random() < 0.45 else [])]
    return Known(f"{known.person}/again", tuple(names), _born_again(known.born, chance), tuple(contacts), tuple(homes))


def _named_again(one: InventedPerson, chance: random.Random) -> Named:
    full, family, words = one.full, one.family, one.full.split()
    given = full.replace(family, "").strip() if family else ""
    luck = chance.random()
    if luck < 0.10 and one.known_as:
        full, family = one.known_as, one.known_as.split()[-1]
    elif luck < 0.18 and family and given:  # married, or divorced
        other = (
            one.former.split()[-1]
            if one.former and chance.random() < 0.6
            else people(1, int(chance.random() * 1e6))[0].family
        )
        full, family = f"{given} {other or family}", other or family
    elif luck < 0.24 and len(words) > 1:
        full, family = f"{words[-1]} {' '.join(words[:-1])}", words[0]  # order, and into the wrong box
    elif luck < 0.30 and len(words) > 2:
        full = " ".join(word for place, word in enumerate(words) if place != 1)
        family = family if family in full else ""
    elif luck < 0.40:
        full, family = _typo(full, chance), ""
    elif luck < 0.43:
        full, family = _scanned(full, chance), ""
    elif luck < 0.46:
        family = ""
    return Named("legal", full, family)


def _typo(text: str, chance: random.Random) -> str:
    place = 1 + int(chance.random() * (len(text) - 2))
    kind = int(chance.random() * 4)
    letter = _one(chance, "aeiourstnlmhk")
    return (
        text[:place] + text[place + 1 :],
        text[:place] + letter + text[place:],
        text[:place] + letter + text[place + 1 :],
        text[:place] + text[place + 1] + text[place] + text[place + 2 :],
    )[kind]


def _scanned(text: str, chance: random.Random) -> str:
    start = int(chance.random() * len(LOOK_ALIKE))
    for pair in (*LOOK_ALIKE[start:], *LOOK_ALIKE[:start]):
        right, wrong = pair.split()
        if right in text:
            return text.replace(right, wrong, 1)
    return text


def _born_again(born: date | None, chance: random.Random) -> date | None:
    luck = chance.random()
    if born is None or luck > 0.06:
        return born
    if luck < 0.025:
        return born.replace(month=born.day, day=born.month) if born.day <= 12 else born
    if luck < 0.05:
        return born + timedelta(days=_one(chance, (1, -1, 10, -10, 2)))
    return born.replace(year=born.year + _one(chance, (1, -1, 10)), day=min(born.day, 28))


def _names(one: InventedPerson) -> tuple[Named, ...]:
    found = [Named("legal", one.full, one.family)]
    if one.known_as:
        found.append(Named("known_as", one.known_as))
    if one.former:
        found.append(Named("former", one.former))
    return tuple(found)


def _contacts(place: int, chance: random.Random) -> tuple[str, ...]:
    mail = (f"mail:{place}@example.org",) if chance.random() < 0.9 else ()
    return (f"phone:{place}", *mail)


def _one(chance: random.Random, choices: Sequence[T]) -> T:
    return choices[int(chance.random() * len(choices))]
