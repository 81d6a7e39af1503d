"""What was loaded before the first test stays to the end: the collector of garbage need not look through it each time."""

import gc


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
