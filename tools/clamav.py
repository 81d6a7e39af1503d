"""The virus scanner of the tests: Debian's clamd where it is or can be installed, with signatures of our own."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.environment import ROOT, CannotGoOn

STARTS_WITHIN_SECONDS = 30
SIGNATURE = "Tests.Eicar"
# The test file of the scanners' makers (eicar.org), in two halves, so that no scanner stops at this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
HOW_TO_MEND = (
    "The tests of virus scanning need clamd, and there is none. Install it, then start again:\n"
    "  on Debian or Ubuntu, as root: apt-get update && apt-get install clamav-daemon"
)


def find_or_install() -> str:
    """The path of clamd. Raises CannotGoOn."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "clamav.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _find() and os.geteuid() == 0 and shutil.which("apt-get"):
            _install_debians()
        found = _find()
        if not found:
            raise CannotGoOn(HOW_TO_MEND)
        return found


@contextmanager
def running() -> Iterator[str]:
    """A clamd of our own that knows EICAR alone and so starts at once; its address. Raises CannotGoOn."""
    program = find_or_install()
    with tempfile.TemporaryDirectory(prefix="clamd-") as name:  # short: a socket's path is at most 107 letters
        folder = Path(name)
        socket, log = folder / "socket", folder / "log"
        (folder / "signatures").mkdir()
        (folder / "signatures" / "tests.ndb").write_text(f"{SIGNATURE}:0:*:{EICAR.hex()}\n", encoding="ascii")
        settings = folder / "clamd.conf"
        settings.write_text(
            f"Foreground yes\nLocalSocket {socket}\nDatabaseDirectory {folder / 'signatures'}\nTemporaryDirectory {folder}\n"
            f"StreamMaxLength 30M\nMaxThreads 2\nSelfCheck 0\n",
            encoding="utf-8",
        )
        with log.open("wb") as out:
            clamd = subprocess.Popen([program, "--config-file", str(settings)], stdout=out, stderr=out)
        try:
            _wait_for(clamd, socket, log)
            yield f"unix://{socket}"
        finally:
            clamd.terminate()
            try:
                clamd.wait(10)
            except subprocess.TimeoutExpired:
                clamd.kill()
                clamd.wait()


def _wait_for(clamd: subprocess.Popen, socket: Path, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and clamd.poll() is None:
        if socket.exists():
            return
        time.sleep(0.05)
    raise CannotGoOn(f"clamd did not start. Its last words:\n{log.read_text(errors='replace')[-2000:]}")


def _find() -> str | None:
    return shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")


def _install_debians() -> None:
    print("Installing the package clamav-daemon (once) ...", file=sys.stderr, flush=True)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "clamav-daemon"]):
        done = subprocess.run(["apt-get", "--quiet", *command], env=env, capture_output=True, text=True)
        if done.returncode:
            said = (done.stdout + done.stderr)[-2000:]
            print(f"apt-get {command[0]} did not work:\n{said}", file=sys.stderr, flush=True)
