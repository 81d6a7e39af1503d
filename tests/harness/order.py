"""What takes long begins first, so that no worker is alone with it at the end. Among what takes alike the order is random."""

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
# In this order: while one worker makes the demo that the stories are told in, the others have work that needs none of it.
LONGEST = (
    "test_from_the_home_page_to_the_register.py",
    "test_linters.py",
    "test_year.py",
    "test_run.py",
    "test_killed.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    for number, name in enumerate(LONGEST):
        if name in item.nodeid:
            return number
    return len(LONGEST) + (not any(part in item.nodeid for part in LONG))
