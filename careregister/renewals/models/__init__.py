from .beside import Deferral, DeferralWords, Look, LookWords, WorkContact
from .notices import Notice
from .renewals import Answers, Referral, Renewal

__all__ = [
    "Answers",
    "Deferral",
    "DeferralWords",
    "Look",
    "LookWords",
    "Notice",
    "Referral",
    "Renewal",
    "WorkContact",
]
