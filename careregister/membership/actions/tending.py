"""What time alone does: pauses begin and end, cancelled memberships run out, unpaid ones too."""

import logging
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from careregister.base import body, clock
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id
from careregister.base.refusals import Refused
from careregister.history.actions import Line as HistoryLine
from careregister.history.actions import record_many
from careregister.payments.models import Line
from careregister.payments.states import FAILED, RETURNED

from .. import policy, states
from ..derive import derive
from ..facts import facts_of_many
from ..models import Subscription, WorkerInvitation
from . import refreshing

logger = logging.getLogger(__name__)
READ_AT_ONCE = 2_000


def end_due(on: date, *, by: Actor, because: Because) -> int:
    """Derive anew whatever may stand differently today because time went by. Returns how many stand differently.

    Each in a transaction of its own, and those alone that do stand differently; who is busy is left to the next night.
    Safe to run twice.
    """
    policy.must_be_the_clock(by)
    changed = 0
    for subscription_id in _differing(_candidates(on), on):
        try:
            changed += _refreshed(subscription_id, because)
        except Refused as refusal:
            logger.info("membership %s was left as it is: %s", subscription_id, refusal.reason)
    return changed


@transaction.atomic
def expire_worker_invitations(*, by: Actor, because: Because) -> int:
    """What was not answered in time is over, and its address is emptied. Returns how many."""
    policy.must_be_the_clock(by)
    moment = clock.now()
    over = WorkerInvitation.objects.filter(state=states.WAITING, ends_at__lte=moment)
    count = over.update(state=states.EXPIRED, settled_at=moment, sealed=b"")
    if count:
        what, kind = "membership.worker_invitations_expired", "membership.invitations"
        record_many([HistoryLine(what, kind, new_id(), by, because, moment, refs={"count": count})])
    return count


def _refreshed(subscription_id: UUID, because: Because) -> bool:
    with transaction.atomic():
        subscription = refreshing.lock(subscription_id)
        before = subscription.state, subscription.paused_until
        refreshing.refresh(subscription, because=because)
        return (subscription.state, subscription.paused_until) != before


def _differing(ids: Sequence[UUID], on: date) -> Iterator[UUID]:
    """Those who stand differently than is written, read without a lock: whoever changes one at this moment derives it."""
    for start in range(0, len(ids), READ_AT_ONCE):
        rows = Subscription.objects.in_bulk(ids[start : start + READ_AT_ONCE])
        facts = facts_of_many(rows.values(), on) if rows else {}
        for pk, row in sorted(rows.items()):
            standing = derive(facts[pk], on)
            over = row.paused_until is not None and row.paused_until <= on
            if over or (standing.state, standing.past_due_since) != (row.state, row.past_due_since):
                yield pk


def _candidates(on: date) -> Sequence[UUID]:
    """A few of all: those with a day that has come, or something open for longer than the rules let it be."""
    unpaid = on - timedelta(days=body.rule("membership.unpaid_days", on))
    live: QuerySet[Subscription] = Subscription.objects.filter(state__in=states.LIVE)
    dated = Q(cancels_on__lte=on) | Q(paused_until__lte=on) | Q(paused_from__lte=on, state=states.ACTIVE)
    dated |= Q(state__in=(states.STARTING, states.PAST_DUE))
    found = set(live.filter(dated).values_list("pk", flat=True))
    # From what is open, which is little, and not from the members, who are many.
    owed = Line.objects.filter(cancelled_at=None, invoice__state="open")
    failed = owed.filter(invoice__due_on__lte=on, invoice__parts__attempt__state__in=(FAILED, RETURNED))
    for lines in (owed.filter(invoice__due_on__lte=unpaid), failed):
        late = live.filter(state__in=(states.ACTIVE, states.PAUSED), pk__in=lines.values("reference"))
        found |= set(late.values_list("pk", flat=True))
    return sorted(found)
