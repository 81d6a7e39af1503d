"""What the provider says on its own: kept once, and booked by asking how the thing stands now."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q

from careregister.base import clock, queue
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.outside import cards

from .. import policy
from ..models import Attempt, MethodSetup, ProviderEvent, Refund
from . import methods, refunding, settling

BOOK_EVENT = "payments.book_event"  # the job's name in project/jobs.py
KEPT_THERE = timedelta(days=29)  # events, by the provider
OVERLAP = timedelta(hours=1)
A_WEEK = timedelta(days=7)


def take_event(payload: bytes, signature: str, *, by: Actor, because: Because) -> UUID | None:
    """Keep an event that came to our endpoint; None when it is known. It is booked after the commit.

    NotAllowed `wrong_signature`: not the provider's, or too old, or not even an event.
    """
    policy.must_be_the_clock(by)
    if not settings.CARDS_WEBHOOK_SECRET:  # anybody could sign with nothing
        raise NotAllowed("wrong_signature")
    try:
        said = cards.event(payload, signature)
    except ValueError as error:
        raise NotAllowed("wrong_signature") from error
    if not said.id or not all(map(_can_be_kept, (said.id, said.kind, said.object_id, said.about))):
        raise NotAllowed("wrong_signature")
    return _take(said, by, because)


def take_missed(*, by: Actor, because: Because) -> int:
    """Keep what the provider lists and our endpoint never heard. Returns how many. Not inside a transaction.

    cards.CardsUnreachable, cards.CardsRefused.
    """
    policy.must_be_the_clock(by)
    moment = clock.now()
    latest = ProviderEvent.objects.aggregate(at=Max("at"))["at"]
    since = max(latest - OVERLAP, moment - KEPT_THERE) if latest else moment - timedelta(days=1)
    return sum(_take(said, by, because) is not None for said in cards.events(since))


def take_seldom(*, by: Actor, because: Because) -> int:
    """The same over a week, of what happens seldom and nobody asks about again: disputes, refunds, mandates.

    An outage of hours and an event that was heard after it would hide what was missed in them. Not inside a
    transaction. cards.CardsUnreachable, cards.CardsRefused.
    """
    policy.must_be_the_clock(by)
    return sum(_take(said, by, because) is not None for said in cards.events(clock.now() - A_WEEK, cards.SELDOM))


def book_event(event_id: UUID, *, by: Actor, because: Because) -> bool:
    """Ask the provider how the thing stands of which an event spoke, and book that. Whether it is done with.

    Safe to run twice, at once, and in any order. Not inside a transaction.
    """
    policy.must_be_the_clock(by)
    event = ProviderEvent.objects.get(pk=event_id)
    if event.booked_at is not None:
        return True
    try:
        _look_up(event, by, because)
    except cards.CardsUnreachable:
        return False  # it stays on the list
    except cards.CardsRefused:
        pass  # it knows of no such thing any more
    with transaction.atomic():
        if ProviderEvent.objects.filter(pk=event_id, booked_at=None).update(booked_at=clock.now()):
            record("payments.event_booked", event, by=by, because=because, refs={"kind": event.kind})
    return True


def _take(said: cards.Event, by: Actor, because: Because) -> UUID | None:
    """None where it is known: most of what is listed again is."""
    return None if ProviderEvent.objects.filter(event=said.id).exists() else _keep(said, by, because)


@transaction.atomic
def _keep(said: cards.Event, by: Actor, because: Because) -> UUID | None:
    object_id = said.object_id if said.object_kind == "refund" else said.about or said.object_id
    row = ProviderEvent(
        event=said.id, kind=said.kind, object_kind=said.object_kind, object_id=object_id, at=said.at
    )  # fmt: skip
    ProviderEvent.objects.bulk_create([row], ignore_conflicts=True)  # two may bring it at once
    if not ProviderEvent.objects.filter(pk=row.pk).exists():
        return None
    record("payments.event_taken", row, by=by, because=because, refs={"kind": said.kind})
    queue.enqueue(BOOK_EVENT, event_id=str(row.pk))
    return row.pk


def look_up(kind: str, object_id: str, *, by: Actor, because: Because) -> None:
    """Ask how a payment (`charge`, `dispute`) or a `refund` stands and book it. Not inside a transaction.

    cards.CardsUnreachable, cards.CardsRefused.
    """
    policy.must_be_the_clock(by)
    if kind in ("charge", "dispute"):
        _charge(object_id, by, because)
    elif kind == "refund":
        _refund(object_id, by, because)


def _look_up(event: ProviderEvent, by: Actor, because: Because) -> None:
    if event.object_kind in ("charge", "dispute", "refund"):
        look_up(event.object_kind, event.object_id, by=by, because=because)
    elif event.object_kind == "setup":
        setup = MethodSetup.objects.filter(session=event.object_id).first() if event.object_id else None
        if setup is not None:
            _finish(setup, by, because)
    elif event.object_kind == "mandate" or event.kind.startswith("payment_method."):
        methods.look_at_mandate(event.object_id, by=by, because=because)


def _charge(charge_id: str, by: Actor, because: Because) -> None:
    if not charge_id:
        return
    charge = cards.charge_now(charge_id)
    found = Q(charge=charge_id) | Q(pk=_as_id(charge.reference))
    attempt = Attempt.objects.filter(found).first()
    if attempt is not None:  # else somebody else's: the nightly list shows it
        settling.book(attempt.pk, charge, by=by, because=because)


def _refund(refund_id: str, by: Actor, because: Because) -> None:
    facts = cards.refund_now(refund_id)
    refund = Refund.objects.filter(Q(provider_id=refund_id) | Q(pk=_as_id(facts.reference))).first()
    if refund is not None:
        refunding.book(refund.pk, facts, by=by, because=because)


def _finish(setup: MethodSetup, by: Actor, because: Because) -> None:
    try:
        methods.finish_method(setup.payer_id, setup.session, by=by, because=because)
    except NotAllowed as refusal:
        if refusal.reason == "provider_away":
            raise cards.CardsUnreachable("unreachable") from refusal


def _can_be_kept(text: str) -> bool:
    return len(text) <= 200 and text.isprintable()


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
