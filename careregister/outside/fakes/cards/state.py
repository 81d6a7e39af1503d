"""Everything the pretend provider knows, its movable clock, and what is still to happen. One lock for all of it."""

import copy
import heapq
import json
import os
import secrets
import threading
from pathlib import Path
from typing import Any

from careregister.base import clock

DAY = 24 * 3600
KEYS_KEPT_SECONDS = DAY
PREFIXES = {
    "customer": "cus", "checkout.session": "cs_test", "setup_intent": "seti", "payment_method": "pm",
    "mandate": "mandate", "payment_intent": "pi", "charge": "ch", "refund": "re", "dispute": "du",
    "balance_transaction": "txn", "payout": "po", "event": "evt",
}  # fmt: skip
MODES: dict[str, Any] = {
    "outage": "",  # silent (the line is cut), 503
    "fails": [],  # what the next calls do: see server
    "slow_seconds": 0,
    "delay_seconds": 0, "duplicate": False, "reorder": False, "drop": False,  # webhooks
    "behaves": {},  # what a method does from now on, whatever its number
}  # fmt: skip


class State:
    def __init__(self, kept: Path | None = None, *, bacs_days: int = 3) -> None:
        self.lock = threading.RLock()
        self.kept = kept
        self.bacs_days = bacs_days
        self.webhook = ""
        self.reset()
        if kept is not None and kept.exists():
            self._load(json.loads(kept.read_text(encoding="utf-8")))

    def reset(self) -> None:
        with self.lock:
            self.things: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in PREFIXES}
            self.answers: dict[str, dict[str, Any]] = {}
            self.due: list[list[Any]] = []  # [when, order, what, id]
            self.deliveries: list[dict[str, Any]] = []
            self.modes = copy.deepcopy(MODES)
            self.ahead = 0
            self.order = 0
            self.payout_planned = False
            self.changed = True

    # ---- the clock ----

    def now(self) -> int:
        return int(clock.now().timestamp()) + self.ahead

    def plan(self, seconds: int, what: str, object_id: str) -> None:
        """`what` is the name of a function in moving.DEEDS, called with the id when the clock has come there."""
        self.order += 1
        heapq.heappush(self.due, [self.now() + seconds, self.order, what, object_id])

    def next_due(self, until: int) -> tuple[int, str, str] | None:
        if not self.due or self.due[0][0] > until:
            return None
        when, _order, what, object_id = heapq.heappop(self.due)
        return when, what, object_id

    # ---- things ----

    def new(self, kind: str, *, called: str = "", **fields: Any) -> dict[str, Any]:
        """Fields that begin with _ are ours and never go over the wire."""
        self.order += 1
        object_id = called or f"{PREFIXES[kind]}_{self.order:08d}{secrets.token_hex(6)}"
        thing = {"id": object_id, "object": kind, "created": self.now(), "livemode": False} | fields
        self.things[kind][object_id] = thing
        self.changed = True
        return thing

    def get(self, kind: str, object_id: str) -> dict[str, Any] | None:
        return self.things[kind].get(object_id)

    def find(self, object_id: str) -> dict[str, Any] | None:
        """Whatever has this id, by its prefix."""
        kind = next((kind for kind, prefix in PREFIXES.items() if object_id.startswith(f"{prefix}_")), None)
        return self.things[kind].get(object_id) if kind else None

    def tell(self, word: str, thing: dict[str, Any]) -> None:
        """An event, kept in the list and queued for the webhook."""
        said = shown(thing)
        event = self.new(
            "event", type=word, api_version=None, data={"object": said}, pending_webhooks=1,
            request={"id": None, "idempotency_key": None},
        )  # fmt: skip
        if self.webhook and not self.modes["drop"]:
            times = 2 if self.modes["duplicate"] else 1
            self.deliveries += [{"event": event["id"], "tries": 0, "wait": None} for _ in range(times)]

    # ---- kept over a restart ----

    def save(self) -> None:
        """Written beside, then renamed: whole or not at all."""
        if self.kept is None:
            return
        with self.lock:
            if not self.changed:
                return
            self.changed = False
            said = json.dumps({name: getattr(self, name) for name in _KEPT})
        self.kept.parent.mkdir(parents=True, exist_ok=True)
        draft = self.kept.with_suffix(".part")
        draft.write_text(said, encoding="utf-8")
        os.replace(draft, self.kept)

    def _load(self, said: dict[str, Any]) -> None:
        for name in _KEPT:
            setattr(self, name, said[name])


_KEPT = ("things", "answers", "due", "deliveries", "modes", "ahead", "order", "payout_planned")


def shown(thing: Any) -> Any:
    """A deep copy without what is ours."""
    if isinstance(thing, dict):
        return {name: shown(value) for name, value in thing.items() if not name.startswith("_")}
    if isinstance(thing, list):
        return [shown(value) for value in thing]
    return thing
