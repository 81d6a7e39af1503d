"""What a test, or somebody at the console, may do to the pretend provider: POST /_control/<verb> with JSON.

advance {days, seconds} · clock {to: seconds since 1970} · reset · webhook {url} · modes {outage, slow_seconds, delay_seconds,
duplicate, reorder, drop} · fail {how, times, on, before} · behave {method, as} · dispute {charge} · decide {charge, how} ·
end_mandate {method} · expire_session {session} · payout · hurry (waiting webhooks go now) · save; and GET all, GET outbox.
"""

from collections.abc import Callable
from typing import Any

from . import moving, setting_up
from .setting_up import need
from .state import DAY, MODES, State, shown
from .webhooks import signed
from .wire import wrong


def done(state: State, verb: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Do it; what it has to say. Raises Problem."""
    with state.lock:
        if verb not in VERBS:
            raise wrong("url_invalid", f"There is no {verb} here.")
        state.changed = True
        said = VERBS[verb](state, asked) or {}
        return said | {"now": state.now()}


def everything(state: State) -> dict[str, Any]:
    with state.lock:
        things = {kind: [shown(one) for one in mine.values()] for kind, mine in state.things.items()}
        return {
            "now": state.now(), "things": things, "modes": state.modes, "waiting": len(state.deliveries),
            "due": sorted(state.due),
        }  # fmt: skip


def outbox(state: State, secret: str, after: str) -> list[dict[str, str]]:
    """Every event since the one called `after`, in order, with its body and a fresh signature."""
    with state.lock:
        events = list(state.things["event"].values())
    names = [one["id"] for one in events]
    start = names.index(after) + 1 if after in names else 0
    said = []
    for one in events[start:]:
        body, signature = signed(one, secret)
        said.append({"id": one["id"], "type": one["type"], "payload": body, "signature": signature})
    return said


def _advance(state: State, asked: dict[str, Any]) -> None:
    seconds = int(float(asked.get("days") or 0) * DAY) + int(asked.get("seconds") or 0)
    moving.catch_up(state, state.now() + max(seconds, 0))
    _hurry(state, {})


def _clock(state: State, asked: dict[str, Any]) -> None:
    """Forward, everything between happens; back, nothing does."""
    goal = int(asked["to"])
    if goal < state.now():
        state.ahead += goal - state.now()
    moving.catch_up(state, goal)


def _modes(state: State, asked: dict[str, Any]) -> None:
    unknown = set(asked) - (MODES.keys() - {"fails", "behaves"})
    if unknown:
        raise wrong("parameter_unknown", f"No such mode: {', '.join(sorted(unknown))}")
    state.modes |= asked


def _fail(state: State, asked: dict[str, Any]) -> None:
    """The next `times` POSTs whose address contains `on`: how = close, 500, 500_kept, slow; before = nothing is done."""
    how = asked.get("how", "close")
    if how not in {"close", "500", "500_kept", "slow"}:
        raise wrong("parameter_unknown", f"No such failure: {how}")
    state.modes["fails"].append(
        {
            "how": how,
            "times": int(asked.get("times", 1)),
            "on": asked.get("on", "/v1/"),
            "before": bool(asked.get("before")),
        }
    )


def _behave(state: State, asked: dict[str, Any]) -> None:
    method = need(state, "payment_method", asked.get("method"))
    if asked.get("as"):
        state.modes["behaves"][method["id"]] = asked["as"]
    else:
        state.modes["behaves"].pop(method["id"], None)


def _charge_of(state: State, asked: dict[str, Any]) -> str:
    return str(need(state, "payment_intent", asked.get("charge"))["latest_charge"])


def _dispute(state: State, asked: dict[str, Any]) -> None:
    moving.DEEDS["inquiry" if asked.get("inquiry") else "dispute"](state, _charge_of(state, asked))


def _decide(state: State, asked: dict[str, Any]) -> None:
    mine = [one for one in state.things["dispute"].values() if one["payment_intent"] == asked.get("charge")]
    if not mine or asked.get("how") not in {"won", "lost"}:
        raise wrong("resource_missing", "No dispute there, or not won or lost.")
    moving.decide(state, mine[-1], asked["how"])


def _end_mandate(state: State, asked: dict[str, Any]) -> None:
    mandate = setting_up.mandate_of(state, str(asked.get("method", "")))
    if mandate is None:
        raise wrong("resource_missing", "No mandate there.")
    setting_up.end_mandate(state, mandate, "revoked", asked.get("why") or "debit_not_authorized")


def _expire_session(state: State, asked: dict[str, Any]) -> None:
    moving.DEEDS["session_expired"](state, need(state, "checkout.session", asked.get("session"))["id"])


def _payout(state: State, _asked: dict[str, Any]) -> dict[str, Any]:
    made = moving.payout(state)
    return {"payout": made["id"] if made else None}


def _hurry(state: State, _asked: dict[str, Any]) -> None:
    for each in state.deliveries:
        each["wait"] = 0


def _reset(state: State, asked: dict[str, Any]) -> None:
    state.reset()
    state.webhook = str(asked.get("webhook") or "")


def _webhook(state: State, asked: dict[str, Any]) -> None:
    state.webhook = str(asked.get("url") or "")


VERBS: dict[str, Callable[[State, dict[str, Any]], dict[str, Any] | None]] = {
    "advance": _advance,
    "clock": _clock,
    "reset": _reset,
    "webhook": _webhook,
    "modes": _modes,
    "fail": _fail,
    "behave": _behave,
    "dispute": _dispute,
    "decide": _decide,
    "end_mandate": _end_mandate,
    "expire_session": _expire_session,
    "payout": _payout,
    "hurry": _hurry,
    "save": lambda state, _asked: state.save(),
}
