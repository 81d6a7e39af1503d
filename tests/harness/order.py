"""What takes long begins first, so that no worker is alone with it at the end. Within each half the order stays random."""

import pytest

LONG = (
    "tests/stories/",
    "tests/commands/",
    "tests/shape/test_who_reads_what.py",
    "test_any_sequence.py",
    "test_guesses.py",
    "test_jobs.py",
    "test_replay.py",
    "test_bringing.py",
    "test_committing.py",
    "test_seeds.py",
)
LONGEST = (
    "test_from_the_home_page_to_the_register.py",
    "test_linters.py",
    "test_run.py",
    "test_killed.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (not _is_of(LONGEST, item), not _is_of(LONG, item)))


def _is_of(parts: tuple[str, ...], item: pytest.Item) -> bool:
    return any(part in item.nodeid for part in parts)
