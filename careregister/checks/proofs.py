"""The answer of an identity service that an officer has to compare with what the person said."""

from .kinds import ONLINE
from .models import Check, IdentityScores, ProviderVisit


def differing(check: Check) -> tuple[IdentityScores, ProviderVisit] | None:
    """The latest scores and what was verified, when those scores are the provider's and something differed."""
    scores = check.identity_scores.order_by("-at").first()
    if scores is None or scores.route != ONLINE or (scores.name_agrees and scores.birth_agrees):
        return None
    visit = check.visits.exclude(verified=b"").order_by("-used_at").first()
    return None if visit is None else (scores, visit)
