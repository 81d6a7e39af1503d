"""Moving sealed columns of a room to the current key, and the line that says that it was done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from careregister.base import clock, sealing
from careregister.base.actors import Because, importing
from careregister.base.ids import new_id

from .actions import Line, record_many

_BATCH = 500
Tell = Callable[[str, int], object]
Place = Callable[[Any, str], str]


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows were sealed again, and how many sealed values could not be opened."""

    rows: int = 0
    unopened: int = 0


def by_row(row: Model, field: str) -> str:
    """The place of a sealed value as rooms write it: `table.column:row id`."""
    return f"{row._meta.db_table}.{field}:{row.pk}"


def move_all(room: str, sealed: Mapping[type[Model], Sequence[str]], *, tell: Tell, place: Place = by_row) -> Moved:
    """Seal again whatever another key than the current one sealed in these columns: five hundred rows at a time, each
    batch its own transaction, safe to run twice. What cannot be opened stays as it is and is counted."""
    done = [_move(model, fields, place, tell) for model, fields in sealed.items()]
    moved = Moved(sum(one.rows for one in done), sum(one.unopened for one in done))
    if moved.rows:
        note(room, moved.rows)
    return moved


def seal_again(kept: bytes, place: str) -> bytes | None:
    """Sealed with the current key; None where it is so already, or empty. CannotOpen when its key is gone."""
    if not kept or sealing.sealed_with(kept) == sealing.current_key():
        return None
    return sealing.seal_bytes(sealing.unseal_bytes(kept, place), place)


def note(room: str, rows: int) -> None:
    """The line in history: the room's event `seals_rotated`."""
    line = Line(
        what=f"{room}.seals_rotated",
        subject_kind=f"{room}.seals",
        subject_id=new_id(),
        by=importing("command line"),
        because=Because("key_rotation"),
        at=clock.now(),
        refs={"rows": rows, "key": sealing.current_key()},
    )
    record_many([line])


def _move(model: type[Model], fields: Sequence[str], place: Place, tell: Tell) -> Moved:
    done, lost, last = 0, 0, None
    while True:
        with transaction.atomic():
            rows = model._default_manager.select_for_update().order_by("pk")
            batch = list((rows.filter(pk__gt=last) if last is not None else rows)[:_BATCH])
            if not batch:
                return Moved(done, lost)
            changed = []
            for row in batch:
                again, unopened = _again(row, fields, place)
                lost += unopened
                changed += [row] if again else []
            model._default_manager.bulk_update(changed, list(fields))
        done, last = done + len(changed), batch[-1].pk
        tell(str(model._meta.verbose_name_plural), done)


def _again(row: Model, fields: Sequence[str], place: Place) -> tuple[bool, int]:
    changed, lost = False, 0
    for field in fields:
        try:
            again = seal_again(bytes(getattr(row, field)), place(row, field))
        except sealing.CannotOpen:
            lost += 1
            continue
        if again is not None:
            setattr(row, field, again)
            changed = True
    return changed, lost
