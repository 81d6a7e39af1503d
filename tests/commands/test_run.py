"""bin/run, as a newcomer sees it: from nothing to a page, Ctrl-C, and again."""

import os
import re
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.environment import ROOT
from tools.ports import free_port


def environment(data: Path, port: int) -> dict[str, str]:
    ours = ("CAREREGISTER_", "DATABASE_", "TESTS_", "DJANGO_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return plain | {"CAREREGISTER_DATA": str(data), "PORT": str(port)}


@contextmanager
def running(data: Path, port: int) -> Iterator[str]:
    """bin/run until it says that it is ready: what it said. Ctrl-C at the end."""
    command = subprocess.Popen(
        [str(ROOT / "bin" / "run")],
        env=environment(data, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said = ""
    try:
        assert command.stdout is not None
        for line in command.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        assert "Ctrl-C" in said, said
        yield said
    finally:
        os.killpg(command.pid, signal.SIGINT)
        rest = command.communicate(timeout=60)[0]
        assert command.returncode == 0, said + rest


def processes_of(data: Path) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:
            continue
        if str(data).encode() in told and int(process.name) != os.getpid():
            found.append((process / "cmdline").read_text(encoding="utf-8").replace("\0", " "))
    return found


def ask(port: int, path: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.status


def test_it_starts_stops_cleanly_and_starts_again_without_loading_anything_twice(folder: Path):
    port = free_port()
    with running(folder, port) as said:
        assert f"http://localhost:{port}/" in said
        assert "Sign in as" in said
        assert ask(port, "/health/ready") == 200
        assert ask(port, "/") == 200
        assert processes_of(folder)
    assert not processes_of(folder)
    with running(folder, port) as said:
        assert ask(port, "/") == 200
        assert "0 new members of staff, 0 new registrants" in said
        again = refused(folder, free_port())
        assert "Another bin/run is using the data folder" in again
    assert (folder / "secrets.env").stat().st_mode & 0o077 == 0


def refused(data: Path, port: int, **more: str) -> str:
    done = subprocess.run(
        [str(ROOT / "bin" / "run")],
        env=environment(data, port) | more,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_taken_port_is_said_plainly(folder: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refused(folder, port)
    assert f"Port {port} is taken" in said
    assert re.search(r"PORT=\d+ bin/run", said)


def test_half_a_database_is_refused(folder: Path):
    said = refused(folder, free_port(), DATABASE_URL="postgresql://somebody@127.0.0.1/register")
    assert "DATABASE_OWNER_URL" in said


def test_a_port_that_is_no_number_is_refused(folder: Path):
    assert "must be a number" in refused(folder, 1, PORT="http")
