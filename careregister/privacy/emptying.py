"""Words in append-only tables: emptied by the privacy login, which may do that and nothing else (project/grants.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import psycopg
from django.conf import settings
from psycopg import sql

from careregister.base import clock
from careregister.base.ids import new_id

from .schedule import Row


@dataclass(frozen=True, slots=True)
class Emptied:
    """`key`: the column by which a row is found. `columns`: what is put into each."""

    key: str
    columns: Mapping[str, str | bytes | None]


WORDS = {
    "history_words": Emptied("entry_id", {"text": ""}),
    "letters_words": Emptied("letter_id", {"to": b"", "subject": b"", "body": b""}),
    "register_actwords": Emptied("act_id", {"explanation": "", "evidence": "", "facts": None}),
    "applications_decisionwords": Emptied("decision_id", {"explanation": ""}),
    "applications_appeal": Emptied("application_id", {"words": ""}),
    "applications_note": Emptied("application_id", {"words": ""}),
    "renewals_lookwords": Emptied("look_id", {"text": ""}),
}
RECEIPTS = "privacy_destruction"
# Which tables a category empties, and how its ids find their rows where they are not the key itself.
OF_CATEGORY: dict[str, dict[str, str]] = {
    "words.letters": {"letters_words": ""},
    "words.history": {"history_words": ""},
    "words.acts": {"register_actwords": ""},
    "words.decisions": {
        "applications_appeal": "",
        "applications_note": "",
        "applications_decisionwords": "select id from applications_decision where application_id = any(%s)",
    },
    "words.renewals": {"renewals_lookwords": "select id from renewals_look where renewal_id = any(%s)"},
}


class NoLogin(Exception):
    """DATABASE_PRIVACY_URL is not set: nothing is emptied."""


def empty(row: Row, ids: Sequence[UUID], *, request: UUID | None = None) -> None:
    """Empty the words of `ids` and write the receipt, both or neither. NoLogin."""
    if not settings.DATABASE_PRIVACY_URL:
        raise NoLogin
    with psycopg.connect(settings.DATABASE_PRIVACY_URL) as connection:
        for table, finds in OF_CATEGORY[row.category].items():
            _empty(connection, table, finds, list(ids))
        connection.execute(
            f"insert into {RECEIPTS} (id, at, category, rows, ids, rule_since, request) "  # noqa: S608 (our own name)
            "values (%s, %s, %s, %s, %s, %s, %s)",
            [new_id(), clock.now(), row.category, len(ids), list(ids), row.since, request],
        )


def _empty(connection: psycopg.Connection, table: str, finds: str, ids: list[UUID]) -> None:
    emptied = WORDS[table]
    put = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in emptied.columns)
    which = sql.SQL("in ({})").format(sql.SQL(finds)) if finds else sql.SQL("= any(%s)")  # type: ignore[arg-type]
    statement = sql.SQL("update {} set {} where {} ").format(sql.Identifier(table), put, sql.Identifier(emptied.key))
    connection.execute(statement + which, [*emptied.columns.values(), ids])
