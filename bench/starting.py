"""How long bin/run takes to be ready on data that is there already."""

import os
import signal
import subprocess
import time
from pathlib import Path

from tools.environment import ROOT, CannotGoOn

BAR_SECONDS = 10  # wall time from the command to "Ctrl-C stops everything"


def again(data: Path, port: int) -> float:
    """Seconds until bin/run says it is ready on `data`; it is stopped then. Raises CannotGoOn if it never says so."""
    ours = ("DATABASE_", "CAREREGISTER_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    began = time.monotonic()
    command = subprocess.Popen(
        [str(ROOT / "bin" / "run")],
        env=plain | {"CAREREGISTER_DATA": str(data), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert command.stdout is not None
    said = ""
    for line in command.stdout:
        said += line
        if "Ctrl-C" in line:
            seconds = time.monotonic() - began
            os.killpg(command.pid, signal.SIGINT)
            command.communicate(timeout=60)
            return seconds
    command.wait()
    raise CannotGoOn(said)
