"""Every named reason for a refusal, in plain words: what it means, and what to do about it.

One file for each room (`<room>.py`, with its `WORDS`), found by its being here.
"""

from importlib import import_module
from pkgutil import iter_modules

from django.utils.translation import gettext_lazy as _

from .said import ASK, Said

UNKNOWN = Said(_("This is not possible"), ASK)


def words(reason: str) -> Said:
    """What a reason reads as. One that nobody wrote words for still gets an honest page."""
    return WORDS.get(reason, UNKNOWN)


def _all_rooms() -> dict[str, Said]:
    found: dict[str, Said] = {}
    for module in iter_modules(__path__):
        if module.name != "said":
            theirs = import_module(f"{__name__}.{module.name}").WORDS
            twice = found.keys() & theirs.keys()
            if twice:
                raise ValueError(f"said by two rooms: {sorted(twice)}")
            found |= theirs
    return found


WORDS = _all_rooms()
