"""Money that moves: what succeeds, fails, is disputed and paid out, at once or when the clock has come there."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .setting_up import behaviour, end_mandate, mandate_of
from .state import DAY, State

DISPUTE_FEE = {"card": 2000, "bacs_debit": 0}
ENDS_THE_MANDATE = {"debit_not_authorized", "account_closed", "bank_ownership_changed"}


def fee(kind: str, pence: int) -> int:
    """The published share: 1.5% and 20p of a card payment; 1%, at least 20p and at most £2, of a Direct Debit."""
    if kind == "card":
        return _share(pence, "1.5") + 20
    return min(max(_share(pence, "1"), 20), 200)


def _share(pence: int, percent: str) -> int:
    return int((Decimal(pence) * Decimal(percent) / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def book(state: State, kind: str, category: str, pence: int, kept: int, source: str | None) -> dict[str, Any]:
    """A balance transaction. The first after a payout plans the next, for the midnight that follows."""
    made = state.new(
        "balance_transaction", type=kind, reporting_category=category, amount=pence, fee=kept, net=pence - kept,
        currency="gbp", source=source, status="available", available_on=state.now(), description=None,
    )  # fmt: skip
    if not state.payout_planned and kind != "payout":
        state.payout_planned = True
        state.plan(DAY - state.now() % DAY, "payout", "")
    return made


def is_over(state: State, card: dict[str, Any]) -> bool:
    today = datetime.fromtimestamp(state.now(), UTC)
    return (card["exp_year"], card["exp_month"]) < (today.year, today.month)


def succeed(state: State, intent: dict[str, Any], charge: dict[str, Any]) -> None:
    method = state.things["payment_method"][charge["payment_method"]]
    kind = method["type"]
    word = "charge" if kind == "card" else "payment"
    charge |= {"status": "succeeded", "paid": True}
    booked = book(state, word, "charge", charge["amount"], fee(kind, charge["amount"]), charge["id"])
    charge["balance_transaction"] = booked["id"]
    intent |= {"status": "succeeded", "amount_received": charge["amount"], "last_payment_error": None}
    state.tell("charge.succeeded", charge)
    state.tell("payment_intent.succeeded", intent)
    after = "dispute" if state.modes["behaves"].get(method["id"]) == "dispute" else behaviour(method).after
    if after:
        state.plan(0 if kind == "card" else DAY, after, charge["id"])


def fail(state: State, intent: dict[str, Any], charge: dict[str, Any], error: dict[str, Any]) -> None:
    charge |= {"status": "failed", "paid": False, "failure_code": error.get("decline_code", error["code"])}
    intent |= {"status": "requires_payment_method", "last_payment_error": error}
    state.tell("charge.failed", charge)
    state.tell("payment_intent.payment_failed", intent)


# ---- deeds of the clock: each takes the id of what it is about ----


def _debit_settles(state: State, charge_id: str) -> None:
    from .paying import why_it_fails

    charge = state.things["charge"][charge_id]
    intent = state.things["payment_intent"][charge["payment_intent"]]
    method = state.things["payment_method"][charge["payment_method"]]
    mandate = mandate_of(state, method["id"])
    ended = mandate is None or mandate["status"] == "inactive"
    code = "debit_not_authorized" if ended else why_it_fails(state, method)
    if not code:
        succeed(state, intent, charge)
        return
    fail(state, intent, charge, {"type": "card_error", "code": code, "message": "The bank did not pay."})
    if mandate is not None and code in ENDS_THE_MANDATE:
        end_mandate(state, mandate, "revoked", code)


def _dispute(state: State, charge_id: str) -> None:
    """A card's holder gets the money at once and it is argued about; a Direct Debit's, and that is the end of it."""
    charge = state.things["charge"][charge_id]
    if charge["disputed"] or charge["status"] != "succeeded":
        return
    kind = state.things["payment_method"][charge["payment_method"]]["type"]
    charge["disputed"] = True
    left = charge["amount"] - charge["amount_refunded"]
    made = state.new(
        "dispute", amount=left, currency="gbp", charge=charge_id, payment_intent=charge["payment_intent"], metadata={},
        reason="fraudulent" if kind == "card" else "debit_not_authorized", is_charge_refundable=False,
        status="needs_response" if kind == "card" else "lost", balance_transactions=[],
    )  # fmt: skip
    made["balance_transactions"].append(book(state, "adjustment", "dispute", -left, DISPUTE_FEE[kind], made["id"]))
    state.tell("charge.dispute.created", made)
    state.tell("charge.dispute.funds_withdrawn", made)
    if kind != "card":
        state.tell("charge.dispute.closed", made)


def _inquiry(state: State, charge_id: str) -> None:
    charge = state.things["charge"][charge_id]
    charge["disputed"] = True
    made = state.new(
        "dispute", amount=charge["amount"], currency="gbp", charge=charge_id, payment_intent=charge["payment_intent"],
        reason="general", is_charge_refundable=True, status="warning_needs_response", balance_transactions=[],
        metadata={},
    )  # fmt: skip
    state.tell("charge.dispute.created", made)


def decide(state: State, dispute: dict[str, Any], how: str) -> None:
    """`how`: won (the money comes back, the fee does not) or lost."""
    dispute["status"] = how
    if how == "won":
        back = book(state, "adjustment", "dispute_reversal", dispute["amount"], 0, dispute["id"])
        dispute["balance_transactions"].append(back)
        state.tell("charge.dispute.funds_reinstated", dispute)
    state.tell("charge.dispute.closed", dispute)


def _refund_arrives(state: State, refund_id: str) -> None:
    refund = state.things["refund"][refund_id]
    refund["status"] = "succeeded"
    state.tell("refund.updated", refund)


def _refund_fails(state: State, refund_id: str) -> None:
    refund = state.things["refund"][refund_id]
    charge = state.things["charge"][refund["charge"]]
    refund |= {"status": "failed", "failure_reason": "lost_or_stolen_card"}
    charge["amount_refunded"] -= refund["amount"]
    charge["refunded"] = False
    booked = book(state, "refund_failure", "refund_failure", refund["amount"], 0, refund_id)
    refund["failure_balance_transaction"] = booked["id"]
    state.tell("refund.updated", refund)
    state.tell("refund.failed", refund)


def _mandate_accepted(state: State, mandate_id: str) -> None:
    mandate = state.things["mandate"][mandate_id]
    if mandate["status"] == "pending":
        mandate["status"] = "active"
        mandate["payment_method_details"]["bacs_debit"]["network_status"] = "accepted"
        state.tell("mandate.updated", mandate)


def _mandate_refused(state: State, mandate_id: str) -> None:
    end_mandate(state, state.things["mandate"][mandate_id], "refused")


def _session_expired(state: State, session_id: str) -> None:
    visit = state.things["checkout.session"][session_id]
    if visit["status"] == "open":
        visit["status"], visit["url"] = "expired", None
        state.tell("checkout.session.expired", visit)


def payout(state: State, _none: str = "") -> dict[str, Any] | None:
    """Everything that is there, to the bank. Nothing when nothing is there."""
    state.payout_planned = False
    there = sum(one["net"] for one in state.things["balance_transaction"].values())
    if there <= 0:
        return None
    made = state.new("payout", amount=there, currency="gbp", status="paid", arrival_date=state.now(), metadata={})
    made["balance_transaction"] = book(state, "payout", "payout", -there, 0, made["id"])["id"]
    state.tell("payout.paid", made)
    return made


DEEDS: dict[str, Callable[[State, str], Any]] = {
    "debit_settles": _debit_settles,
    "dispute": _dispute,
    "inquiry": _inquiry,
    "refund_arrives": _refund_arrives,
    "refund_fails": _refund_fails,
    "mandate_accepted": _mandate_accepted,
    "mandate_refused": _mandate_refused,
    "session_expired": _session_expired,
    "payout": payout,
}


def catch_up(state: State, until: int | None = None) -> None:
    """Everything that is due by now, or by `until`, each at its own moment, in order."""
    with state.lock:
        goal = state.now() if until is None else until
        while (found := state.next_due(goal)) is not None:
            when, what, object_id = found
            if when > state.now():
                state.ahead += when - state.now()
            DEEDS[what](state, object_id)
            state.changed = True
        if goal > state.now():
            state.ahead += goal - state.now()
            state.changed = True
