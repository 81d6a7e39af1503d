"""What waits for the clock: due and not yet done."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q

from careregister.base import clock

from .models import Attempt, Hold, Method, ProviderEvent, Reconciliation, Refund
from .states import AGREED, BACS_DEBIT, CARD, ENDED, PENDING, PROCESSING, SENDING, WAITING

INTERRUPTED_AFTER = timedelta(minutes=2)  # longer than any asking takes (cards.TIMES)
SILENT_FOR = {CARD: timedelta(hours=1), BACS_DEBIT: timedelta(hours=12)}  # a Direct Debit takes days by its nature
SPOKEN_OF = timedelta(days=30)
AT_ONCE = timedelta(seconds=2)  # in which a round of collecting does not see a hold that is just being made


def to_send(*, most: int = 500) -> list[UUID]:
    """Attempts that wait to be sent, the oldest first."""
    waiting = Attempt.objects.filter(state=WAITING).exclude(held_back()).order_by("made_at", "pk")
    return list(waiting.values_list("pk", flat=True)[:most])


def held_back() -> Q:
    """Attempts that we made of our own accord before their payer was held: what they pay themselves comes after."""
    made_before = Hold.now().filter(payer=OuterRef("payer"), since__gte=OuterRef("made_at") - AT_ONCE)
    return Q(Exists(made_before))


def to_chase(*, most: int = 500) -> list[UUID]:
    """Attempts that were interrupted, and those under way of which nobody spoke for a while."""
    moment = clock.now()
    found = Attempt.objects.filter(state=SENDING, asked_at__lte=moment - INTERRUPTED_AFTER)
    for kind, silent in SILENT_FOR.items():
        found |= Attempt.objects.filter(state=PROCESSING, method__kind=kind, asked_at__lte=moment - silent)
    return list(found.order_by("asked_at", "pk").values_list("pk", flat=True)[:most])


def events_to_book(*, most: int = 500) -> list[UUID]:
    since = clock.now() - SPOKEN_OF
    left = ProviderEvent.objects.filter(booked_at=None, received_at__gte=since).order_by("received_at", "pk")
    return list(left.values_list("pk", flat=True)[:most])


def refunds_to_send(*, most: int = 200) -> list[UUID]:
    interrupted = Refund.objects.filter(state=SENDING, begun_at__lte=clock.now() - INTERRUPTED_AFTER)
    found = interrupted | Refund.objects.filter(state=AGREED)
    return list(found.order_by("asked_at", "pk").values_list("pk", flat=True)[:most])


def refunds_to_look_at(*, most: int = 200) -> list[UUID]:
    return list(Refund.objects.filter(state=PENDING).order_by("begun_at", "pk").values_list("pk", flat=True)[:most])


def methods_to_let_go(*, most: int = 200) -> list[UUID]:
    ended = Method.objects.filter(state=ENDED, let_go_at=None).order_by("ended_at", "pk")
    return list(ended.values_list("pk", flat=True)[:most])


def last_reconciled() -> date | None:
    return Reconciliation.objects.aggregate(day=Max("day"))["day"]
