"""The verbs of the register. Every change of standing, restriction, tier or public facts goes through `take`."""

from .acting import take
from .admission import add_alias, admit
from .corrections import correct
from .holds import place_hold, release_hold
from .proposals import accept, decline, propose, take_back

__all__ = [
    "accept",
    "add_alias",
    "admit",
    "correct",
    "decline",
    "place_hold",
    "propose",
    "release_hold",
    "take",
    "take_back",
]
