import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools import postgres


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty data folder. Not `tmp_path`: pytest closes that to all but its owner, and root's PostgreSQL is not."""
    with _folder() as made:
        yield made


@pytest.fixture(scope="module")
def with_a_server() -> Iterator[Path]:
    """A data folder in which a server was made, and stopped. For tests that leave it as it was: to make one is long."""
    with _folder() as made:
        with postgres.running(made, throwaway=True):
            pass
        yield made


@contextmanager
def _folder() -> Iterator[Path]:
    base = Path(os.environ["TESTS_DATA"])
    base.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="folder-", dir=base))
    yield made
    shutil.rmtree(made)
