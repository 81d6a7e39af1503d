"""What a room gives out when a person asks what is held about them: rows, and what of them is held back, and why.

Each room with data about people has an `exporting.py` with its TABLES; `privacy` walks them. Every field that a room's
`held.py` names is shown or held back there: a test compares the two.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MADE, SECRET, STAFF, OTHERS = "made", "secret", "staff", "others"
CONFIDENTIAL, LIVE, IDS, GONE, NOBODY = "confidential", "live", "ids", "gone", "nobody"

WHY_NOT: dict[str, Promise] = {
    MADE: _("It is made by a machine from something shown here, and says nothing more."),
    SECRET: _("It lets somebody sign in, or proves who they are to a machine. Whoever saw it could pretend to be you."),
    STAFF: _("It says which member of staff did something. We tell you the role they acted in."),
    OTHERS: _("It is about somebody else, who has the same right to privacy as you."),
    CONFIDENTIAL: _("Whoever wrote it asked us to keep it between them and us. The law lets them."),
    LIVE: _("Something is being looked into. You can have this when that is over, if it then harms nobody."),
    IDS: _("It is a number by which our machines find a row. It says nothing about you."),
    GONE: _("It is kept for a very short time only."),
    NOBODY: _("Nobody, not even we, can tell from it whom it is about."),
}


@dataclass(frozen=True, slots=True)
class Withheld:
    """Stands where a value would be. `why`: a code of WHY_NOT."""

    why: str


@dataclass(frozen=True, slots=True)
class Show:
    """A field that is given out: what it is called, and how it is read from the row (None: as it is)."""

    label: Promise
    read: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`model` as in held.py (`people.Person`). `rows`: those about one person. Fields given out, fields held back."""

    model: str
    title: Promise
    rows: Callable[[UUID], Iterable[Any]]
    shows: Mapping[str, Show]
    withholds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One table of one room about one person. `rows`: field to value as it is kept (`plain` for JSON); `labels`: field to what it is called."""

    model: str
    title: Promise
    labels: Mapping[str, Promise]
    rows: tuple[Mapping[str, Any], ...]
    withheld: Mapping[str, str]


def about(model: Any, *order: str, through: str = "person_id") -> Callable[[UUID], Iterable[Any]]:
    """The rows of a model about one person, for `Table.rows`. `through`: the way from a row to the person's id; the rows
    that it leads over come with them."""
    between = through.rpartition("__")[0]
    joined = (between,) if between else ()

    def rows(person_id: UUID) -> Iterable[Any]:
        found = model.objects.filter(**{through: person_id}).select_related(*joined)
        ordered: Iterable[Any] = found.order_by(*order) if order else found
        return ordered

    return rows


def nothing(_person_id: UUID) -> tuple[()]:
    """For a table of which no row is given out at all."""
    return ()


def export(tables: Iterable[Table], person_id: UUID) -> list[Part]:
    """The parts of a room. A table without a row about this person is left out, unless it holds something back."""
    return [part for part in (_part(table, person_id) for table in tables) if part.rows or part.withheld]


def _part(table: Table, person_id: UUID) -> Part:
    rows = tuple(
        {name: show.read(row) if show.read else getattr(row, name) for name, show in table.shows.items()}
        for row in table.rows(person_id)
    )
    labels = {name: show.label for name, show in table.shows.items()}
    # What is held back is told where there are rows, and where nothing but that can be said of the table.
    told = table.withholds if rows or not table.shows else {}
    return Part(model=table.model, title=table.title, labels=labels, rows=rows, withheld=told)


def plain(value: Any) -> Any:
    """As JSON holds it. What is held back stays what it is."""
    if value is None or isinstance(value, bool | int | float | str | Withheld):
        return value
    if isinstance(value, Promise):  # has the methods of a text, and would pass for a range below
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if hasattr(value, "lower") and hasattr(value, "upper"):  # a range of the database
        return [plain(value.lower), plain(value.upper)]
    return str(value)
