"""bin/test: the whole of it, or the paths named. pytest runs the linters too (tests/shape), so that one line tells all."""

import os
import sys
from typing import NoReturn

from tools import chromium
from tools.environment import ROOT, CannotGoOn

WORKERS = 4  # on two cores: two of them are usually waiting for a browser, a process or the database


def main(arguments: list[str]) -> NoReturn:
    """Become pytest; end with 1 when there is no browser to be had."""
    options = [*arguments]
    if all(argument.startswith("-") for argument in arguments):
        try:
            chromium.find_or_install()
        except CannotGoOn as problem:
            sys.exit(str(problem))
        options += ["-n", str(WORKERS), "--dist", "load", "--maxschedchunk", "4"]
        os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *options])


if __name__ == "__main__":
    main(sys.argv[1:])
