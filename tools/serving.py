"""A database made ready, and the web server and the worker upon it: what bin/run and bin/bench share."""

import fcntl
import hashlib
import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.environment import ROOT, CannotGoOn
from tools.processes import Child

ADDRESS = "127.0.0.1"
WORKERS = 2
READY_WITHIN_SECONDS = 60
ACCOUNTS = "demo-accounts.txt"  # whom to sign in as, in the data folder


def prepare(env: dict[str, str], data: Path, *, demo: bool) -> None:
    """What may not be on together, tables, rights, static files and (once) the demo. Raises CannotGoOn."""
    several(
        env | {"CAREREGISTER_LOGIN": "owner"},
        ("", "check --tag careregister"),
        ("Bringing the tables up to date", "migrate --no-input --verbosity 0"),
        ("", "grants --verbosity 0"),
    )
    steps = []
    static = _fingerprint_of_static_files()
    made_from = data / "static-made-from"
    stale = not made_from.exists() or made_from.read_text(encoding="utf-8") != static
    if stale:
        steps.append(("Collecting style sheets and pictures", "collectstatic --no-input --clear --verbosity 0"))
    if demo:
        steps.append(("Looking after the demo", "load_demo"))
        steps.append((f">{data / ACCOUNTS}", f"demo_accounts --address {home(env['PORT'])}"))
    if steps:
        several(env, *steps)
    if stale:
        made_from.write_text(static, encoding="utf-8")


def home(port: int | str) -> str:
    return f"http://localhost:{port}"


def several(env: dict[str, str], *steps: tuple[str, str]) -> None:
    command = [sys.executable, "-m", "tools.several", *(part for step in steps for part in step)]
    code = subprocess.run(command, env=env | {"PYTHONUNBUFFERED": "1"}, cwd=ROOT).returncode
    if code:
        names = ", ".join(step[1].split()[0] for step in steps)
        raise CannotGoOn(f"That did not work ({names}: code {code}). What went wrong is said just above.")


def web_server(
    env: dict[str, str], port: int, log: Path, application: str = "careregister.project.wsgi", workers: int = WORKERS
) -> Child:
    options = ["--interface", "wsgi", "--host", ADDRESS, "--port", str(port), "--workers", str(workers)]
    options += ["--backlog", "1024", "--respawn-failed-workers", "--workers-kill-timeout", "5s", "--no-ws"]
    command = [sys.executable, "-m", "granian", *options, f"{application}:application"]
    return Child("web server", command, env, log)


def worker(env: dict[str, str], log: Path) -> Child:
    """Politely: on one small machine, whoever waits for a page comes before work that can wait. Without the checks of
    Django, which load every page: `prepare` asks our own."""
    command = [sys.executable, str(ROOT / "manage.py"), "procrastinate", "--skip-checks", "worker"]
    return Child("worker", ["nice", "-n", "10", *command], env, log)


def wait_until_ready(server: Child, port: int) -> None:
    """Raises CannotGoOn, with the server's last words, when it does not answer that it is ready."""
    until, answer = time.monotonic() + READY_WITHIN_SECONDS, "nothing"
    while time.monotonic() < until:
        if not server.is_up():
            raise CannotGoOn(f"The web server did not start. Its last words:\n{server.last_words()}")
        status, answer = _ask(port, "/health/ready")
        if status == 200:
            return
        if status == 500:  # broken, where 503 would be "not yet"
            break
        time.sleep(0.1)
    raise CannotGoOn(
        f"The web server did not become ready within {READY_WITHIN_SECONDS} s. /health/ready said: {answer}\n"
        f"Its last words:\n{server.last_words()}"
    )


def _ask(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, f"{answer.status} {answer.read(500).decode(errors='replace')}"
    except OSError as problem:
        return 0, str(problem)
    finally:
        connection.close()


def refuse_taken_port(port: int) -> None:
    """Raises CannotGoOn when something else listens there."""
    with socket.socket() as probe:
        probe.settimeout(2)
        taken = probe.connect_ex((ADDRESS, port)) == 0
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except PermissionError:
            raise CannotGoOn(
                f"This account may not use port {port}. Choose one above 1023: PORT=8001 bin/run"
            ) from None
        except OSError:
            taken = True
    if taken:
        raise CannotGoOn(
            f"Port {port} is taken: another program (perhaps another bin/run) listens there. "
            f"Stop it, or choose another port: PORT={port + 1} bin/run"
        )


@contextmanager
def alone_in(data: Path) -> Iterator[None]:
    """One bin/run to a data folder. Raises CannotGoOn."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "run.lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotGoOn(
                f"Another bin/run is using the data folder {data}. Stop it, or choose another folder and port: "
                "CAREREGISTER_DATA=/another/folder PORT=8001 bin/run"
            ) from None
        yield


def _fingerprint_of_static_files() -> str:
    seen = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in _static_files()]
    lock = (ROOT / "requirements" / "run.txt").read_bytes()
    return hashlib.sha256(json.dumps(seen).encode() + lock).hexdigest()


def _static_files() -> list[Path]:
    return sorted(path for path in ROOT.glob("careregister/web/*/static/**/*") if path.is_file())
