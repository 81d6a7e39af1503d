"""How far a long command has come: a bar on a terminal, a plain line every tenth where there is none."""

import sys
import time
from types import TracebackType
from typing import Self, TextIO

WIDTH = 30
SECONDS_BETWEEN = 0.1


class Progress:
    """Use as a context manager and call `step` as the work goes on. Writes to standard error, never to output."""

    def __init__(self, label: str, total: int, out: TextIO | None = None) -> None:
        self.label, self.total, self.done = label, max(total, 0), 0
        self.out = out or sys.stderr
        self.bar = self.out.isatty()
        self.drawn_at = float("-inf")
        self.tenths_said = -1

    def __enter__(self) -> Self:
        self._show()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.bar:
            self._draw()
            self.out.write("\n")
            self.out.flush()

    def step(self, by: int = 1) -> None:
        """`by` more are done."""
        self.done = min(self.done + by, self.total) if self.total else self.done + by
        self._show()

    def _show(self) -> None:
        if self.bar:
            finished = self.done == self.total
            if finished or time.monotonic() - self.drawn_at >= SECONDS_BETWEEN:
                self._draw()
            return
        tenths = self.done * 10 // self.total if self.total else 10
        if tenths > self.tenths_said:
            self.tenths_said = tenths
            self.out.write(f"{self.label}: {self._counted()}\n")
            self.out.flush()

    def _draw(self) -> None:
        share = self.done / self.total if self.total else 1.0
        filled = int(share * WIDTH)
        self.out.write(f"\r{self.label} [{'#' * filled}{'.' * (WIDTH - filled)}] {self._counted()}\x1b[K")
        self.out.flush()
        self.drawn_at = time.monotonic()

    def _counted(self) -> str:
        share = self.done * 100 // self.total if self.total else 100
        return f"{self.done:,} of {self.total:,} ({share}%)"
