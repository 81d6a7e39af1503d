from .certificates import Attestation, Certificate, StatusCheck
from .checks import Check, CheckDocument, CheckStep
from .identity import IdentityScores, ProviderVisit

__all__ = [
    "Attestation",
    "Certificate",
    "Check",
    "CheckDocument",
    "CheckStep",
    "IdentityScores",
    "ProviderVisit",
    "StatusCheck",
]
