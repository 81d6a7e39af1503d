"""Drawing lots so that anybody can draw again: whose SHA-256 of seed and number is smallest. No database.

By hand, for one number: `printf %s "SEED""CR123456786" | sha256sum`, compared with the published threshold.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal


@dataclass(frozen=True, slots=True)
class Lots:
    """`drawn`: in the order of their lots. `threshold`: the greatest lot that was drawn, empty when none was."""

    drawn: tuple[str, ...]
    threshold: str
    digest: str
    size: int


def in_order(numbers: Iterable[str]) -> list[str]:
    """Each number once, in the order in which the list is digested."""
    return sorted(set(numbers))


def digest(numbers: Sequence[str]) -> str:
    """SHA-256, in hex, of a list that is `in_order`: the numbers one a line, the last line ended too."""
    return hashlib.sha256("".join(f"{number}\n" for number in numbers).encode()).hexdigest()


def lot(seed: str, number: str) -> str:
    """The lot of one number: SHA-256 of the seed with the number behind it, in hex."""
    return hashlib.sha256(f"{seed}{number}".encode()).hexdigest()


def draw(numbers: Iterable[str], seed: str, share: Decimal) -> Lots:
    """The `share` (0 to 1) of the numbers with the smallest lots, rounded up to whole people."""
    listed = in_order(numbers)
    wanted = int((len(listed) * share).to_integral_value(ROUND_CEILING))
    drawn = sorted((lot(seed, number), number) for number in listed)[:wanted]
    return Lots(
        drawn=tuple(number for _lot, number in drawn),
        threshold=drawn[-1][0] if drawn else "",
        digest=digest(listed),
        size=len(listed),
    )
