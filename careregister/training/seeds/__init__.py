"""The demo's learning: a few people you know keep a log, and lots were drawn, with audits in every state.

Told backwards from the day of loading through the ordinary actions, the same every time but for the days. `entries` is
what people write, `people` who they are and how they sign in, `audits` what became of those who were drawn.
"""

from django.db import transaction

from careregister.register.seeds.cast import Cast

from ..models import Draw, Learning
from .audits import tell_audits
from .people import KNOWN, keep_logs, person_of

__all__ = ["KNOWN", "load", "person_of"]


@transaction.atomic
def load() -> int:
    """Write them, after `register.seeds.load`; how many people keep a log now. Safe to run twice: then none."""
    if Learning.objects.exists() or Draw.objects.exists():
        return 0
    return keep_logs() + tell_audits(Cast.gathered())
