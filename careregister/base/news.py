"""News travels upward: a room tells that something happened, and the one table of the project says who hears of it.

A room below never knows the rooms above. Whoever hears runs in the same transaction as the cause; what has to do with
the outside is for a job that the hearer enqueues.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.module_loading import import_string

_heard_by: dict[str, tuple[str, ...]] = {}


def set_table(table: Mapping[str, Sequence[str]]) -> None:
    """Say once, when the project starts, who hears of what: news to dotted names of functions."""
    _heard_by.clear()
    _heard_by.update({news: tuple(names) for news, names in table.items()})


def tell(news: str, **facts: object) -> None:
    """Call everybody who hears of `news` with its `facts`, in the order of the table.

    Ids, codes, dates and pence only. Refuses outside a transaction: cause and hearing stand or fall together.
    """
    assert transaction.get_connection().in_atomic_block, f"{news} was told outside a transaction"
    for name in _heard_by.get(news, ()):
        import_string(name)(**facts)
