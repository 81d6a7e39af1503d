"""The one place where a membership's state is written: derived anew, with the letter and the line that go with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.utils import OperationalError
from psycopg.errors import LockNotAvailable

from careregister.base import clock, news
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.base.refusals import Busy, NotAllowed, Unlawful
from careregister.history.actions import record
from careregister.payments import actions as payments
from careregister.payments.models import Invoice, Line, Payer

from .. import letters, periods, states
from ..derive import Due, Standing, derive
from ..facts import dues_of, facts_of
from ..models import Subscription, WaiverRequest

ENDED_BY_US = Because("membership_ended")
# What a change of state is, and what it is called in history.
_STEPS = {
    (states.STARTING, states.ACTIVE): ("begin", "membership.began"),
    (states.ACTIVE, states.PAST_DUE): ("fall_behind", "membership.fell_behind"),
    (states.PAUSED, states.PAST_DUE): ("fall_behind", "membership.fell_behind"),
    (states.PAST_DUE, states.ACTIVE): ("catch_up", "membership.caught_up"),
    (states.PAST_DUE, states.PAUSED): ("catch_up_in_pause", "membership.caught_up"),
    (states.ACTIVE, states.PAUSED): ("begin_pause", "membership.pause_began"),
    (states.PAUSED, states.ACTIVE): ("end_pause", "membership.pause_ended"),
}


@contextmanager
def waiting() -> Iterator[None]:
    """Busy when somebody holds what is written here for three seconds."""
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy from error
        raise


def lock(subscription_id: UUID) -> Subscription:
    """The membership's row, locked until the transaction ends. NotAllowed no_membership; Busy.

    Its payer first, as where a payment is booked: who leaves at the instant their payment arrives waits a moment.
    """
    with waiting():
        list(Payer.objects.select_for_update(no_key=True).filter(subscriptions=subscription_id))
        rows = Subscription.objects.select_for_update(of=("self",)).select_related("employer", "payer")
        found = rows.filter(pk=subscription_id).first()
    if found is None:
        raise NotAllowed("no_membership")
    return found


def acting(by: Actor, role: str) -> Actor:
    return replace(by, role=role) if by.kind == Kind.STAFF else by


def told(event: str, subscription: Subscription, *, by: Actor, because: Because, **refs: object) -> None:
    person = subscription.person_id
    record(event, subscription, by=by, because=because, person_id=person, refs=refs)


def refresh(subscription: Subscription, *, by: Actor = CLOCK, because: Because, quiet: bool = False) -> str:
    """Write how the locked membership stands today, if that is another than before. Returns its state."""
    if subscription.state == states.ENDED:
        return states.ENDED
    today = clock.today()
    _let_pause_pass(subscription, today)
    standing = derive(facts_of(subscription, today), today)
    if standing.state == states.ENDED:
        assert standing.ended_on is not None
        finish(subscription, standing.ended_on, standing.because, by=by, because=because, quiet=quiet)
    elif standing.state != subscription.state:
        _step(subscription, standing, by, because)
    else:
        subscription.past_due_since = standing.past_due_since
        subscription.save()
    return subscription.state


def finish(
    subscription: Subscription, day: date, code: str, *, by: Actor, because: Because, quiet: bool = False
) -> None:
    """End the locked membership: what is open is cancelled for the time not had and given up for the rest; nothing is
    tried again; no standing on the register changes. Rooms above hear `membership.ended`. `quiet`: without a letter."""
    if subscription.state == states.ENDED:
        raise NotAllowed("membership_is_ended")
    close_invoices(subscription, day, whole=code == states.CHANGED_MIND)
    ask_no_more(subscription)
    subscription.state, subscription.past_due_since = states.ENDED, None
    subscription.ended_on, subscription.ended_because = day, code
    subscription.save()
    told("membership.ended", subscription, by=by, because=because, code=code, day=day)
    if not quiet:
        letters.ended(subscription, by=by, because=because)
    news.tell("membership.ended", subscription_id=subscription.pk, person_id=subscription.person_id)


def open_dues(subscription: Subscription) -> list[Due]:
    return [due for due in dues_of(subscription.pk) if due.is_open]


def open_invoices(subscription: Subscription) -> list[Invoice]:
    """The open invoices that have a line of this membership, oldest first."""
    mine = Line.objects.filter(reference=subscription.pk, cancelled_at=None, invoice__state="open")
    ids = mine.values("invoice")
    return list(Invoice.objects.filter(pk__in=ids).select_related("payer").order_by("due_on", "id"))


def asks_not_to_pay(subscription: Subscription) -> bool:
    """Whether a request not to pay waits for a decision: until then nobody chases them."""
    return WaiverRequest.objects.filter(subscription=subscription, state=states.WAITING).exists()


def ask_no_more(subscription: Subscription) -> None:
    """A request not to pay that nobody has decided on is over: there is nothing to decide any more."""
    waiting_for = WaiverRequest.objects.filter(subscription=subscription, state=states.WAITING)
    if waiting_for.update(state=states.WITHDRAWN, settled_at=clock.now()):
        collect_again(subscription)


def collect_again(subscription: Subscription) -> None:
    """A request not to pay is settled: what its owner owes is taken again."""
    for payer in Payer.objects.filter(person=subscription.person_id):
        payments.collect_again(payer.pk, by=CLOCK, because=Because("waiver_settled"))


def how_it_stands(subscription: Subscription) -> Standing:
    """What is derived of it today."""
    today = clock.today()
    return derive(facts_of(subscription, today), today)


def payment_under_way(subscription: Subscription) -> bool:
    """Whether money is being collected for it; while the caller's transaction lasts, nobody begins to."""
    found = Invoice.objects.filter(pk__in=[one.pk for one in open_invoices(subscription)])
    list(found.select_for_update().order_by("pk"))
    return found.filter(parts__under_way=True).exists()


def close_invoices(subscription: Subscription, day: date, *, whole: bool = False) -> None:
    """Nothing more is asked for this membership from `day` on; `whole`: nor for the time before it."""
    for invoice in open_invoices(subscription):
        lines = list(Line.objects.filter(invoice=invoice, cancelled_at=None))
        mine = [line for line in lines if line.reference == subscription.pk]
        cut = sum(line.pence if whole else _not_had(line, day) for line in mine)
        if len(mine) == len(lines):
            _cut(invoice, cut)
            if not whole and invoice.open_pence > cut:
                payments.give_up(invoice.pk, by=CLOCK, because=ENDED_BY_US)
        elif not _others_live(lines, subscription):  # an employer's invoice, and the last worker on it
            payments.give_up(invoice.pk, by=CLOCK, because=ENDED_BY_US)
        else:
            _cut(invoice, cut)


def _cut(invoice: Invoice, pence: int) -> None:
    if pence <= 0:
        return
    if pence >= invoice.open_pence:
        payments.cancel_invoice(invoice.pk, by=CLOCK, because=ENDED_BY_US)
        return
    payments.cancel_part(invoice.pk, pence, by=CLOCK, because=ENDED_BY_US)


def _not_had(line: Line, day: date) -> int:
    return periods.not_had(line.since, line.until + periods.ONE_DAY, day, line.pence)


def _others_live(lines: list[Line], subscription: Subscription) -> bool:
    others = {line.reference for line in lines} - {subscription.pk}
    return Subscription.objects.filter(pk__in=others, state__in=states.LIVE).exists()


def _let_pause_pass(subscription: Subscription, today: date) -> None:
    """A pause that is over: the next period begins on the day it ended, which is the anchor day from then on."""
    until = subscription.paused_until
    if until is not None and until <= today:
        begin_again(subscription, until)


def begin_again(subscription: Subscription, day: date) -> None:
    """Periods are counted from `day` on; the caller saves or refreshes."""
    subscription.paused_from = subscription.paused_until = None
    if day > subscription.dues_until:
        subscription.dues_until, subscription.anchor_day = day, day.day


def _step(subscription: Subscription, standing: Standing, by: Actor, because: Because) -> None:
    before = subscription.state
    if (before, standing.state) not in _STEPS:
        raise Unlawful("membership_step", before=before, after=standing.state)
    _action, event = _STEPS[before, standing.state]
    subscription.state, subscription.past_due_since = standing.state, standing.past_due_since
    if before == states.STARTING:
        subscription.began_on = clock.today()
    subscription.save()
    told(event, subscription, by=by, because=because, before=before)
    if before == states.STARTING:
        letters.welcome(subscription, by=by, because=because)
        news.tell("membership.began", subscription_id=subscription.pk, person_id=subscription.person_id)
    if standing.state == states.PAST_DUE and not asks_not_to_pay(subscription):
        letters.fell_behind(subscription, standing, by=by, because=because)
