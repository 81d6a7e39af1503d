"""The kinds of letter there are: each room declares its own in its `letters.py`, with its texts in `letters/<kind>/`."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise

THREE_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class LetterKind:
    """`code` is `room.kind`. `placeholders` are the only names its texts may use, besides the body's own.

    `repeats`: whether it is sent again when nobody can know whether it went. `secret`: it carries a code or a link
    that signs in, so nobody reads it but the one it is for. `closed`: its words may give reasons, or speak of health or
    character: of staff only registrars read them. `keep_trying`: how long before it is given up.
    """

    code: str
    name: Promise
    placeholders: frozenset[str] = frozenset()
    repeats: bool = False
    secret: bool = False
    closed: bool = False
    keep_trying: timedelta = THREE_DAYS


@cache
def all_kinds() -> dict[str, LetterKind]:
    """Every kind that an installed room declares, by code."""
    kinds: dict[str, LetterKind] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("careregister.") and find_spec(f"{config.name}.letters"):
            declared = getattr(import_module(f"{config.name}.letters"), "LETTERS", ())
            kinds |= {kind.code: kind for kind in declared}
    return kinds


def kind(code: str) -> LetterKind:
    """The kind of that code; KeyError for one that no room declares."""
    return all_kinds()[code]
