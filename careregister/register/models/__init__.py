"""The tables of the register."""

from .acts import Act, ActWords
from .figures import OpenFigures
from .proposals import Proposal
from .registrants import CheckHash, Hold, Number, PublicFacts, Registrant
from .spans import RestrictionSpan, Span, StandingSpan, TierSpan

__all__ = [
    "Act",
    "ActWords",
    "CheckHash",
    "Hold",
    "Number",
    "OpenFigures",
    "Proposal",
    "PublicFacts",
    "Registrant",
    "RestrictionSpan",
    "Span",
    "StandingSpan",
    "TierSpan",
]
