"""A folder for each test's files, and the day on which the tests import."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from careregister.base import clock
from careregister.register.tests import world

from .files import Ran, made


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    with clock.at(world.NOON):
        yield


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., Ran]:
    """Import rows, text or bytes: `bring(row(), options=["--dry-run"])`."""

    def run(*what: dict[str, str] | str | bytes, options: tuple[str, ...] = (), name: str = "people.csv") -> Ran:
        first = what[0]
        text = first if isinstance(first, str) else made(*(each for each in what if isinstance(each, dict)))
        data = first if isinstance(first, bytes) else text.encode()
        path = tmp_path / name
        path.write_bytes(data)
        return Ran(path, *options)

    return run
