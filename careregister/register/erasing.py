"""What goes when an entry has not been shown for years: what its person chose to show. The decisions stay."""

from collections.abc import Iterable
from uuid import UUID

from careregister.people.models import LEGAL

from .models import PublicFacts


def forget_choices(act_ids: Iterable[UUID]) -> int:
    """Of whatever these acts chose, nothing is kept to be shown. Returns for how many people."""
    return PublicFacts.objects.filter(act__in=list(act_ids)).update(name_shown=LEGAL, town="", county="")
