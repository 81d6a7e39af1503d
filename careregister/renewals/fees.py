"""Who has paid: asked of memberships, of one or of many. A late payment is membership's to follow; nobody is lost over it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from careregister.membership.models import Subscription
from careregister.membership.states import BEGUN, LIVE, PAUSED

PAID, UNDER_WAY, MISSING = "paid", "under_way", "missing"


def fee_of(person_id: UUID) -> str:
    """PAID: a membership of whatever plan that has begun, a waiver included. UNDER_WAY: its first payment is on its way.
    MISSING: none, or one that is paused: going on, or the fee for the register alone, pays (decision 10)."""
    state = Subscription.objects.filter(person=person_id, state__in=LIVE).values_list("state", flat=True).first()
    if state is None or state == PAUSED:
        return MISSING
    return PAID if state in BEGUN else UNDER_WAY


def paying(person_ids: Collection[UUID]) -> set[UUID]:
    """Those of many who have paid, or are about to: who of them did not finish is never lapsed by the clock alone."""
    wanted = set(person_ids)
    return set(Subscription.objects.filter(person__in=wanted, state__in=LIVE).values_list("person_id", flat=True))
