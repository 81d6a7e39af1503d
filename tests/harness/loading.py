"""Where nothing is compiled yet, each worker would rewrite the asserts of every test file, all of them the same file at
the same time. So each loads another part first, and finds the rest done by its fellows."""

import contextlib
import importlib
import warnings
from pathlib import Path

import pytest

from tools.environment import ROOT


def pytest_sessionstart(session: pytest.Session) -> None:
    fellows = getattr(session.config, "workerinput", None)
    if fellows is None:
        return
    files = sorted(file for given in session.config.args for file in (ROOT / given).rglob("test_*.py"))
    number = int(fellows["workerid"].removeprefix("gw"))
    for file in files[number :: fellows["workercount"]]:
        _load(file)


def _load(file: Path) -> None:
    """What does not load, or not without a warning, is loaded again by the collecting, which says so."""
    with warnings.catch_warnings(), contextlib.suppress(Exception):
        warnings.simplefilter("error")
        importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
