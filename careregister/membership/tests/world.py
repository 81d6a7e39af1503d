"""Members, their payments as the ledger has them, and nights that pass. No provider is asked: its word is given here."""

from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because
from careregister.base.ids import new_id
from careregister.letters.models import Letter
from careregister.membership import actions, jobs, queries
from careregister.membership.models import Subscription
from careregister.organisations import actions as organisations
from careregister.outside.cards import Charge, RefundFacts
from careregister.payments import actions as payments
from careregister.payments.actions import refunding, settling
from careregister.payments.models import Attempt, Invoice, Method, Refund
from careregister.people.tests import world as people

WHY = Because("own_wish")
WORDS = Because("own_wish", "Said in words.")
NIGHT = timedelta(minutes=20)
TODAY = date(2026, 11, 22)


def moment(day: date) -> datetime:
    """Late on a London day: what is due that day is due."""
    return clock.start_of_day(day) + timedelta(hours=20)


def on(day: date) -> AbstractContextManager[None]:
    """As if it were late on that London day."""
    return clock.at(moment(day))


def person(name: str = "Ada Member") -> Actor:
    return people.owner_of(people.account(name=name))


def person_of(by: Actor) -> UUID:
    assert by.person_id is not None
    return by.person_id


def officer() -> Actor:
    return people.actor("membership_officer", name="Eleni Officer")


def joined(plan: str = "monthly", by: Actor | None = None) -> tuple[UUID, Actor]:
    """A membership that waits for its first payment, and its owner."""
    by = by or person()
    assert by.person_id is not None
    return actions.join(by.person_id, plan, by=by, because=WHY), by


def member(plan: str = "monthly", by: Actor | None = None) -> tuple[UUID, Actor]:
    """An active membership, paid by card."""
    subscription_id, by = joined(plan, by)
    card(row(subscription_id).payer_id)
    pay(subscription_id)
    return subscription_id, by


def row(subscription_id: UUID) -> Subscription:
    return Subscription.objects.get(pk=subscription_id)


def state(subscription_id: UUID) -> str:
    return row(subscription_id).state


def card(payer_id: UUID) -> UUID:
    """A way to pay, as if the provider's page had been visited."""
    there = Method.objects.filter(payer=payer_id, state="ready").first()
    if there is None:
        facts = {"kind": "card", "last4": "4242", "brand_or_bank": "visa"}
        there = Method.objects.create(payer_id=payer_id, provider_id=f"pm_{new_id()}", **facts)
    return there.pk


def owed(subscription_id: UUID) -> list[Invoice]:
    of_it = Invoice.objects.filter(lines__reference=subscription_id, lines__cancelled_at=None, state="open")
    return list(of_it.order_by("due_on").distinct())


def tried(subscription_id: UUID) -> UUID | None:
    """An attempt at everything that is open for a membership, already with the provider; None where nothing is open."""
    invoices = [one for one in owed(subscription_id) if not one.parts.filter(under_way=True).exists()]
    if not invoices:
        return None
    payer_id = invoices[0].payer_id
    card(payer_id)
    attempt_id = payments.collect(
        payer_id, [one.pk for one in invoices if one.payer_id == payer_id], by=CLOCK, because=WHY
    )
    Attempt.objects.filter(pk=attempt_id).update(state="sending", begun_at=clock.now())
    return attempt_id


def pay(subscription_id: UUID) -> UUID | None:
    """Everything that is open is paid now."""
    attempt_id = tried(subscription_id)
    if attempt_id is not None:
        receive(attempt_id)
    return attempt_id


def fail(subscription_id: UUID) -> UUID | None:
    """A try at everything that is open fails now."""
    attempt_id = tried(subscription_id)
    if attempt_id is not None:
        say(attempt_id, "failed", "insufficient_funds")
    return attempt_id


def receive(attempt_id: UUID) -> None:
    say(attempt_id, "succeeded")


def paid(subscription_id: UUID) -> list[Attempt]:
    """The payments of a membership that were received, the oldest first."""
    of_it = Attempt.objects.filter(parts__invoice__lines__reference=subscription_id, state="succeeded")
    return list(of_it.order_by("received_at").distinct())


def give_back(attempt_id: UUID) -> None:
    """The bank takes a payment back that was received."""
    say(attempt_id, "failed", "returned_by_bank")


def asks_not_to_pay(subscription_id: UUID, by: Actor) -> UUID:
    """A request not to pay that waits for a decision."""
    return actions.ask_waiver(subscription_id, "I lost my job", by=by, because=WHY)


def refund(payment: Attempt, pence: int, why: str, *, by: Actor | None = None, arrives: bool = True) -> Refund:
    """Asked for by a finance officer, agreed by another where two have to, and answered by the provider."""
    asker = by or people.actor("finance_officer")
    refund_id = payments.ask_refund(payment.pk, pence, by=asker, because=Because(why, "Looked at it."))
    if Refund.objects.get(pk=refund_id).state == "asked":
        payments.agree_refund(refund_id, by=people.actor("finance_officer"), because=Because("agreed"))
    Refund.objects.filter(pk=refund_id).update(state="sending", begun_at=clock.now())
    refund_said(refund_id, "succeeded" if arrives else "pending")
    return Refund.objects.get(pk=refund_id)


def refund_said(refund_id: UUID, state: str) -> None:
    """The provider says how a refund stands."""
    pence = Refund.objects.get(pk=refund_id).pence
    facts = RefundFacts(id=f"re_{refund_id}", state=state, code="", pence=pence, reference=str(refund_id))
    refunding.book(refund_id, facts, by=CLOCK, because=WHY)


def say(attempt_id: UUID, how: str, code: str = "") -> None:
    """The provider says how a payment stands."""
    attempt = Attempt.objects.get(pk=attempt_id)
    charge = Charge(
        id=attempt.charge or f"pi_{attempt_id}",
        state=how,
        code=code,
        pence=attempt.pence,
        received_at=clock.now() if how == "succeeded" else None,
        fee_pence=None,
        dispute="",
        refunded_pence=0,
        reference=str(attempt_id),
    )
    settling.book(attempt_id, charge, by=CLOCK, because=WHY)


def night(day: date) -> None:
    """What the clock does at the beginning of a London day."""
    with clock.at(clock.start_of_day(day) + NIGHT):
        jobs.night()


def nights(first: date, last: date, *, every: int = 1) -> None:
    """Every night from `first` up to and with `last`, or some of them where nothing is to happen between; the last always."""
    while first < last:
        night(first)
        first += timedelta(days=every)
    night(last)


def check(subscription_id: UUID) -> str:
    """The state; it is what follows from dates, waivers and the ledger alone."""
    kept = state(subscription_id)
    assert kept == queries.derive_state(subscription_id)
    return kept


def employer(name: str = "Rose House Care") -> tuple[UUID, Actor]:
    owner = person("Olive Owner")
    return organisations.open_employer(name, by=owner, because=WHY), owner


def covered(employer_id: UUID, owner: Actor, name: str = "Will Worker", by: Actor | None = None) -> tuple[UUID, Actor]:
    """A worker whom the employer invited, and who agreed."""
    by = by or person(name)
    token = invited(employer_id, owner)
    return actions.accept_employer(token, by=by, because=WHY), by


def invited(employer_id: UUID, owner: Actor) -> str:
    """The token in the letter to a worker."""
    invitation_id = actions.invite_worker(employer_id, f"{new_id()}@example.org", by=owner, because=WHY)
    return token_of(invitation_id)


def token_of(invitation_id: UUID) -> str:

    letter = Letter.objects.select_related("words").get(cause_id=invitation_id)
    link = next(word for word in letter.words.opened("body").split() if "/employer/" in word or "/invitation/" in word)
    return link.rstrip("/").rpartition("/")[2]
