"""Telling the other side: signed as Stripe signs, tried again until it says 2xx, and as late and odd as a test likes."""

import hashlib
import hmac
import json
import threading
from typing import Any

import httpx

from careregister.base import clock
from careregister.outside import lines

from .state import State

WAITS = (1, 2, 4, 8, 15, 30, 60)  # seconds of the wall; Stripe takes three days
MOST_TRIES = 15
TIMES = httpx.Timeout(10.0, connect=2.0)


def signed(event: dict[str, Any], secret: str) -> tuple[str, str]:
    """An event's body and its Stripe-Signature, fresh. Signatures are of the real time, whatever our clock says."""
    body = json.dumps(event, indent=2)
    stamp = int(clock.now().timestamp())
    mac = hmac.new(secret.encode(), f"{stamp}.{body}".encode(), hashlib.sha256).hexdigest()
    return body, f"t={stamp},v1={mac}"


class Messenger(threading.Thread):
    def __init__(self, state: State, secret: str) -> None:
        super().__init__(daemon=True, name="webhooks")
        self.state = state
        self.secret = secret
        self.ending = threading.Event()

    def run(self) -> None:
        with lines.client(TIMES) as client:
            while not self.ending.wait(0.05):
                delivery = self._next()
                if delivery is not None:
                    self._deliver(client, delivery)

    def _next(self) -> dict[str, Any] | None:
        """One that may go now, taken out of the queue; when things are to be out of order, the newest."""
        with self.state.lock:
            if not self.state.webhook:
                return None
            now = clock.now().timestamp()
            queue = self.state.deliveries
            for each in queue:
                if each["wait"] is None:
                    odd = 0.5 if self.state.modes["reorder"] else 0
                    each["wait"] = now + self.state.modes["delay_seconds"] + odd
            ready = [each for each in queue if each["wait"] <= now]
            if not ready:
                return None
            chosen = ready[-1] if self.state.modes["reorder"] else ready[0]
            queue.remove(chosen)
            return chosen

    def _deliver(self, client: httpx.Client, delivery: dict[str, Any]) -> None:
        with self.state.lock:
            event, address = self.state.get("event", delivery["event"]), self.state.webhook
        if event is None:
            return  # everything was forgotten meanwhile
        body, signature = signed(event, self.secret)
        headers = {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": signature}
        try:
            taken = client.post(address, content=body.encode(), headers=headers).is_success
        except httpx.HTTPError:
            taken = False
        with self.state.lock:
            self.state.changed = True
            if taken:
                event["pending_webhooks"] = 0
            elif delivery["tries"] < MOST_TRIES and self.state.get("event", delivery["event"]) is event:
                wait = WAITS[min(delivery["tries"], len(WAITS) - 1)]
                again = {"tries": delivery["tries"] + 1, "wait": clock.now().timestamp() + wait}
                self.state.deliveries.append(delivery | again)
