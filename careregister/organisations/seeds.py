"""Believable places for the demo and for tests: 56 real care homes, as the regulator published them."""

from pathlib import Path

from careregister.base.actors import Because, importing

from . import actions, directory

FILE = Path(__file__).parent / "seed_data" / "cqc_directory_trafford.csv"


def load() -> int:
    """Take the 56 homes in, as any edition is taken in. Safe to run twice. Returns how many are listed."""
    found = directory.read(FILE.read_bytes())
    assert found.produced_on is not None, "the demo's file says when it was produced"
    by, because = importing(f"cqc {found.produced_on}"), Because("directory_edition")
    return actions.import_directory(found, found.produced_on, by=by, because=because).listed
