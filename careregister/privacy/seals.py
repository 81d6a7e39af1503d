"""Moving sealed values to the current key: requests, copies under way, and the words of letters.

Letters are append-only for the serving login. The privacy login, which may empty them, writes the same words under the
new key; without it they stay under the old one, which has to be kept as long.
"""

import psycopg
from django.conf import settings
from django.db.models import Model
from psycopg import sql

from careregister.base import sealing
from careregister.history.rotating import Moved, Tell, by_row, move_all, note, seal_again
from careregister.letters.models import Words

from .emptying import WORDS
from .models import DataRequest, Piece

_LETTERS = "letters_words"
_BATCH = 500


def rotate(tell: Tell = lambda kind, count: None) -> Moved:
    return move_all("privacy", {DataRequest: ("words", "answer"), Piece: ("sealed",)}, tell=tell, place=_place)


def rotate_letters(tell: Tell = lambda kind, count: None) -> Moved:
    """The words of letters, with the privacy login. Without one, each letter that is under an older key is counted as
    not opened: whoever takes that key away loses it."""
    if not settings.DATABASE_PRIVACY_URL:
        return Moved(unopened=_left())
    done, lost, last = 0, 0, None
    with psycopg.connect(settings.DATABASE_PRIVACY_URL) as connection:
        while True:
            with connection.transaction():
                rows = connection.execute(_SELECT, {"last": last, "most": _BATCH}).fetchall()
                if not rows:
                    break
                for letter_id, *kept in rows:
                    changed, unopened = _again(letter_id, [bytes(one) for one in kept])
                    lost += unopened
                    if changed is not None:
                        connection.execute(_UPDATE, [*changed, letter_id])
                        done += 1
                last = rows[-1][0]
            tell("letters", done)
    if done:
        note("privacy", done)
    return Moved(done, lost)


_FIELDS = tuple(WORDS[_LETTERS].columns)
_COLUMNS = sql.SQL(", ").join(map(sql.Identifier, _FIELDS))
_SELECT = sql.SQL(
    "select letter_id, {columns} from {table} where %(last)s::uuid is null or letter_id > %(last)s "
    "order by letter_id limit %(most)s for update"
).format(columns=_COLUMNS, table=sql.Identifier(_LETTERS))
_UPDATE = sql.SQL("update {table} set {put} where letter_id = %s").format(
    table=sql.Identifier(_LETTERS),
    put=sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(field)) for field in _FIELDS),
)


def _again(letter_id: object, kept: list[bytes]) -> tuple[list[bytes] | None, int]:
    """The three columns as they should be; None where nothing changes. And how many could not be opened."""
    changed, lost = list(kept), 0
    for number, field in enumerate(_FIELDS):
        try:
            changed[number] = seal_again(kept[number], f"{_LETTERS}.{field}:{letter_id}") or kept[number]
        except sealing.CannotOpen:
            lost += 1
    return (changed if changed != kept else None), lost


def _left() -> int:
    rows = Words.objects.values_list("body", flat=True).iterator()
    return sum(1 for body in rows if body and sealing.sealed_with(bytes(body)) != sealing.current_key())


def _place(row: Model, field: str) -> str:
    return row.place if isinstance(row, Piece) else by_row(row, field)
