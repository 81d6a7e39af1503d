"""What fronts read of the register: plain values, behind the walls of docs/domain.md ("Public register")."""

from .entry import entry
from .search import Found, Hit, link_for, name_matches, read_link, search
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
    "entry",
    "link_for",
    "meanings",
    "name_matches",
    "person_with_number",
    "read_link",
    "search",
    "standing",
]
