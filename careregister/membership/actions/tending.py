"""What time alone does: pauses begin and end, cancelled memberships run out, unpaid ones too."""

import logging
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from careregister.base import body, clock
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id
from careregister.base.refusals import Refused
from careregister.history.actions import Line as HistoryLine
from careregister.history.actions import record_many
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
    told: dict[str, Any] = {
        "on": on,
        "unpaid": unpaid,
        "live": list(states.LIVE),
        "behind": [states.STARTING, states.PAST_DUE],
        "active": states.ACTIVE,
        "on_time": [states.ACTIVE, states.PAUSED],
        "failed": [FAILED, RETURNED],
    }
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, told)
        return [row[0] for row in cursor.fetchall()]


# The second: from what is open, which is little, and not from the members, who are many.
_CANDIDATES = """
select id from membership_subscription where state = any(%(live)s) and (
    cancels_on <= %(on)s or paused_until <= %(on)s or paused_from <= %(on)s and state = %(active)s
    or state = any(%(behind)s))
union
select one.id from payments_invoice invoice
join payments_line line on line.invoice_id = invoice.id and line.cancelled_at is null
join membership_subscription one on one.id = line.reference and one.state = any(%(on_time)s)
where invoice.state = 'open' and (
    invoice.due_on <= %(unpaid)s
    or invoice.due_on <= %(on)s and exists (
        select from payments_attemptinvoice part join payments_attempt attempt on attempt.id = part.attempt_id
        where part.invoice_id = invoice.id and attempt.state = any(%(failed)s)))
order by 1
"""
