"""Stripe's objects, as dictionaries, read as facts."""

import calendar
from datetime import UTC, date, datetime
from typing import Any

from .facts import Charge, Event, MethodFacts, Movement, RefundFacts

NEEDS_PERSON = "authentication_required"
_REFUNDS = {"succeeded": "succeeded", "failed": "failed", "canceled": "failed"}
_DISPUTES = {"won": "won", "prevented": "won", "lost": "lost"}
_MOVEMENTS = {
    "charge": "charge",
    "refund": "refund",
    "refund_failure": "refund",
    "dispute": "dispute",
    "dispute_reversal": "dispute",
    "charge_failure": "dispute",
    "payout": "payout",
    "payout_reversal": "payout",
    "fee": "fee",
    "network_cost": "fee",
    "tax": "fee",
}
_OBJECTS = {
    "payment_intent": "charge",
    "charge": "charge",
    "refund": "refund",
    "dispute": "dispute",
    "checkout.session": "setup",
    "mandate": "mandate",
    "payout": "payout",
}


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def id_of(said: Any) -> str:
    """The id of what may be expanded, a bare id, or nothing."""
    return str(said.get("id") or "") if isinstance(said, dict) else str(said or "")


def part(whole: Any, name: str) -> dict[str, Any]:
    found = whole.get(name) if isinstance(whole, dict) else None
    return found if isinstance(found, dict) else {}


def reference_of(said: dict[str, Any]) -> str:
    return str(part(said, "metadata").get("reference") or "")


def method(said: dict[str, Any], mandate: Any = None) -> MethodFacts:
    """A payment method; `mandate` is the expanded mandate of a Direct Debit."""
    kind = str(said.get("type", ""))
    card = part(said, "card")
    expires = None
    if card.get("exp_year") and card.get("exp_month"):
        year, month = int(card["exp_year"]), int(card["exp_month"])
        expires = date(year, month, calendar.monthrange(year, month)[1])
    return MethodFacts(
        id=id_of(said),
        kind=kind,
        last4=str(part(said, kind).get("last4") or ""),
        expires=expires,
        brand_or_bank=str(card.get("brand") or ""),
        mandate=id_of(mandate),
        mandate_state=str(mandate.get("status") or "") if isinstance(mandate, dict) else "",
    )


def charge(said: dict[str, Any], dispute: dict[str, Any] | None = None) -> Charge:
    """A payment intent, with its latest charge and that one's balance transaction expanded where they are known."""
    latest = part(said, "latest_charge")
    booked = part(latest, "balance_transaction")
    state, code = _state(said)
    received = booked.get("created") or latest.get("created")
    return Charge(
        id=id_of(said),
        state=state,
        code=code,
        pence=int(said.get("amount") or 0),
        received_at=moment(int(received)) if state == "succeeded" and received else None,
        fee_pence=int(booked["fee"]) if "fee" in booked else None,
        dispute=dispute_state(dispute),
        refunded_pence=int(latest.get("amount_refunded") or 0),
        reference=reference_of(said),
    )


def _state(said: dict[str, Any]) -> tuple[str, str]:
    status = said.get("status")
    if status in {"succeeded", "processing"}:
        return str(status), ""
    if status == "requires_action":
        return "needs_person", NEEDS_PERSON
    if status == "canceled":
        return "failed", "canceled"
    error = part(said, "last_payment_error")
    code = str(error.get("decline_code") or error.get("code") or "failed")
    return ("needs_person" if NEEDS_PERSON in {code, error.get("code")} else "failed"), code


def dispute_state(said: dict[str, Any] | None) -> str:
    if not said:
        return ""
    status = str(said.get("status", ""))
    return "inquiry" if status.startswith("warning_") else _DISPUTES.get(status, "open")


def refund(said: dict[str, Any]) -> RefundFacts:
    return RefundFacts(
        id=id_of(said),
        state=_REFUNDS.get(str(said.get("status")), "pending"),
        pence=int(said.get("amount") or 0),
        code=str(said.get("failure_reason") or ""),
        charge_id=id_of(said.get("payment_intent")),
        reference=reference_of(said),
    )


def movement(said: dict[str, Any]) -> Movement:
    """A balance transaction with its source expanded."""
    kind = _MOVEMENTS.get(str(said.get("reporting_category")), "other")
    source = said.get("source")
    about = id_of(part(said, "source").get("payment_intent")) if kind in {"charge", "dispute"} else ""
    return Movement(
        id=id_of(said),
        kind=kind,
        pence=int(said["amount"]),
        fee_pence=int(said.get("fee") or 0),
        source=about or id_of(source),
        at=moment(int(said["created"])),
    )


def event(said: dict[str, Any]) -> Event:
    thing = part(part(said, "data"), "object")
    word = str(thing.get("object", ""))
    kind = _OBJECTS.get(word, "other")
    intent = id_of(thing.get("payment_intent"))
    object_id = (intent if word == "charge" else "") or id_of(thing)
    about = {
        "charge": object_id,
        "refund": intent,
        "dispute": intent,
        "setup": object_id,
        "mandate": id_of(thing.get("payment_method")),
    }
    return Event(
        id=id_of(said),
        kind=str(said.get("type", "")),
        object_kind=kind,
        object_id=object_id,
        at=moment(int(said["created"])),
        about=about.get(kind, ""),
    )
