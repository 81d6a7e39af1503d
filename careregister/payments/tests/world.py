"""Somebody who pays, and time that goes on both here and at the provider."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.base.ids import new_id
from careregister.payments import actions, ledger
from careregister.payments.actions import NewLine
from careregister.payments.models import Attempt, Invoice, LedgerEntry, LedgerTransaction, Payer
from careregister.people.tests import world as people
from tests.harness.cards import Cards

BECAUSE = Because("own_wish")
WORDS = Because("own_wish", "They rang and asked.")
PROVIDER = Actor(kind=Kind.PROVIDER, reference="cards")
FEE = 300
PLACES = {"done_url": "http://localhost/done/?s={CHECKOUT_SESSION_ID}", "back_url": "http://localhost/back/"}


def payer() -> tuple[UUID, Actor]:
    """A person who pays for themselves."""
    person = people.person("Ada Payer")
    by = Actor(kind=Kind.PERSON, person_id=person.pk)
    return actions.payer_for_person(person.pk, by=by, because=BECAUSE), by


def method(cards: Cards, payer_id: UUID, by: Actor, number: str = Cards.VISA) -> UUID:
    """Give a card or a Direct Debit at the provider's page, as a person would."""
    kind = "bacs_debit" if len(number) == 8 else "card"
    url = actions.begin_method(payer_id, kind, **PLACES, by=by, because=BECAUSE)
    back = cards.give(url, number)
    session = parse_qs(urlsplit(back).query)["s"][0]
    kept = actions.finish_method(payer_id, session, by=by, because=BECAUSE)
    assert kept is not None
    return kept


def line(pence: int = FEE, since: date | None = None, reference: UUID | None = None) -> NewLine:
    since = since or clock.today()
    return NewLine(reference or new_id(), "monthly", "", pence, since, since + timedelta(days=30))


def owing(payer_id: UUID, *lines: NewLine, by: Actor = CLOCK) -> UUID:
    """An invoice that is due today."""
    return actions.issue(payer_id, lines or (line(),), due_on=clock.today(), by=by, because=BECAUSE)


def paying(cards: Cards, number: str = Cards.VISA) -> tuple[UUID, Actor, UUID, UUID]:
    """A payer with a way to pay, an invoice and an attempt that was sent: payer, actor, invoice, attempt."""
    payer_id, by = payer()
    method(cards, payer_id, by, number)
    invoice_id = owing(payer_id)
    attempt_id = actions.collect(payer_id, [invoice_id], by=by, because=BECAUSE)
    actions.send(attempt_id, by=CLOCK, because=BECAUSE)
    return payer_id, by, invoice_id, attempt_id


def hear(cards: Cards) -> None:
    """Take and book everything the provider has to say, in order."""
    for said in cards.news():
        event_id = actions.take_event(said.payload, said.signature, by=PROVIDER, because=BECAUSE)
        if event_id is not None:
            actions.book_event(event_id, by=CLOCK, because=BECAUSE)


def state(attempt_id: UUID) -> str:
    return Attempt.objects.values_list("state", flat=True).get(pk=attempt_id)


def invoice(invoice_id: UUID) -> Invoice:
    return Invoice.objects.get(pk=invoice_id)


def bookings(attempt_id: UUID) -> list[str]:
    return list(
        LedgerTransaction.objects.filter(attempt=attempt_id).order_by("booked_at").values_list("kind", flat=True)
    )


def sound() -> None:
    """What must hold whatever happened: the ledger comes to nothing, and every invoice says what the ledger says."""
    assert sum(ledger.balances().values()) == 0
    for row in Invoice.objects.all():
        assert row.open_pence == ledger.owed_on(row.pk), row.number
    for booking in LedgerTransaction.objects.prefetch_related("entries"):
        pence = [entry.pence for entry in booking.entries.all()]
        assert len(pence) >= 2
        assert sum(pence) == 0


def person_of(payer_id: UUID) -> UUID | None:
    return Payer.objects.values_list("person_id", flat=True).get(pk=payer_id)


def entries() -> int:
    return LedgerEntry.objects.count()


def officer() -> Actor:
    return people.actor("finance_officer")


@contextmanager
def days_later(days: float) -> Iterator[datetime]:
    moment = clock.now() + timedelta(days=days)
    with clock.at(moment):
        yield moment
