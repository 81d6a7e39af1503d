"""Stripe's wire format: bracketed forms in, objects with expansions, lists by pages, and errors out."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

from .state import State, shown

DECLINES = {"expired_card": "expired_card", "authentication_required": "authentication_required"}
WORDS = {
    "insufficient_funds": "Your card has insufficient funds.",
    "expired_card": "Your card has expired.",
    "authentication_required": "Your card was declined. This transaction requires authentication.",
}


class Problem(Exception):
    """An error answer: its status and Stripe's error object."""

    def __init__(self, status: int, kind: str, code: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.said = {"type": kind, "code": code, "message": message} | more


def wrong(code: str, message: str, **more: Any) -> Problem:
    return Problem(400, "invalid_request_error", code, message, **more)


def missing(kind: str, object_id: str) -> Problem:
    return Problem(404, "invalid_request_error", "resource_missing", f"No such {kind}: '{object_id}'", param="id")


def card_error(code: str) -> dict[str, Any]:
    """Stripe's error object for a payment that a bank declined."""
    general = DECLINES.get(code, "card_declined")
    decline = {"decline_code": code} if general in {"card_declined", "authentication_required"} else {}
    return {"type": "card_error", "code": general, "message": WORDS.get(code, "Your card was declined.")} | decline


def form(text: str) -> dict[str, Any]:
    """`a[b][0]=c` as {"a": {"b": ["c"]}}."""
    tree: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        steps = name.replace("]", "").split("[")
        place = tree
        for step in steps[:-1]:
            place = place.setdefault(step, {})
            if not isinstance(place, dict):
                raise wrong("parameter_invalid", f"Invalid form: {name}")
        last = steps[-1] or str(len(place))
        place[last] = value
    return {name: _lists(value) for name, value in tree.items()}


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    said = {name: _lists(inner) for name, inner in value.items()}
    return list(said.values()) if said and all(name.isdigit() for name in said) else said


def whole(asked: dict[str, Any], name: str) -> int:
    """A required whole number. Raises Problem."""
    text = str(asked.get(name, ""))
    if not text.isdigit():
        raise wrong(
            "parameter_invalid_integer" if text else "parameter_missing", f"Invalid integer: {text}", param=name
        )
    return int(text)


def yes(asked: dict[str, Any], name: str) -> bool:
    return asked.get(name) in {"true", "True", True}


def expanded(state: State, thing: dict[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    said: dict[str, Any] = shown(thing)
    for path in paths:
        _expand(state, said, path.split("."))
    return said


def _expand(state: State, place: Any, steps: list[str]) -> None:
    if isinstance(place, list):
        for one in place:
            _expand(state, one, steps)
        return
    if not steps or not isinstance(place, dict) or steps[0] not in place:
        return
    value = place[steps[0]]
    if isinstance(value, str):
        found = state.find(value)
        if found is None:
            return
        value = place[steps[0]] = shown(found)
    _expand(state, value, steps[1:])


def page(
    state: State,
    kind: str,
    asked: dict[str, Any],
    url: str,
    fits: Callable[[dict[str, Any]], bool] = lambda _thing: True,
) -> dict[str, Any]:
    """A list, newest first, with `created`, `limit` and `starting_after` as Stripe has them."""
    limit = min(int(asked.get("limit", 10)), 100)
    after, found, more = asked.get("starting_after"), [], False
    if after and state.get(kind, after) is None:
        raise missing(kind, after)
    skipping = bool(after)
    for thing in reversed(state.things[kind].values()):
        if skipping:
            skipping = thing["id"] != after
            continue
        if not (_in_time(thing, asked.get("created")) and fits(thing)):
            continue
        if len(found) == limit:
            more = True
            break
        found.append(thing)
    said = {"object": "list", "url": url, "has_more": more, "data": [shown(one) for one in found]}
    for path in asked.get("expand", ()):
        _expand(state, said, path.split("."))
    return said


def _in_time(thing: dict[str, Any], created: Any) -> bool:
    if not isinstance(created, dict):
        return True
    when = thing["created"]
    return (
        when >= int(created.get("gte", 0))
        and when > int(created.get("gt", -1))
        and when < int(created.get("lt", when + 1))
        and when <= int(created.get("lte", when))
    )
