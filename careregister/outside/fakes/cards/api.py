"""The addresses of the API: each call of `outside.cards` and the few that its tests need, and keys that are honoured."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from . import moving, paying, setting_up
from .setting_up import need
from .state import KEYS_KEPT_SECONDS, State
from .wire import Problem, expanded, page, wrong

_QUERY = re.compile(r"metadata\['reference'\]:'([A-Za-z0-9_-]+)'\Z")
Answer = tuple[int, dict[str, Any], bool]  # status, said, whether it was said before


def answer(state: State, method: str, path: str, asked: dict[str, Any], body: str, key: str, address: str) -> Answer:
    """One call, under the lock: the clock caught up with first, an idempotency key honoured."""
    with state.lock:
        moving.catch_up(state)
        print_of_it = hashlib.sha256(f"{method} {path} {body}".encode()).hexdigest()
        if method == "POST" and key:
            known = state.answers.get(key)
            if known is not None and state.now() - known["at"] < KEYS_KEPT_SECONDS:
                return _known(known, print_of_it, key)
        status, said = _answered(state, method, path, asked, address)
        if method == "POST":
            state.changed = True
            if key and (status in {200, 402} or status >= 500):
                state.answers[key] = {"print": print_of_it, "status": status, "said": said, "at": state.now()}
        return status, said, False


def _known(known: dict[str, Any], print_of_it: str, key: str) -> Answer:
    if known["print"] == print_of_it:
        return known["status"], known["said"], True
    message = f"Keys for idempotent requests can only be used with the same parameters they were first used with: {key}"
    return 400, {"error": {"type": "idempotency_error", "message": message}}, False


def _answered(state: State, method: str, path: str, asked: dict[str, Any], address: str) -> tuple[int, dict[str, Any]]:
    paths = list(asked.get("expand", ()))
    try:
        for verb, pattern, call in _routes(state, asked, address):
            found = re.fullmatch(pattern, path)
            if found and verb == method:
                said = call(*found.groups())
                if said.get("object") in {"list", "search_result"}:
                    return 200, said
                return 200, json.loads(json.dumps(expanded(state, said, paths)))
        raise Problem(404, "invalid_request_error", "url_invalid", f"Unrecognized request URL ({method}: {path}).")
    except Problem as problem:
        return problem.status, {"error": problem.said}


def _routes(state: State, asked: dict[str, Any], address: str) -> list[tuple[str, str, Callable[..., dict[str, Any]]]]:
    def one(kind: str) -> Callable[[str], dict[str, Any]]:
        return lambda object_id: need(state, kind, object_id)

    def many(kind: str, *filters: str) -> Callable[[], dict[str, Any]]:
        def fits(thing: dict[str, Any]) -> bool:
            return all(thing.get(name) == asked[name] for name in filters if asked.get(name))

        return lambda: page(state, kind, asked, f"/v1/{kind}s", fits)

    name = r"/([A-Za-z0-9_]+)"
    return [
        ("POST", "/v1/customers", lambda: setting_up.customer(state, asked)),
        ("GET", f"/v1/customers{name}", one("customer")),
        ("POST", "/v1/checkout/sessions", lambda: setting_up.session(state, asked, address)),
        ("GET", f"/v1/checkout/sessions{name}", one("checkout.session")),
        ("POST", "/v1/setup_intents", lambda: setting_up.setup_intent(state, asked)),
        ("GET", "/v1/setup_intents", many("setup_intent", "payment_method", "customer")),
        ("GET", f"/v1/setup_intents{name}", one("setup_intent")),
        ("GET", f"/v1/payment_methods{name}", one("payment_method")),
        ("POST", f"/v1/payment_methods{name}/attach", lambda found: setting_up.attach(state, found, asked)),
        ("POST", f"/v1/payment_methods{name}/detach", lambda found: setting_up.detach(state, found)),
        ("GET", f"/v1/mandates{name}", one("mandate")),
        ("POST", "/v1/payment_intents", lambda: paying.payment_intent(state, asked)),
        ("GET", "/v1/payment_intents", many("payment_intent", "customer")),
        ("GET", "/v1/payment_intents/search", lambda: _search(state, asked)),
        ("GET", f"/v1/payment_intents{name}", one("payment_intent")),
        ("GET", f"/v1/charges{name}", one("charge")),
        ("POST", "/v1/refunds", lambda: paying.refund(state, asked)),
        ("GET", "/v1/refunds", many("refund", "payment_intent", "charge")),
        ("GET", f"/v1/refunds{name}", one("refund")),
        ("GET", "/v1/disputes", many("dispute", "payment_intent", "charge")),
        ("GET", f"/v1/disputes{name}", one("dispute")),
        ("GET", "/v1/balance_transactions", many("balance_transaction", "type", "source", "payout")),
        ("GET", f"/v1/balance_transactions{name}", one("balance_transaction")),
        ("GET", "/v1/payouts", many("payout", "status")),
        ("GET", f"/v1/payouts{name}", one("payout")),
        ("GET", "/v1/events", lambda: _events(state, asked)),
        ("GET", f"/v1/events{name}", one("event")),
    ]


def _events(state: State, asked: dict[str, Any]) -> dict[str, Any]:
    wanted = set(asked.get("types", ())) or ({asked["type"]} if asked.get("type") else set())
    return page(state, "event", asked, "/v1/events", lambda one: not wanted or one["type"] in wanted)


def _search(state: State, asked: dict[str, Any]) -> dict[str, Any]:
    found = _QUERY.match(str(asked.get("query", "")))
    if found is None:
        raise wrong("invalid_search_query", "Only metadata['reference']:'…' is pretended.", param="query")
    said = page(
        state, "payment_intent", asked, "/v1/payment_intents/search",
        lambda one: one["metadata"].get("reference") == found[1],
    )  # fmt: skip
    return said | {"object": "search_result", "next_page": None}
