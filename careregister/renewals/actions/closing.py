"""What ends together with a renewal: the question that is open about it, the time that was given."""

from __future__ import annotations

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.training import actions as training

from .. import papers, states
from ..models import Deferral, Referral, Renewal
from .stepping import told


def close_learning(renewal: Renewal, *, by: Actor, because: Because) -> None:
    """Close the year of learning that this renewal ends, before the act moves "registered until": what was learnt up to
    today, in the grace too, has counted for it and counts for no other."""
    training.close_year(renewal.person_id, clock.today(), by=by, because=Because(because.code))


def drop(renewal: Renewal, *, by: Actor, because: Because) -> None:
    """End whatever of a renewal still waits, before the renewal itself ends."""
    moment = clock.now()
    referrals = Referral.objects.filter(renewal=renewal, closed_at=None)
    papers.put_down(list(referrals.values_list("pk", flat=True)), by=by, because=because)
    referrals.update(closed_at=moment, outcome="close")
    Deferral.objects.filter(renewal=renewal, state=states.AGREED, ended_at=None).update(ended_at=moment)
    asked = Deferral.objects.filter(renewal=renewal, state=states.ASKED)
    if asked.update(state=states.TAKEN_BACK, decided_at=moment):
        told(renewal, "renewals.deferral_taken_back", by=by, because=because)
