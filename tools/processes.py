"""Long-running children: started apart from the terminal, kept going, and never left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

STEADY_SECONDS = 60  # a child that lived this long starts afresh with the shortest wait
LONGEST_WAIT = 30

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """A program that ought to run all the time. `tend` starts it again, each time waiting twice as long."""

    name: str
    command: list[str]
    env: dict[str, str]
    log: Path
    process: subprocess.Popen | None = None
    failures: int = 0
    _started: float = 0
    _next_start: float = field(default=0, repr=False)

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            # Its own process group: Ctrl-C reaches us alone, and we end things in order.
            self.process = subprocess.Popen(
                self.command,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
                preexec_fn=_end_with_parent if _libc else None,
            )
        self._started = time.monotonic()

    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def tend(self) -> str | None:
        """Start it again if it ended and its wait is over. Says in words what happened, or None."""
        if self.is_up():
            return None
        if self._next_start == 0:
            if time.monotonic() - self._started > STEADY_SECONDS:
                self.failures = 0
            wait = min(2**self.failures, LONGEST_WAIT)
            self.failures += 1
            self._next_start = time.monotonic() + wait
            return f"The {self.name} ended ({self._code()}); starting it again in {wait} s. Its log: {self.log}"
        if time.monotonic() >= self._next_start:
            self._next_start = 0
            self.start()
        return None

    def _code(self) -> str:
        return f"code {self.process.returncode}" if self.process else "never started"

    def last_words(self, characters: int = 3000) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-characters:] if self.log.exists() else ""


def stop(children: list[Child], patience: float = 10) -> None:
    """Ask all to end, wait, then end what is left of them and of their own children."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    until = time.monotonic() + patience
    for process in running:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
    for process in running:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        process.wait()


def _end_with_parent() -> None:
    """Runs in the child: should we be killed outright, the system ends it."""
    if _libc:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
