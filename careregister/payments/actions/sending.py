"""Asking the provider for a payment, in three steps: "it begins" is committed, the provider is asked, its answer is booked.

Whoever is killed in between leaves `sending`: it is asked again under the same key while the provider remembers keys, and
looked for by our reference after that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import sleep
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because
from careregister.history.actions import record
from careregister.outside import cards

from .. import policy
from ..due import held_back
from ..models import Attempt, AttemptInvoice, Invoice
from ..states import OPEN, SENDING, WAITING, WITHDRAWN
from . import collecting, settling

KEYS_ARE_REMEMBERED = timedelta(hours=23)  # by the provider, a day
SEARCH_KNOWS_ALL = timedelta(hours=26)  # its search lags, and an answer may have been lost in the last hour of the key
LOOKS, SECONDS_BETWEEN = 10, 0.2  # at a payment that the worker was asking for a moment before us


@dataclass(frozen=True, slots=True)
class _Ask:
    """What the provider is asked for: the same however often, for the key is the same."""

    customer: str
    method: str
    mandate: str
    pence: int
    number: str

    def now(self, attempt_id: UUID) -> cards.Charge:
        key = str(attempt_id)
        return cards.charge(
            self.customer, self.method, self.pence, key=key, reference=key, words=self.number, mandate=self.mandate
        )


def send(attempt_id: UUID, *, by: Actor, because: Because) -> str:
    """Ask for one attempt if that was not begun, and return its state then. Safe to run twice, and at once.

    Not inside a transaction: what it does outside cannot be rolled back.
    """
    policy.must_be_the_clock(by)
    ask = _begin(attempt_id, by, because)
    if ask is not None:
        _ask(attempt_id, ask, by, because)
    return Attempt.objects.values_list("state", flat=True).get(pk=attempt_id)


def collect_now(payer_id: UUID, invoice_ids: Sequence[UUID], *, by: Actor, because: Because) -> str:
    """Ask for what is open on these invoices while the payer waits; the state of the payment then.

    `sending`: it is being asked for, by whoever was first, and nobody knows yet. NotAllowed as `collect`. Not inside a
    transaction.
    """
    attempt_id = collecting.collect(payer_id, invoice_ids, by=by, because=because)
    state = send(attempt_id, by=CLOCK, because=because)
    for _look in range(LOOKS):
        if state != SENDING:
            break
        sleep(SECONDS_BETWEEN)
        state = Attempt.objects.values_list("state", flat=True).get(pk=attempt_id)
    return state


def chase(attempt_id: UUID, *, by: Actor, because: Because) -> str:
    """Find out how an attempt stands of which nobody spoke for a while, and book it. Safe to run twice.

    Not inside a transaction. Returns its state then; an attempt the provider cannot be asked about stays as it is.
    """
    policy.must_be_the_clock(by)
    attempt = Attempt.objects.select_related("payer", "method").get(pk=attempt_id)
    try:
        if attempt.charge:
            settling.book(attempt_id, cards.charge_now(attempt.charge), by=by, because=because)
        elif attempt.state == SENDING:
            _chase_unknown(attempt, by, because)
    except (cards.CardsUnreachable, cards.CardsRefused):
        Attempt.objects.filter(pk=attempt_id).update(asked_at=clock.now())
    return Attempt.objects.values_list("state", flat=True).get(pk=attempt_id)


@transaction.atomic(durable=True)
def _begin(attempt_id: UUID, by: Actor, because: Because) -> _Ask | None:
    """Commit that the asking begins. What was ended since is left out; None when nothing is left, it was begun, or whoever
    pays is held since: then it waits."""
    rows = Attempt.objects.select_for_update(skip_locked=True, of=("self",)).select_related("payer", "method")
    attempt = rows.filter(pk=attempt_id, state=WAITING).exclude(held_back()).first()
    if attempt is None:
        return None
    moment, person_id = clock.now(), attempt.payer.person_id
    pence = _what_is_open(attempt)
    if not pence or attempt.method.ended_at is not None:
        attempt.state, attempt.ended_at = WITHDRAWN, moment
        attempt.save()
        attempt.parts.update(under_way=False)
        record("payments.withdrawn", attempt, by=by, because=because, person_id=person_id)
        return None
    attempt.state, attempt.begun_at, attempt.asked_at, attempt.pence = SENDING, moment, moment, pence
    attempt.save()
    record("payments.sent", attempt, by=by, because=because, person_id=person_id, refs={"pence": pence})
    return _asking(attempt)


def _what_is_open(attempt: Attempt) -> int:
    """Bring the parts into line with what is owed now; what that comes to, in pence."""
    total = 0
    for part in AttemptInvoice.objects.filter(attempt=attempt).order_by("invoice"):
        invoice = Invoice.objects.select_for_update().get(pk=part.invoice_id)
        if invoice.state != OPEN:
            part.delete()
            continue
        part.pence = invoice.open_pence
        part.save(update_fields=["pence"])
        total += part.pence
    return total


def _ask(attempt_id: UUID, ask: _Ask, by: Actor, because: Because) -> None:
    try:
        charge = ask.now(attempt_id)
    except cards.CardsRefused as error:
        settling.fail(attempt_id, error.code, by=by, because=because)
    except cards.CardsUnreachable:
        return  # it stays `sending`, and is chased
    else:
        settling.book(attempt_id, charge, by=by, because=because)


def _chase_unknown(attempt: Attempt, by: Actor, because: Because) -> None:
    assert attempt.begun_at is not None
    Attempt.objects.filter(pk=attempt.pk).update(asked_at=clock.now())
    if clock.now() - attempt.begun_at < KEYS_ARE_REMEMBERED:
        _ask(attempt.pk, _asking(attempt), by, because)
        return
    found = cards.charge_of(str(attempt.id))
    if found is not None:
        settling.book(attempt.pk, found, by=by, because=because)
    elif clock.now() - attempt.begun_at > SEARCH_KNOWS_ALL:
        settling.fail(attempt.pk, "never_asked", by=by, because=because)


def _asking(attempt: Attempt) -> _Ask:
    numbers = attempt.parts.order_by("invoice__number").values_list("invoice__number", flat=True)
    return _Ask(
        customer=attempt.payer.customer,
        method=attempt.method.provider_id,
        mandate=attempt.method.mandate,
        pence=attempt.pence,
        number=f"Invoice {numbers[0]:07d}" if len(numbers) == 1 else f"{len(numbers)} invoices",
    )
