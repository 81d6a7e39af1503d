"""The process: the API, the hosted page, the console, and the ways in which a line can fail."""

import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from . import api, control, moving, pages, visiting
from .state import State
from .webhooks import Messenger
from .wire import Problem, form

LONGEST = 1024 * 1024
BROKEN = {"error": {"type": "api_error", "message": "Something went wrong on the pretend provider's end."}}


class Provider(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, state: State, *, key: str, secret: str) -> None:
        super().__init__(("127.0.0.1", port), Answer)
        self.state, self.key, self.secret = state, key, secret
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.messenger = Messenger(state, secret)
        self.messenger.start()
        threading.Thread(target=self._tick, daemon=True, name="clock").start()

    def _tick(self) -> None:
        wait = 0.3
        while not self.messenger.ending.wait(wait):
            moving.catch_up(self.state)
            begun = time.monotonic()
            self.state.save()
            wait = max(0.3, 20 * (time.monotonic() - begun))  # however much there is to keep, answering comes first

    def server_close(self) -> None:
        self.messenger.ending.set()
        super().server_close()
        self.state.save()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A line that broke is what this is for."""


class Answer(BaseHTTPRequestHandler):
    server: Provider
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._handle("GET")

    def do_POST(self) -> None:
        self._handle("POST")

    def do_DELETE(self) -> None:
        self._handle("DELETE")

    def log_message(self, *_said: object) -> None:
        """Nothing."""

    def _handle(self, method: str) -> None:
        address = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        if length > LONGEST:
            self.close_connection = True
            self._json(413, BROKEN)
            return
        body = self.rfile.read(length).decode("utf-8", errors="replace")
        if address.path.startswith("/v1/"):
            self._api(method, address.path, address.query, body)
        elif address.path.startswith("/_control"):
            self._control(method, address.path, address.query, body)
        elif address.path.startswith("/pay/"):
            self._page(method, address.path.removeprefix("/pay/"), body)
        else:
            self._send(
                404, pages.over("There is nothing here. The console is at /_control/."), "text/html; charset=utf-8"
            )

    # ---- the API ----

    def _api(self, method: str, path: str, query: str, body: str) -> None:
        state = self.server.state
        if not hmac.compare_digest(self.headers.get("Authorization", ""), f"Bearer {self.server.key}"):
            message = "Invalid API Key provided"
            self._json(401, {"error": {"type": "invalid_request_error", "message": message}})
            return
        time.sleep(state.modes["slow_seconds"])
        if state.modes["outage"]:
            self._outage(state.modes["outage"])
            return
        fails = self._failure(method, path)
        if fails and fails["before"]:
            self._break(fails["how"])
            return
        key = self.headers.get("Idempotency-Key", "")
        try:
            asked = form(body or query)
        except Problem as problem:
            self._json(problem.status, {"error": problem.said})
            return
        status, said, again = api.answer(state, method, path, asked, body, key, self.server.address)
        if fails:
            if fails["how"] == "500_kept" and key in state.answers:
                state.answers[key] |= {"status": 500, "said": BROKEN}
            self._break(fails["how"])
            return
        self._json(status, said, {"Idempotent-Replayed": "true"} if again else {})

    def _failure(self, method: str, path: str) -> dict[str, Any] | None:
        """The failure that a test ordered for this call, one less of it left."""
        state = self.server.state
        with state.lock:
            for each in state.modes["fails"]:
                if method == "POST" and each["on"] in path and each["times"] > 0:
                    each["times"] -= 1
                    return dict(each)
        return None

    def _break(self, how: str) -> None:
        if how == "slow":
            time.sleep(30)
        if how in {"500", "500_kept"}:
            self._json(500, BROKEN)
        else:
            self._cut()

    def _outage(self, how: str) -> None:
        if how == "503":
            self._json(503, BROKEN)
        else:
            self._cut()

    def _cut(self) -> None:
        self.close_connection = True

    # ---- people ----

    def _page(self, method: str, session_id: str, body: str) -> None:
        state = self.server.state
        if state.modes["outage"]:
            self._outage(state.modes["outage"])
            return
        if method == "POST":
            status, shown = visiting.chosen(state, session_id, dict(parse_qsl(body)))
        else:
            status, shown = visiting.show(state, session_id)
        self._shown(status, shown)

    def _shown(self, status: int, shown: bytes | str) -> None:
        if isinstance(shown, bytes):
            self._send(status, shown, "text/html; charset=utf-8")
        else:
            self._send(status, b"", "text/plain", {"Location": shown})

    # ---- tests and the console ----

    def _control(self, method: str, path: str, query: str, body: str) -> None:
        state, verb = self.server.state, path.removeprefix("/_control").strip("/")
        if method == "GET" and verb == "all":
            self._json(200, control.everything(state))
        elif method == "GET" and verb == "outbox":
            after = dict(parse_qsl(query)).get("after", "")
            self._json(200, {"events": control.outbox(state, self.server.secret, after)})
        elif method == "GET" and not verb:
            self._shown(200, pages.console(state))
        else:
            self._do(verb, body)

    def _do(self, verb: str, body: str) -> None:
        in_json = self.headers.get("Content-Type", "").startswith("application/json")
        try:
            said = control.done(self.server.state, verb, json.loads(body or "{}") if in_json else dict(parse_qsl(body)))
        except Problem as problem:
            self._json(problem.status, {"error": problem.said})
            return
        if in_json:
            self._json(200, said)
        else:
            self._shown(303, "/_control/")

    def _json(self, status: int, said: Any, more: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(said).encode(), "application/json", more)

    def _send(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
