from .asking import Ask, AskLink, NeverWrite
from .certificates import Attestation, Certificate, StatusCheck
from .checks import Check, CheckDocument, CheckStep
from .employment import GapReason, Spell, WorkHistory
from .identity import IdentityScores, ProviderVisit

__all__ = [
    "Ask",
    "AskLink",
    "Attestation",
    "Certificate",
    "Check",
    "CheckDocument",
    "CheckStep",
    "GapReason",
    "IdentityScores",
    "NeverWrite",
    "ProviderVisit",
    "Spell",
    "StatusCheck",
    "WorkHistory",
]
