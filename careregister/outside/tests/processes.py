"""Services of others as processes of their own, ended with the block."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def service(module: str, *arguments: str) -> Iterator[str]:
    """The address at which `careregister.outside.fakes.<module>` answers."""
    command = [sys.executable, "-m", f"careregister.outside.fakes.{module}", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(10)
