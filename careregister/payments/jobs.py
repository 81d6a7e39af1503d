"""What happens to money after the commit of its cause, and by the clock. Registered in project/jobs.py."""

import logging
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.outside import cards

from . import actions, due
from .states import SENDING

DUE = Because("due")
RETRY = Because("retry")
OUTBOX = Because("outbox")
SILENCE = Because("silence")
SAID = Because("provider_said")
NIGHTLY = Because("nightly")
GIVE_UP_AFTER = 3  # without an answer in a row: the provider is away, so the rest can wait
MOST_DAYS = 10

logger = logging.getLogger(__name__)


def send(attempt_id: str) -> None:
    """Ask for the payment that was just made."""
    actions.send(UUID(attempt_id), by=CLOCK, because=OUTBOX)


def send_waiting() -> None:
    """Whatever waits to be asked for: what was raised for many at once, or whose job was lost."""
    _each(due.to_send(), lambda one: actions.send(one, by=CLOCK, because=OUTBOX) != SENDING)


def chase_unknown() -> None:
    """Attempts that were interrupted or of which nobody spoke for a while."""
    _each(due.to_chase(), lambda one: actions.chase(one, by=CLOCK, because=SILENCE) != SENDING)


def collect_due() -> None:
    actions.collect_due(by=CLOCK, because=DUE)


def retry_due() -> None:
    actions.retry_due(by=CLOCK, because=RETRY)


def book_event(event_id: str) -> None:
    """Look up what the provider just spoke of."""
    actions.book_event(UUID(event_id), by=CLOCK, because=SAID)


def book_events() -> None:
    """Events that are not booked yet: after a restart, or while the provider is away."""
    _each(due.events_to_book(), lambda one: actions.book_event(one, by=CLOCK, because=SAID))


def hear_missed() -> None:
    """Events that the provider lists and our endpoint never heard."""
    if cards.is_set_up():
        try:
            actions.take_missed(by=CLOCK, because=SAID)
        except (cards.CardsUnreachable, cards.CardsRefused) as error:
            logger.warning("the provider's events could not be asked for: %s", error)


def send_refund(refund_id: str) -> None:
    actions.send_refund(UUID(refund_id), by=CLOCK, because=OUTBOX)


def tend_refunds() -> None:
    """Refunds that wait to be sent, were interrupted, or are on their way."""
    _each(due.refunds_to_send(), lambda one: actions.send_refund(one, by=CLOCK, because=OUTBOX) != SENDING)
    for refund_id in due.refunds_to_look_at():
        actions.look_at_refund(refund_id, by=CLOCK, because=SILENCE)


def let_go(method_id: str) -> None:
    actions.let_go(UUID(method_id), by=CLOCK, because=OUTBOX)


def let_all_go() -> None:
    """Ended ways to pay of which the provider was not told yet."""
    for method_id in due.methods_to_let_go():
        actions.let_go(method_id, by=CLOCK, because=OUTBOX)


def reconcile() -> None:
    """Yesterday, and the nights that were missed before it; first whatever of the week we never heard of."""
    if not cards.is_set_up():
        return
    try:
        actions.take_seldom(by=CLOCK, because=SAID)
    except (cards.CardsUnreachable, cards.CardsRefused) as error:
        logger.warning("the provider's events of the week could not be asked for: %s", error)
    book_events()
    last, yesterday = due.last_reconciled(), clock.today() - timedelta(days=1)
    day = max(last + timedelta(days=1), yesterday - timedelta(days=MOST_DAYS)) if last else yesterday
    while day <= yesterday:
        try:
            _reconcile(day)
        except (cards.CardsUnreachable, cards.CardsRefused) as error:
            logger.error("the ledger could not be compared with the provider's list of %s: %s", day, error)
            return
        day += timedelta(days=1)


def _reconcile(day: date) -> None:
    actions.reconcile(day, by=CLOCK, because=NIGHTLY)


def _each(ids: Iterable[UUID], ask: Callable[[UUID], bool]) -> None:
    """One after the other, until the provider has not answered a few times. What breaks is told to the log and keeps
    nothing behind it from being done; it comes again in the next round."""
    silent = 0
    for one in ids:
        try:
            silent = 0 if ask(one) else silent + 1
        except Exception:
            logger.exception("something about money could not be booked and stays on the list: %s", one)
        if silent == GIVE_UP_AFTER:
            return
