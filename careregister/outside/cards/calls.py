"""Each call once. Those that move money carry a key of ours; outside a transaction, all of them: they may take TIMES."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from . import reading
from .asking import client, judged
from .facts import (
    CardsRefused,
    CardsUnreachable,
    Charge,
    Event,
    MethodFacts,
    Movement,
    RefundFacts,
    Setup,
    SetupResult,
)

CURRENCY = "gbp"
EVENTS = (  # what the endpoint is to be told of: the list to tick in the provider's settings
    "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.processing", "payment_intent.canceled",
    "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed",
    "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
    "refund.created", "refund.updated", "refund.failed",
    "checkout.session.completed", "checkout.session.expired", "mandate.updated",
    "payment_method.automatically_updated", "payment_method.detached", "payout.paid", "payout.failed",
)  # fmt: skip
SELDOM = tuple(kind for kind in EVENTS if kind.startswith(("charge.dispute", "refund", "mandate", "payment_method")))
TOLERANCE_SECONDS = 300
_BOOKED = "latest_charge.balance_transaction"
_OURS = re.compile(r"[A-Za-z0-9_-]{1,80}\Z")
_STATES = {"complete": "done", "expired": "expired"}


def create_customer(reference: str, *, key: str) -> str:
    """A payer, known there by `reference` alone: no name, no address of ours goes along."""
    with judged():
        made = client().v1.customers.create({"metadata": {"reference": reference}}, {"idempotency_key": key})
    return str(made.id)


def begin_setup(customer: str, kinds: Sequence[str], *, done_url: str, back_url: str, key: str) -> Setup:
    """A visit to the provider's page to give a card or agree to a Direct Debit (`card`, `bacs_debit`).

    In `done_url` the provider puts the session's id for {CHECKOUT_SESSION_ID}.
    """
    asked = {
        "mode": "setup",
        "customer": customer,
        "payment_method_types": list(kinds),
        "success_url": done_url,
        "cancel_url": back_url,
        "locale": "en-GB",
    }
    with judged():
        made = client().v1.checkout.sessions.create(asked, {"idempotency_key": key})
    return Setup(str(made.id), str(made.url))


def setup_result(session_id: str) -> SetupResult:
    """How a visit ended. Raises CardsRefused for an id that is none."""
    if not _OURS.match(session_id):
        raise CardsRefused("resource_missing")
    expand = ["setup_intent.payment_method", "setup_intent.mandate"]
    with judged():
        said = client().v1.checkout.sessions.retrieve(session_id, {"expand": expand}).to_dict()
    intent = reading.part(said, "setup_intent")
    found = reading.part(intent, "payment_method")
    state = _STATES.get(str(said.get("status")), "open")
    customer = reading.id_of(said.get("customer"))
    if state == "done" and intent.get("status") == "succeeded" and found:
        return SetupResult("done", reading.method(found, intent.get("mandate")), customer)
    return SetupResult("open" if state == "done" else state, None, customer)


def method(method_id: str) -> MethodFacts:
    """A card or Direct Debit as it stands now, with its mandate."""
    with judged():
        found = client().v1.payment_methods.retrieve(method_id).to_dict()
        if found.get("type") != "bacs_debit":
            return reading.method(found)
        asked = {"payment_method": method_id, "limit": 10, "expand": ["data.mandate"]}
        intents = client().v1.setup_intents.list(asked).to_dict()["data"]
    mandates = [reading.part(intent, "mandate") for intent in intents if intent.get("mandate")]
    return reading.method(found, mandates[0] if mandates else None)


def detach(method_id: str) -> None:
    """Take it away for good; a Direct Debit's mandate ends with it. One that is away already is no error."""
    try:
        with judged():
            client().v1.payment_methods.detach(method_id)
    except CardsRefused:
        with judged():
            if client().v1.payment_methods.retrieve(method_id).customer is not None:
                raise


def charge(
    customer: str, method_id: str, pence: int, *, key: str, reference: str, words: str, mandate: str = ""
) -> Charge:
    """Take `pence` from a method that was set up; nobody is asked. A Direct Debit needs its `mandate`.

    A payment that the bank declined is an answer (state failed or needs_person); CardsRefused means that there is none.
    `reference` is ours and unique: `charge_of` finds by it what was asked when no answer came back.
    """
    asked: dict[str, Any] = {
        "amount": pence,
        "currency": CURRENCY,
        "customer": customer,
        "payment_method": method_id,
        "payment_method_types": ["bacs_debit" if mandate else "card"],
        "confirm": True,
        "off_session": True,
        "description": words,
        "metadata": {"reference": reference},
        "expand": [_BOOKED],
    } | ({"mandate": mandate} if mandate else {})
    import stripe

    try:
        with judged():
            try:
                made = client().v1.payment_intents.create(asked, {"idempotency_key": key})
            except stripe.CardError as error:
                intent = reading.part(reading.part(error.json_body, "error"), "payment_intent")
                if not intent:
                    raise
                return reading.charge(intent)
        return reading.charge(made.to_dict())
    except CardsUnreachable as unknown:
        if unknown.reason.startswith("status_5"):  # an answer 500 is kept under its key: it says nothing, for ever
            for found in _intents(customer):
                if reading.reference_of(found) == reference:
                    return reading.charge(found)
        raise


def charge_now(charge_id: str) -> Charge:
    """How a payment stands now, with what the provider kept of it and whether the bank took it back."""
    with judged():
        said = client().v1.payment_intents.retrieve(charge_id, {"expand": [_BOOKED]}).to_dict()
        return reading.charge(said, _dispute(said))


def charge_of(reference: str) -> Charge | None:
    """Found by our reference, for an attempt whose answer was lost. The search there lags by up to a minute or so."""
    if not _OURS.match(reference):
        raise ValueError("a reference is letters, digits, - and _")
    with judged():
        asked = {"query": f"metadata['reference']:'{reference}'", "limit": 10, "expand": [f"data.{_BOOKED}"]}
        found = client().v1.payment_intents.search(asked).to_dict()["data"]
        if not found:
            return None
        best = max(found, key=lambda one: (one.get("status") in {"succeeded", "processing"}, one.get("created", 0)))
        return reading.charge(best, _dispute(best))


def refund(charge_id: str, pence: int, *, key: str, reference: str) -> RefundFacts:
    """Give `pence` of a payment back, the way it came."""
    asked = {"payment_intent": charge_id, "amount": pence, "metadata": {"reference": reference}}
    try:
        with judged():
            return reading.refund(client().v1.refunds.create(asked, {"idempotency_key": key}).to_dict())
    except CardsUnreachable as unknown:
        if unknown.reason.startswith("status_5"):
            for found in refunds_of(charge_id):
                if found.reference == reference:
                    return found
        raise


def refund_now(refund_id: str) -> RefundFacts:
    with judged():
        return reading.refund(client().v1.refunds.retrieve(refund_id).to_dict())


def refunds_of(charge_id: str) -> list[RefundFacts]:
    """All refunds of a payment, for one whose answer was lost: tell it by its reference."""
    with judged():
        said = client().v1.refunds.list({"payment_intent": charge_id, "limit": 100}).to_dict()
    return [reading.refund(one) for one in said["data"]]


def movements(since: datetime, until: datetime) -> Iterator[Movement]:
    """Every line of our account there from `since` to before `until`, newest first, a hundred at a time."""
    created = {"gte": int(since.timestamp()), "lt": int(until.timestamp())}
    with judged():
        page = client().v1.balance_transactions.list({"created": created, "limit": 100, "expand": ["data.source"]})
        for one in page.auto_paging_iter():
            yield reading.movement(one.to_dict())


def events(since: datetime, kinds: Sequence[str] = EVENTS) -> Iterator[Event]:
    """What happened since, newest first, for what our endpoint missed. The provider keeps thirty days."""
    with judged():
        asked = {"created": {"gte": int(since.timestamp())}, "types": list(kinds), "limit": 100}
        for one in client().v1.events.list(asked).auto_paging_iter():
            yield reading.event(one.to_dict())


def event(payload: bytes, signature: str) -> Event:
    """An event that came to our endpoint. ValueError when its signature is wrong or older than TOLERANCE_SECONDS."""
    import stripe

    try:
        said = client().construct_event(payload, signature, settings.CARDS_WEBHOOK_SECRET, TOLERANCE_SECONDS)
        return reading.event(said.to_dict())
    except (stripe.StripeError, CardsRefused, ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError):
        raise ValueError("not signed by the provider, or too old") from None


def _dispute(intent: dict[str, Any]) -> dict[str, Any] | None:
    if not reading.part(intent, "latest_charge").get("disputed"):
        return None
    found = client().v1.disputes.list({"payment_intent": reading.id_of(intent), "limit": 1}).to_dict()["data"]
    return found[0] if found else None


def _intents(customer: str) -> list[dict[str, Any]]:
    with judged():
        asked = {"customer": customer, "limit": 100, "expand": [f"data.{_BOOKED}"]}
        return list(client().v1.payment_intents.list(asked).to_dict()["data"])
