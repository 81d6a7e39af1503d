"""How two records are compared, and what each likeness weighs: levels here, weights in data/ (an edition with its date).

Weights are log2 of m/u: m, how often records of one person look so; u, how often those of two people do. They were
counted by `bench/linkage.py` on people who do not exist, and are read, never learnt, while the product runs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

EDITIONS = Path(__file__).parent / "data"
EDITION = "2026-11"

CONTACT = "len(list_intersect(contacts_l, contacts_r)) > 0"
PLACE = "len(list_intersect(postcodes_l, postcodes_r)) > 0"
AREA = "len(list_intersect(areas_l, areas_r)) > 0"
# Short names differ by a letter without being alike: one letter wrong in eight, and never in fewer than six.
CLOSE = (
    "damerau_levenshtein(replace(name_l, ' ', ''), replace(name_r, ' ', '')) <= least(length(name_l), length(name_r)) // 8 + "
    "(case when least(length(name_l), length(name_r)) between 6 and 7 then 1 else 0 end) "
    "or (least(length(name_l), length(name_r)) >= 10 and jaro_winkler_similarity(name_l, name_r) >= 0.95)"
)
WITHIN = (
    "least(len(string_split(name_l, ' ')), len(string_split(name_r, ' '))) >= 2 and "
    "len(list_intersect(string_split(name_l, ' '), string_split(name_r, ' '))) = "
    "least(len(string_split(name_l, ' ')), len(string_split(name_r, ' ')))"
)
CALLED_ALIKE = "len(list_intersect(forms_l, forms_r)) > 0"
SPELT_ALIKE = "least(length(first_l), length(first_r)) > 3 and jaro_winkler_similarity(first_l, first_r) >= 0.88"
GIVEN = f"({CALLED_ALIKE} or ({SPELT_ALIKE}))"
NAMED_ALIKE = f"({GIVEN} or ({CLOSE}) or ({WITHIN}))"
FAMILY = "coalesce(family_l = family_r, false)"
BORN = "coalesce(born_l = born_r, false)"
# Of one family and birthday, but called otherwise: brothers and sisters of one birth. What they share (a birthday, a
# home) is no sign of one person, unless they can be reached by the same number or address for letters.
TWINS = f"({BORN} and {FAMILY} and not {NAMED_ALIKE} and not {CONTACT})"
# Called otherwise, born on another day: those who live in one house or share a telephone.
HOUSEHOLD = f"((not {NAMED_ALIKE} and not {BORN}) or {TWINS})"


@dataclass(frozen=True, slots=True)
class Level:
    """One way in which two records are alike. `common`: the column whose commonness takes the place of u. `even`: says
    nothing either way, set by hand."""

    code: str
    sql: str
    common: str = ""
    even: bool = False


MISSING, OTHER = "missing", "other"
COMPARISONS: dict[str, tuple[Level, ...]] = {
    "name": (
        Level(MISSING, "name_l IS NULL OR name_r IS NULL"),
        Level("same", "name_l = name_r", "name"),
        Level("also_called", f"{FAMILY} and {CALLED_ALIKE}", "name"),
        Level("close", CLOSE, "name"),
        Level("within", WITHIN, "name"),
        Level("given_close", f"{FAMILY} and {GIVEN}", "family"),
        Level("given", CALLED_ALIKE, "first"),
        Level("family", FAMILY),
        Level(OTHER, "ELSE"),
    ),
    "date_of_birth": (
        Level(MISSING, "born_l IS NULL OR born_r IS NULL"),
        Level("twins", TWINS, even=True),
        Level("same", "born_l = born_r", "born"),
        Level("turned", "born_l = born_turned_r"),
        Level("one_digit", "damerau_levenshtein(born_l, born_r) = 1"),
        Level("year_or_day", "year_l = year_r or day_l = day_r"),
        Level(OTHER, "ELSE"),
    ),
    "contact": (
        Level(MISSING, "len(contacts_l) = 0 or len(contacts_r) = 0"),
        Level("household", f"{CONTACT} and {HOUSEHOLD}", even=True),
        Level("same", CONTACT),
        Level(OTHER, "ELSE"),
    ),
    "postcode": (
        Level(MISSING, "len(postcodes_l) = 0 or len(postcodes_r) = 0"),
        Level("household", f"{PLACE} and {HOUSEHOLD}", even=True),
        Level("same", PLACE, "postcode"),
        Level("area", AREA, "area"),
        Level(OTHER, "ELSE"),
    ),
}
BLOCKS = (
    ("name",),
    ("born",),
    ("family", "year"),
    ("first", "year"),
    ("family", "day"),
    ("first", "day"),
)
EXPLODED = ("contacts", "postcodes")


@dataclass(frozen=True, slots=True)
class Edition:
    """`met`: of how many applications one is from somebody we have met."""

    code: str
    met: float
    weights: dict[str, dict[str, dict[str, float]]]


@lru_cache(maxsize=2)
def edition(code: str = EDITION) -> Edition:
    data = json.loads((EDITIONS / f"model-{code}.json").read_text(encoding="utf-8"))
    return Edition(data["edition"], data["met"], data["weights"])


def settings(weighed: Edition, people: int) -> dict[str, Any]:
    """What Splink is told. The chance before anything was compared: `met` applications, against so many people."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": min(0.5, weighed.met / max(people, 2)),
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "additional_columns_to_retain": ["person", "kind"],
        "comparisons": [_comparison(code, levels, weighed.weights[code]) for code, levels in COMPARISONS.items()],
        "blocking_rules_to_generate_predictions": [],
    }


def levels_by_value(code: str) -> dict[int, str]:
    """Splink's number of each level: the last is 0, upwards; what is missing is -1."""
    found = [level.code for level in COMPARISONS[code] if level.code != MISSING]
    return {-1: MISSING} | {len(found) - 1 - place: level for place, level in enumerate(found)}


def _comparison(code: str, levels: tuple[Level, ...], weights: dict[str, dict[str, float]]) -> dict[str, Any]:
    return {"output_column_name": code, "comparison_levels": [_level(level, weights) for level in levels]}


def _level(level: Level, weights: dict[str, dict[str, float]]) -> dict[str, Any]:
    said: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.code}
    if level.code == MISSING:
        return {**said, "is_null_level": True}
    said |= {"m_probability": weights[level.code]["m"], "u_probability": weights[level.code]["u"]}
    if level.common:  # weighs m over how common the value is, whatever u was where the edition was made
        said |= {"tf_adjustment_column": level.common, "disable_tf_exact_match_detection": True}
    return said
