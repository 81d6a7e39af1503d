"""A process that answers as the DBS Update Service does: `python -m careregister.outside.fakes.dbs --port 0`.

The certificate number's first digit decides: 1 to 4 the four codes in their order, 9 an HTTP 500; and, for what else can
go wrong, 8 answers too late, 7 sends half an answer, 6 says that it failed, 5 sends an XML bomb. Everything else is not found.
`/asked` lists what was asked, as the real service shows its log to the certificate's holder.
"""

import argparse
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

PATH = "/crsc/api/status/"
CODES = {"1": "BLANK_NO_NEW_INFO", "2": "NON_BLANK_NO_NEW_INFO", "3": "NEW_INFO", "4": "NO_MATCH_FOUND"}
ASKED = (
    "dateOfBirth", "surname", "hasAgreedTermsAndConditions", "organisationName", "employeeSurname", "employeeForename",
)  # fmt: skip
BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;&b;">]>'


class Service(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, late: float) -> None:
        super().__init__(("127.0.0.1", port), Answer)
        self.asked: list[dict[str, str]] = []
        self.late = late
        self.ending = threading.Event()


class Answer(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/asked":
            self._send(200, json.dumps(self.server.asked), "application/json")
        elif address.path.startswith(PATH):
            self._status(address.path.removeprefix(PATH), dict(parse_qsl(address.query)))
        else:
            self._send(404, "", "text/plain")

    def log_message(self, *_said: object) -> None:
        """Nothing: what is asked here may be about somebody."""

    def _status(self, number: str, said: dict[str, str]) -> None:
        self.server.asked.append({"number": number, **said})
        first = number[:1]
        if any(not said.get(name) for name in ASKED) or said["hasAgreedTermsAndConditions"] != "true":
            self._send(400, "", "text/plain")
        elif first == "9":
            self._send(500, "Internal Server Error", "text/plain")
        elif first == "7":
            self._xml("<statusCheckResult><statusCheckResultType>SUCC")
        elif first == "6":
            self._xml("<statusCheckResult><statusCheckResultType>FAILURE</statusCheckResultType></statusCheckResult>")
        elif first == "5":
            self._xml(f"{BOMB}<statusCheckResult>&d;</statusCheckResult>")
        else:
            if first == "8":
                self.server.ending.wait(self.server.late)
            self._xml(_result(CODES.get(first, CODES["4"]), said["surname"]))

    def _xml(self, text: str) -> None:
        self._send(200, text, "application/xml")

    def _send(self, status: int, text: str, kind: str) -> None:
        body = text.encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:
            return  # whoever asked did not wait


def _result(code: str, surname: str) -> str:
    found = (
        ""
        if code == CODES["4"]
        else f"<forename>A</forename><surname>{escape(surname)}</surname>"
        '<printDate class="sql-date">2024-04-22</printDate>'
    )
    return (
        "<statusCheckResult><statusCheckResultType>SUCCESS</statusCheckResultType>"
        f"<status>{code}</status>{found}</statusCheckResult>"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--late", type=float, default=60.0, help="seconds before a late answer")
    given = arguments.parse_args()
    with Service(given.port, given.late) as service:
        print(f"http://127.0.0.1:{service.server_port}{PATH.rstrip('/')}", flush=True)  # noqa: T201
        try:
            service.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
