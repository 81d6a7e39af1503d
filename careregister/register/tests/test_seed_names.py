"""The invented people: the same every time, as varied as the workforce, and awkward in all the ways names are."""

import hashlib
import re
from collections import Counter
from dataclasses import replace

import pytest

from careregister.base import names
from careregister.register.seed_names import FOLDER, TODAY, Dice, Name, _known_as, _origins, _towns, people

PEOPLE = people(3000, seed=2026)
TOKENS = {"g", "g2", "s", "f", "h", "i", "i2", "m", "c", "d"}


def test_a_change_of_the_data_or_of_python_that_invents_other_people_is_noticed():
    said = "\n".join(repr(person) for person in PEOPLE)
    assert hashlib.sha256(said.encode()).hexdigest()[:16] == "df5bd7c1859c003b"


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    assert people(50, seed=2026) == PEOPLE[:50]
    assert people(50, seed=2027) != PEOPLE[:50]


def test_every_shape_asks_only_for_parts_there_are():
    for origin in _origins():
        for _weight, shape in origin.shapes:
            assert set(re.findall(r"\{(\w+)\}", shape)) <= TOKENS, origin.code
            assert shape.count("|") == 1, origin.code
            assert "{m}" not in shape or all(origin.marks.values()), origin.code
            assert "{c}" not in shape or origin.clans, origin.code


def test_lists_say_nothing_twice_and_forms_of_a_name_stand_side_by_side():
    for origin in _origins():
        for each in (*origin.given.values(), *origin.family.values(), origin.second):
            assert [name for name, times in Counter(each).items() if times > 1] == [], origin.code
        assert len(origin.family["women"]) == len(origin.family["men"]), origin.code
        assert set(origin.short) <= set(origin.given["women"]) | set(origin.given["men"]), origin.code


def test_every_name_is_written_clean():
    for person in PEOPLE:
        for name in filter(None, (person.full, person.known_as, person.former)):
            assert re.fullmatch(r"[^\W\d_]([^\W\d_]|[ .'’-]|\u0300|\u0301|\u0323)*", name), name
            assert "  " not in name
            assert name == name.strip()
        assert person.full.endswith(person.family)


def test_every_name_can_be_searched_for():
    assert min(names.letters(person.full) for person in PEOPLE) >= 4


def test_a_name_has_all_its_awkward_shapes():
    full = [person.full for person in PEOPLE]
    assert any(name.count("-") == 2 for name in full)
    assert any("'" in name for name in full)
    assert any("’" in name for name in full)
    assert any(" " not in name for name in full)
    assert any(not person.family for person in PEOPLE)
    assert any(re.match(r"[A-Z]\. ", name) for name in full)
    assert any(person.family.startswith("dela ") for person in PEOPLE)
    assert any(person.family.startswith(("Ó ", "Ní ")) for person in PEOPLE)
    assert any(name.endswith((" Kaur", " Singh")) for name in full)
    assert sum(not name.isascii() for name in full) > 150


def test_a_few_tens_share_a_full_name():
    shared = {name: times for name, times in Counter(person.full for person in PEOPLE).items() if times > 1}
    assert 40 <= sum(shared.values()) <= 150


@pytest.mark.parametrize("origin", _origins(), ids=lambda origin: origin.code)
def test_each_origin_has_about_its_share(origin):
    share = origin.weight / sum(each.weight for each in _origins())
    found = sum(person.origin == origin.code for person in PEOPLE)
    assert abs(found - share * 3000) < 4 * (share * 3000) ** 0.5


def test_ages_are_of_people_who_work_and_a_few_are_not_yet_eighteen():
    years = sorted((TODAY - person.date_of_birth).days / 365.25 for person in PEOPLE)
    assert 16 <= years[0] < 18 <= years[40]
    assert 40 < years[1500] < 52
    assert 68 < years[-1] < 80
    assert 4 <= sum(age < 18 for age in years) <= 25


def test_some_are_known_by_another_name_and_some_had_one_before():
    assert 150 < sum(bool(person.known_as) for person in PEOPLE) < 500
    assert 250 < sum(bool(person.former) for person in PEOPLE) < 600
    assert not any(person.full in (person.known_as, person.former) for person in PEOPLE)


def test_nobody_without_a_family_name_is_known_by_half_a_name():
    alone = Name(left="Murugan", family="", parts={"g": "Murugan"})
    assert _known_as(Dice(1), replace(_origins()[0], short={"Murugan": "Mu"}), alone) == ""


def test_more_than_a_hundred_towns_in_every_ceremonial_county_but_the_city():
    towns = _towns()
    assert len({town for town, _county, _size in towns}) == len(towns) > 100
    assert len({county for _town, county, _size in towns}) == 47
    assert Counter(person.town for person in PEOPLE).most_common(2)[0][0] == "London"


def test_the_files_say_where_they_come_from():
    for file in ("names.toml", "towns.toml"):
        assert (FOLDER / file).read_text(encoding="utf-8").startswith("# ")
