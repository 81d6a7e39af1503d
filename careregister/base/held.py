"""What each stored field about a person is: the row that the data map, the export and the erasure are made from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """One field. `keep` says how long; `export` and `erase` say what becomes of it when the person asks."""

    what: str
    why: str
    keep: str
    export: str
    erase: str
