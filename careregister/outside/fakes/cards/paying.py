"""Payments and refunds, as they are asked for."""

from typing import Any

from . import moving
from .setting_up import behaviour, mandate_of, need
from .state import DAY, State
from .wire import Problem, card_error, expanded, whole, wrong, yes

LEAST_PENCE = 30


def payment_intent(state: State, asked: dict[str, Any]) -> dict[str, Any]:
    """Made and confirmed in one call, off session. Raises Problem: 402 carries the intent with it, as Stripe does."""
    holder, pence = need(state, "customer", asked.get("customer")), whole(asked, "amount")
    if asked.get("currency") != "gbp" or not yes(asked, "confirm") or not yes(asked, "off_session"):
        raise wrong("parameter_invalid", "Only confirmed off-session payments in GBP are pretended.")
    if pence < LEAST_PENCE:
        raise wrong("amount_too_small", "Amount must be at least £0.30 gbp", param="amount")
    method = need(state, "payment_method", asked.get("payment_method"))
    if method["customer"] != holder["id"]:
        raise wrong("payment_method_unexpected_state", "The payment method belongs to no or another customer.")
    if method["type"] not in asked.get("payment_method_types", ["card"]):
        raise wrong("payment_intent_invalid_parameter", f"The type {method['type']} is not allowed.")
    _check_mandate(state, method, asked.get("mandate"))
    made = state.new(
        "payment_intent", amount=pence, currency="gbp", customer=holder["id"], payment_method=method["id"],
        description=asked.get("description"), metadata=asked.get("metadata", {}), status="requires_confirmation",
        latest_charge=None, last_payment_error=None, amount_received=0, mandate=asked.get("mandate"),
        payment_method_types=asked.get("payment_method_types", ["card"]),
    )  # fmt: skip
    state.tell("payment_intent.created", made)
    if method["type"] == "bacs_debit":
        _start_debit(state, made, method)
    else:
        _pay_by_card(state, made, method)
    return made


def _check_mandate(state: State, method: dict[str, Any], mandate_id: str | None) -> None:
    if method["type"] != "bacs_debit":
        return
    mandate = mandate_of(state, method["id"])
    if mandate is None or (mandate_id and mandate["id"] != mandate_id) or mandate["status"] == "inactive":
        raise wrong("payment_intent_mandate_invalid", "The mandate is missing, another's, or no longer active.")


def why_it_fails(state: State, method: dict[str, Any]) -> str:
    """ "" for a payment that succeeds; a test may have said otherwise than the number does."""
    said: str | None = state.modes["behaves"].get(method["id"])
    if said is not None:
        return "" if said in {"ok", "dispute"} else said
    return behaviour(method).charge


def _new_charge(state: State, intent: dict[str, Any], method: dict[str, Any], status: str) -> dict[str, Any]:
    made = state.new(
        "charge", amount=intent["amount"], currency="gbp", amount_refunded=0, refunded=False, disputed=False,
        payment_intent=intent["id"], customer=intent["customer"], payment_method=method["id"], status=status,
        paid=status == "succeeded", balance_transaction=None, failure_code=None, metadata=dict(intent["metadata"]),
        payment_method_details={"type": method["type"], method["type"]: {"mandate": intent["mandate"]}},
    )  # fmt: skip
    intent["latest_charge"] = made["id"]
    return made


def _pay_by_card(state: State, intent: dict[str, Any], method: dict[str, Any]) -> None:
    card = method["card"]
    code = why_it_fails(state, method) or ("expired_card" if moving.is_over(state, card) else "")
    charge = _new_charge(state, intent, method, "failed" if code else "succeeded")
    if not code:
        moving.succeed(state, intent, charge)
        return
    moving.fail(state, intent, charge, card_error(code))
    error = card_error(code)
    more = {name: value for name, value in error.items() if name not in {"type", "code", "message"}}
    said = expanded(state, intent, ())
    raise Problem(402, error["type"], error["code"], error["message"], charge=charge["id"], payment_intent=said, **more)


def _start_debit(state: State, intent: dict[str, Any], method: dict[str, Any]) -> None:
    charge = _new_charge(state, intent, method, "pending")
    intent["status"] = "processing"
    state.tell("payment_intent.processing", intent)
    days = state.bacs_days * (2 if behaviour(method).slow else 1)
    state.plan(days * DAY, "debit_settles", charge["id"])


def refund(state: State, asked: dict[str, Any]) -> dict[str, Any]:
    intent = need(state, "payment_intent", asked.get("payment_intent"))
    charge = state.get("charge", intent["latest_charge"] or "")
    pence = whole(asked, "amount")
    if charge is None or charge["status"] != "succeeded":
        raise wrong(
            "payment_intent_unexpected_state", "This PaymentIntent does not have a successful charge to refund."
        )
    if charge["disputed"]:
        raise wrong("charge_disputed", "The charge has been charged back: it cannot be refunded.")
    left = charge["amount"] - charge["amount_refunded"]
    if left == 0:
        raise wrong("charge_already_refunded", "The charge has already been refunded.")
    if pence < 1 or pence > left:
        raise wrong(
            "refund_amount_too_large", "Refund amount is greater than unrefunded amount on charge", param="amount"
        )
    method = need(state, "payment_method", charge["payment_method"])
    how = behaviour(method).refund or ("later" if method["type"] == "bacs_debit" else "")
    made = state.new(
        "refund", amount=pence, currency="gbp", charge=charge["id"], payment_intent=intent["id"], failure_reason=None,
        metadata=asked.get("metadata", {}), reason=None, status="pending" if how == "later" else "succeeded",
    )  # fmt: skip
    charge["amount_refunded"] += pence
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    kind = "refund" if method["type"] == "card" else "payment_refund"
    made["balance_transaction"] = moving.book(state, kind, "refund", -pence, 0, made["id"])["id"]
    state.tell("refund.created", made)
    state.tell("charge.refunded", charge)
    if how:
        state.plan(state.bacs_days * DAY, "refund_fails" if how == "fails" else "refund_arrives", made["id"])
    return made
