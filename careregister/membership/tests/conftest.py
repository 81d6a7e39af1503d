"""What several files of these tests ask for."""

from collections.abc import Iterator

import pytest

from . import world


@pytest.fixture
def in_november() -> Iterator[None]:
    with world.on(world.TODAY):
        yield
