from .applications import Application, Passage, Section
from .beside import InformationRequest, Interest, Match, Note, SecondLook
from .decisions import Appeal, Decision, DecisionWords, Recommendation

__all__ = [
    "Appeal",
    "Application",
    "Decision",
    "DecisionWords",
    "InformationRequest",
    "Interest",
    "Match",
    "Note",
    "Passage",
    "Recommendation",
    "SecondLook",
    "Section",
]
