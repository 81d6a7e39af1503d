"""Several actions as one: what each writes beside its own rows is written in one statement when the block ends, and a row
is locked once. Order, refusals and what a savepoint takes back are as they are without it. And several queries as one
look: what each needs is asked once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")
Writer = Callable[[list[Any]], None]


@dataclass(slots=True)
class _Block:
    depth: list[str]  # the savepoints that stand around it
    only_a_look: bool = False
    rows: dict[Writer, list[tuple[object, Any]]] = field(default_factory=dict)
    kept: dict[object, tuple[object, Any]] = field(default_factory=dict)


_open: ContextVar[_Block | None] = ContextVar("together", default=None)


def together(action: Callable[P, R]) -> Callable[P, R]:
    """As `transaction.atomic` around an action that is made of others."""

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(savepoint=_acting() is None), _block():
            return action(*args, **kwargs)

    return whole


def part(action: Callable[P, R]) -> Callable[P, R]:
    """As `transaction.atomic`; inside `together` without a savepoint of its own: a refusal there undoes the whole."""

    @wraps(action)
    def within(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(savepoint=_acting() is None):
            return action(*args, **kwargs)

    return within


def look(query: Callable[P, R]) -> Callable[P, R]:
    """A query that is made of others: what they ask `in_a_look` is asked once."""

    @wraps(query)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        with _block(only_a_look=True):
            return query(*args, **kwargs)

    return whole


def put(write: Writer, rows: list[Any]) -> None:
    """Have `write` write the rows: now, or inside `together` with all others at its end. Nobody reads them before."""
    block = _acting()
    if block is None:
        write(rows)
    else:
        mark = _mark(block)
        block.rows.setdefault(write, []).extend((mark, row) for row in rows)


def once(what: object, find: Callable[[], R]) -> R:
    """What `find` finds; inside `together` found once, as long as no savepoint took it back.

    A row that was changed within a savepoint is kept as it was changed: whoever catches a refusal there and goes on,
    reads it anew.
    """
    return _kept(_acting(), what, find)


def in_a_look(what: object, find: Callable[[], R]) -> R:
    """What `find` finds; inside `look` found once. An action asks anew: it sees what it did itself."""
    block = _open.get()
    return _kept(block if block and block.only_a_look else None, what, find)


def _kept(block: _Block | None, what: object, find: Callable[[], R]) -> R:
    if block is None:
        return find()
    held = block.kept.get(what)
    if held is None or not _stands(held[0]):
        held = block.kept[what] = (_mark(block), find())
    found: R = held[1]
    return found


def _acting() -> _Block | None:
    """The block of `together` that is open; an action within a look opens its own."""
    block = _open.get()
    return None if block is None or block.only_a_look else block


@contextmanager
def _block(*, only_a_look: bool = False) -> Iterator[None]:
    around = _open.get()
    if around is not None and (only_a_look or not around.only_a_look):
        yield
        return
    block = _Block(_savepoints(), only_a_look)
    token = _open.set(block)
    try:
        yield
    finally:
        _open.reset(token)
    for write, rows in block.rows.items():
        if standing := [row for mark, row in rows if _stands(mark)]:
            write(standing)


def _mark(block: _Block) -> object:
    """What goes when the savepoint that stands now is rolled back; None where there is none but those around the block."""
    if _savepoints() == block.depth:
        return None

    def mark() -> None:
        """Django forgets what was to be done after a commit when its savepoint is rolled back."""

    transaction.on_commit(mark)
    return mark


def _savepoints() -> list[str]:
    return [one for one in connection.savepoint_ids if one]


def _stands(mark: object) -> bool:
    return mark is None or any(waiting[1] is mark for waiting in connection.run_on_commit)
