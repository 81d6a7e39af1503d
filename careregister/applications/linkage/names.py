"""A name as linkage compares it: its parts in no order, the given name apart, and what that is also called."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from careregister.base import names

FORMS = Path(__file__).parent / "data" / "given_names.txt"


class Parts(NamedTuple):
    """`key`: all parts in alphabetical order. `first`: the first given name. `forms`: every given name and what it is
    also called. `family` is empty for a single name."""

    key: str
    first: str
    family: str
    forms: tuple[str, ...]


def parts(full: str, family: str = "") -> Parts:
    """The parts of a name as written. Where nobody said what the family part is, it is the last."""
    words = names.fold(full).split()
    behind = names.fold(family).split()
    given = [word for word in words if word not in behind]
    if not behind and sum(len(word) > 1 for word in words) > 1:
        given, behind = words[:-1], words[-1:]
    if not any(len(word) > 1 for word in given):  # `S. Anju`: the initial is the father's, the name is her own
        given, behind = words, []
    called = dict.fromkeys(form for word in given if len(word) > 1 for form in (word, *_groups().get(word, ())))
    first = next((word for word in given if len(word) > 1), given[0] if given else "")
    return Parts(" ".join(sorted(set(words))), first, " ".join(sorted(behind)), tuple(called))


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[str, ...]]:
    """For each form the names it may stand for, marked so that they are not taken for a part of a name."""
    found: dict[str, list[str]] = {}
    for number, line in enumerate(FORMS.read_text(encoding="utf-8").splitlines()):
        for form in line.split() if not line.startswith("#") else ():
            found.setdefault(form, []).append(f"={number}")
    return {form: tuple(groups) for form, groups in found.items()}
