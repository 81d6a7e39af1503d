"""bin/test: the whole of it, or the paths named. pytest runs the linters too (tests/shape), so that one line tells all."""

import os
import subprocess
import sys

from tools import chromium
from tools.environment import ROOT, CannotGoOn

WORKERS = 2


def main(arguments: list[str]) -> int:
    """pytest's exit code; 1 when there is no browser to be had."""
    paths = [argument for argument in arguments if not argument.startswith("-")]
    options = [*arguments]
    if not paths:
        try:
            chromium.find_or_install()
        except CannotGoOn as problem:
            print(problem, file=sys.stderr)
            return 1
        options += ["-n", str(WORKERS), "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", *options]
    return subprocess.run(command, cwd=ROOT if not paths else None, env=os.environ).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
