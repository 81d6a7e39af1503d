"""Customers, methods, mandates, and the visits at which people give them."""

import re
import secrets
from typing import Any

from .numbers import BY_TOKEN, SORT_CODE, Behaviour
from .state import DAY, State
from .wire import Problem, card_error, missing, wrong, yes

PAID = re.compile(r"pi_demo_((?:card|debit)_[^_]+)_(\d+)_[^_]+")
MANDATE_DAYS = 2  # until the bank has said yes


def customer(state: State, asked: dict[str, Any]) -> dict[str, Any]:
    return state.new("customer", metadata=asked.get("metadata", {}), name=None, email=None)


def need(state: State, kind: str, object_id: Any) -> dict[str, Any]:
    """The object with this id. Raises Problem."""
    found = state.get(kind, str(object_id or "")) or _made_up(state, kind, str(object_id or ""))
    if found is None:
        raise missing(kind, str(object_id or ""))
    return found


def _made_up(state: State, kind: str, object_id: str) -> dict[str, Any] | None:
    """What the demonstration's rows speak of without anybody having asked: cus_demo_X, pm_demo_card_X, pm_demo_debit_X
    (with mandate_demo_X) come to be when they are first named, and behave well; pi_demo_card_X_300_Y is a payment of £3
    by the first of them.
    """
    if kind == "payment_intent" and (said := PAID.fullmatch(object_id)):
        return _paid(state, object_id, need(state, "payment_method", f"pm_demo_{said[1]}"), int(said[2]))
    rest = object_id.rpartition("_")[2]
    if kind == "customer" and object_id == f"cus_demo_{rest}":
        return state.new("customer", called=object_id, metadata={}, name=None, email=None)
    token = {f"pm_demo_card_{rest}": "pm_card_visa", f"pm_demo_debit_{rest}": "pm_bacsDebit_success"}.get(object_id)
    if kind != "payment_method" or token is None:
        return None
    made = new_method(state, BY_TOKEN[token], called=object_id)
    made["customer"] = need(state, "customer", f"cus_demo_{rest}")["id"]
    if made["type"] == "bacs_debit":
        mandate = new_mandate(state, made, called=f"mandate_demo_{rest}")
        mandate["status"] = "active"
        _new_intent(state, made, mandate)
    return made


def _paid(state: State, object_id: str, method: dict[str, Any], pence: int) -> dict[str, Any]:
    """Received before we were there: its line is on no list of ours, but it can be given back and disputed."""
    given = {"amount": pence, "currency": "gbp", "customer": method["customer"], "payment_method": method["id"]}
    made = state.new(
        "payment_intent", called=object_id, **given, description=None, metadata={}, status="succeeded", mandate=None,
        last_payment_error=None, amount_received=pence, payment_method_types=[method["type"]],
    )  # fmt: skip
    charge = state.new(
        "charge", **given, amount_refunded=0, refunded=False, disputed=False, payment_intent=object_id, paid=True,
        status="succeeded", balance_transaction=None, failure_code=None, metadata={},
        payment_method_details={"type": method["type"], method["type"]: {"mandate": None}},
    )  # fmt: skip
    made["latest_charge"] = charge["id"]
    return made


def new_method(state: State, one: Behaviour, *, month: int = 12, year: int = 2034, called: str = "") -> dict[str, Any]:
    """A payment method that behaves as its number says. The number itself is not kept, only its end."""
    facts: dict[str, Any] = {"last4": one.number[-4:], "fingerprint": secrets.token_hex(8)}
    if one.kind == "card":
        facts |= {"brand": one.brand, "exp_month": month, "exp_year": year, "country": "GB", "funding": "debit"}
    else:
        facts |= {"sort_code": SORT_CODE}
    return state.new(
        "payment_method",
        called=called,
        type=one.kind,
        customer=None,
        metadata={},
        _behaves=one.token,
        **{one.kind: facts},
    )


def found_method(state: State, object_id: str) -> dict[str, Any]:
    """A method by its id, or a new one for a published token (pm_card_visa…). Raises Problem."""
    return new_method(state, BY_TOKEN[object_id]) if object_id in BY_TOKEN else need(state, "payment_method", object_id)


def behaviour(method: dict[str, Any]) -> Behaviour:
    return BY_TOKEN[method["_behaves"]]


def attach(state: State, method_id: str, asked: dict[str, Any]) -> dict[str, Any]:
    holder = need(state, "customer", asked.get("customer"))
    method = found_method(state, method_id)
    refusal = behaviour(method).setup
    if refusal not in {"", "asks", "mandate_refused"}:
        raise declined(refusal)
    method["customer"] = holder["id"]
    state.tell("payment_method.attached", method)
    return method


def detach(state: State, method_id: str) -> dict[str, Any]:
    method = need(state, "payment_method", method_id)
    if method["customer"] is None:
        raise wrong("payment_method_unexpected_state", "The payment method is not attached to a customer.")
    method["customer"] = None
    mandate = mandate_of(state, method_id)
    if mandate is not None:
        end_mandate(state, mandate, "revoked")
    state.tell("payment_method.detached", method)
    return method


def declined(code: str) -> Problem:
    return Problem(402, **_as_problem(card_error(code)))


def _as_problem(error: dict[str, Any]) -> dict[str, Any]:
    more = {name: value for name, value in error.items() if name not in {"type", "code", "message"}}
    return {"kind": error["type"], "code": error["code"], "message": error["message"]} | more


# ---- mandates ----


def mandate_of(state: State, method_id: str) -> dict[str, Any] | None:
    mine = (one for one in reversed(state.things["mandate"].values()) if one["payment_method"] == method_id)
    return next(mine, None)


def new_mandate(state: State, method: dict[str, Any], *, called: str = "") -> dict[str, Any]:
    reference = f"CARE{state.order:010d}"
    facts = {"network_status": "pending", "reference": reference, "revocation_reason": None, "url": ""}
    made = state.new(
        "mandate", called=called, status="pending", type="multi_use", multi_use={}, payment_method=method["id"],
        customer_acceptance={"type": "online", "accepted_at": state.now(), "online": {}, "offline": None},
        payment_method_details={"type": "bacs_debit", "bacs_debit": facts},
    )  # fmt: skip
    refused = behaviour(method).setup == "mandate_refused"
    state.plan(0 if refused else MANDATE_DAYS * DAY, "mandate_refused" if refused else "mandate_accepted", made["id"])
    return made


def end_mandate(state: State, mandate: dict[str, Any], how: str, why: str | None = None) -> None:
    """`how` is the network's word: refused, revoked."""
    if mandate["status"] == "inactive":
        return
    mandate["status"] = "inactive"
    mandate["payment_method_details"]["bacs_debit"] |= {"network_status": how, "revocation_reason": why}
    state.tell("mandate.updated", mandate)


# ---- setup intents and visits ----


def setup_intent(state: State, asked: dict[str, Any]) -> dict[str, Any]:
    """Made and confirmed in one call, with a published token: how tests do without a visit."""
    holder = need(state, "customer", asked.get("customer"))
    if not yes(asked, "confirm"):
        raise wrong("parameter_missing", "Only confirmed setup intents are pretended.", param="confirm")
    method = found_method(state, str(asked.get("payment_method", "")))
    if method["type"] not in asked.get("payment_method_types", ["card"]):
        raise wrong("setup_intent_invalid_parameter", "The payment method's type is not allowed.")
    if method["type"] == "bacs_debit" and "mandate_data" not in asked:
        raise wrong("parameter_missing", "A Direct Debit needs mandate_data.", param="mandate_data")
    refusal = behaviour(method).setup
    if refusal not in {"", "asks", "mandate_refused"}:
        raise declined(refusal)
    if refusal == "asks":
        return state.new(
            "setup_intent", status="requires_action", customer=holder["id"], usage="off_session", mandate=None,
            payment_method=method["id"], last_setup_error=None, metadata={},
        )  # fmt: skip
    return intent_done(state, holder["id"], method)


def intent_done(state: State, customer_id: str, method: dict[str, Any]) -> dict[str, Any]:
    method["customer"] = customer_id
    mandate = new_mandate(state, method) if method["type"] == "bacs_debit" else None
    made = _new_intent(state, method, mandate)
    state.tell("payment_method.attached", method)
    state.tell("setup_intent.succeeded", made)
    return made


def _new_intent(state: State, method: dict[str, Any], mandate: dict[str, Any] | None) -> dict[str, Any]:
    return state.new(
        "setup_intent", status="succeeded", customer=method["customer"], usage="off_session", last_setup_error=None,
        payment_method=method["id"], mandate=mandate["id"] if mandate else None, metadata={},
    )  # fmt: skip


def session(state: State, asked: dict[str, Any], address: str) -> dict[str, Any]:
    holder = need(state, "customer", asked.get("customer"))
    kinds = asked.get("payment_method_types") or ["card"]
    if asked.get("mode") != "setup" or not set(kinds) <= {"card", "bacs_debit"}:
        raise wrong("parameter_invalid", "Only mode=setup for card and bacs_debit is pretended.", param="mode")
    for name in ("success_url", "cancel_url"):
        if not str(asked.get(name, "")).startswith(("https://", "http://")):
            raise wrong("url_invalid", "Not a valid URL", param=name)
    made = state.new(
        "checkout.session", mode="setup", status="open", customer=holder["id"], payment_method_types=kinds,
        success_url=asked["success_url"], cancel_url=asked["cancel_url"], setup_intent=None, currency=None,
        payment_status="no_payment_required", metadata=asked.get("metadata", {}), expires_at=state.now() + DAY,
    )  # fmt: skip
    made["url"] = f"{address}/pay/{made['id']}"
    state.plan(DAY, "session_expired", made["id"])
    return made


def complete(state: State, visit: dict[str, Any], method: dict[str, Any]) -> str:
    """The visit ended well. Where to send the person."""
    visit["setup_intent"] = intent_done(state, visit["customer"], method)["id"]
    visit["status"], visit["url"] = "complete", None
    state.tell("checkout.session.completed", visit)
    return str(visit["success_url"].replace("{CHECKOUT_SESSION_ID}", visit["id"]))
