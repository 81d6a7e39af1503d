"""A Maildir into which a mail server puts what comes back: each mail is read once, and taken out."""

import logging
from collections.abc import Iterator
from pathlib import Path

from careregister.base.actors import Actor, Because
from careregister.base.refusals import Busy

from . import actions, bounces

MOST_AT_ONCE = 500
OTHER = ".other"  # mail that was no report of ours: for somebody to look at, in a mail program

logger = logging.getLogger(__name__)


def empty(folder: Path, *, by: Actor, because: Because) -> int:
    """Read every mail in `new` and `cur`. How many letters came back.

    A report is removed once it is recorded; whatever else there is moves to the folder `.other` beside it. One whose
    letter is still being handed over waits for the next time. Safe to run twice.
    """
    returned = 0
    for path in _mails(folder):
        try:
            with path.open("rb") as file:
                data = file.read(bounces.MOST_BYTES)
            found = actions.record_report(data, by=by, because=because)
        except Busy:
            continue
        except OSError:
            logger.warning("a mail in the folder of bounces cannot be read")
            continue
        if found is None:
            _set_aside(folder, path)
        else:
            returned += 1
            path.unlink(missing_ok=True)
    return returned


def _mails(folder: Path) -> Iterator[Path]:
    found = [path for name in ("new", "cur") for path in sorted((folder / name).glob("*"))]
    yield from [path for path in found if path.is_file() and not path.is_symlink()][:MOST_AT_ONCE]


def _set_aside(folder: Path, path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (folder / OTHER / name).mkdir(parents=True, exist_ok=True)
    path.replace(folder / OTHER / "cur" / path.name)
