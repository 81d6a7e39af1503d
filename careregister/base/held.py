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


HELD = {
    "base.Counter.key": Held(
        what="A keyed digest of an address or an e-mail that tried something",
        why="slows down guessing and scraping",
        keep="a day after its window of time ended",
        export="left out: nobody can be told from it",
        erase="deleted with its window",
    ),
}

NOT_PERSONAL = {"base.Counter": ("name", "window_number", "used", "until")}
