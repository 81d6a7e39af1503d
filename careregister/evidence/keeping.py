"""Pages on disk: sealed for their own place, so that a file under another page's name does not open."""

from collections.abc import Iterable

from careregister.base import sealing
from careregister.base.refusals import NotAllowed
from careregister.outside import files

from . import arriving
from .models import Page

_LONGEST_KEY_ID = 200


def keep(page: Page, data: bytes) -> None:
    """Write a page's bytes, safe on disk when this returns. Before its row is committed."""
    files.put(page.id, sealing.seal_bytes(data, page.place))


def opened(page: Page) -> bytes:
    """A page's bytes, which are what was kept. NotAllowed `file_damaged` when they are gone or another's."""
    try:
        data = sealing.unseal_bytes(files.get(page.id), page.place)
    except (files.Missing, sealing.CannotOpen) as problem:
        raise NotAllowed("file_damaged") from problem
    if arriving.digest(data) != bytes(page.digest):
        raise NotAllowed("file_damaged")
    return data


def forget(pages: Iterable[Page]) -> None:
    """Destroy their bytes; those that are gone already are no mistake."""
    for page in pages:
        files.destroy(page.id)


def sealed_with(page: Page) -> str:
    """The id of the key that sealed a page's file; files.Missing."""
    return sealing.sealed_with(files.start_of(page.id, _LONGEST_KEY_ID))


def seal_again(page: Page) -> None:
    """Seal a page's file with the current key; sealing.CannotOpen, files.Missing. Hold its document's row."""
    keep(page, sealing.unseal_bytes(files.get(page.id), page.place))
