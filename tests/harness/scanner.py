"""A real clamd for the tests that ask for one. It knows EICAR and nothing else."""

from collections.abc import Iterator

import pytest

from tools import clamav


@pytest.fixture(scope="session")
def _running_scanner() -> Iterator[str]:
    with clamav.running() as address:
        yield address


@pytest.fixture
def scanner(settings, _running_scanner: str) -> str:
    """The product asks this clamd about files; its address."""
    settings.CLAMAV = _running_scanner
    return _running_scanner
