"""bin/bench's figures, and the door that keeps its measuring out of everywhere else."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.measuring import Case, measure, table
from tools.environment import ROOT


class Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(404 if "lost" in self.path else 200)
        for name, value in {
            "Content-Length": "5",
            "Bench-Queries": "2",
            "Bench-Ms": "1.5",
            "Bench-Cpu-Ms": "1",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_what_is_not_answered_as_it_should_be_is_counted(port: int):
    found = measure(Case("half", ["/", "/lost"]), port, 10)
    assert found.refused == 5


def test_the_table_compares_with_the_first_row(port: int):
    rows = [measure(Case(name, ["/"]), port, 10) for name in ("empty", "other")]
    assert (rows[1].queries, rows[1].server, rows[1].cpu) == (2, 1.5, 1.0)
    assert "other" in table(rows)
    assert "answered otherwise" not in table(rows)


def test_the_measuring_server_starts_nowhere_else():
    done = subprocess.run(
        [sys.executable, "-c", "import bench.wsgi"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "CAREREGISTER_BENCH"},
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "for bin/bench only" in done.stderr
