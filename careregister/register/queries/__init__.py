"""What fronts read of the register: plain values, behind the walls of docs/domain.md ("Public register")."""

from .entry import entry
from .links import asked_about, link_for, link_opens, question_about
from .own import number_of, numbers_of
from .search import Found, Hit, how_name_matches, search
from .shown import EntryShown, MeaningShown, Missing, RestrictionShown, meanings
from .standing import Standing, person_with_number, standing

__all__ = [
    "EntryShown",
    "Found",
    "Hit",
    "MeaningShown",
    "Missing",
    "RestrictionShown",
    "Standing",
    "asked_about",
    "entry",
    "how_name_matches",
    "link_for",
    "link_opens",
    "meanings",
    "number_of",
    "numbers_of",
    "person_with_number",
    "question_about",
    "search",
    "standing",
]
