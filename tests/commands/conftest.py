import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty data folder. Not `tmp_path`: pytest closes that to all but its owner, and root's PostgreSQL is not."""
    base = Path(os.environ["TESTS_DATA"])
    base.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="folder-", dir=base))
    yield made
    shutil.rmtree(made)
