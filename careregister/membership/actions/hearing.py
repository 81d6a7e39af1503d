"""What payments tells: something was settled, failed, was returned, or a way to pay has ended."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.payments.models import Attempt, Payer

from .. import letters, policy, states
from ..models import Subscription
from . import refreshing


@transaction.atomic
def refresh_many(references: Iterable[UUID], *, by: Actor, because: Because, quiet: bool = False) -> int:
    """Derive these memberships anew: the ledger says something else of them than before. Returns how many there are.
    `quiet`: nobody is written to that theirs has ended.

    References that are nobody's membership are somebody else's business.
    """
    policy.must_be_the_clock(by)
    ids = _ours(references)
    for subscription_id in ids:
        subscription = refreshing.lock(subscription_id)
        if subscription.state == states.ENDED:  # a payment was returned since: nothing more is asked for
            refreshing.close_invoices(subscription, subscription.ended_on or clock.today())
        refreshing.refresh(subscription, because=because, quiet=quiet)
    return len(ids)


@transaction.atomic
def payment_failed(attempt_id: UUID, references: Sequence[UUID], last: bool, *, by: Actor, because: Because) -> None:
    """A try failed: whoever pays is told, and when it is tried again; or, after the last, what they can do."""
    policy.must_be_the_clock(by)
    ids = _ours(references)
    if not ids:
        return
    refresh_many(ids, by=by, because=because)
    attempt = Attempt.objects.select_related("payer").get(pk=attempt_id)
    if attempt.payer.organisation_id is not None:
        letters.employer_payment_failed(attempt, len(ids), last, by=by, because=because)
        return
    subscription = Subscription.objects.get(pk=ids[0])
    if subscription.state != states.ENDED:
        letters.payment_failed(subscription, attempt, last, by=by, because=because)


@transaction.atomic
def method_ended(payer_id: UUID, *, by: Actor, because: Because) -> None:
    """A card or Direct Debit can no longer be charged: whoever pays by it is asked for another, once a day at most;
    who has asked not to pay is not."""
    policy.must_be_the_clock(by)
    payer = Payer.objects.get(pk=payer_id)
    live = Subscription.objects.filter(payer=payer, state__in=states.LIVE, cancels_on=None).order_by("joined_on")
    subscription = live.first()
    if subscription is not None and payer.person_id is not None and not refreshing.asks_not_to_pay(subscription):
        letters.once(subscription, letters.METHOD_ENDED, clock.today(), by=by, because=because)


def _ours(references: Iterable[UUID]) -> list[UUID]:
    """In one order, so that two who lock several wait for each other and never for ever."""
    return list(Subscription.objects.filter(pk__in=set(references)).order_by("pk").values_list("pk", flat=True))
