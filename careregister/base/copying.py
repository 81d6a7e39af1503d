"""Many rows at once, by PostgreSQL's COPY: several times faster than INSERT. Constraints and triggers hold as always.

A column whose value the database makes (`db_default`) is left to it. What a single INSERT would refuse is refused here,
as IntegrityError, with nothing written.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Field, JSONField, Model
from django.db.models.fields import NOT_PROVIDED
from psycopg import sql


def insert(rows: Iterable[Model]) -> int:
    """Write unsaved rows of one model, all their values set. Returns how many. Nobody's `save` is called."""
    rows = list(rows)
    if not rows:
        return 0
    meta = type(rows[0])._meta
    fields = [field for field in meta.concrete_fields if field.db_default is NOT_PROVIDED]
    columns = sql.SQL(", ").join([sql.Identifier(field.column or field.name) for field in fields])
    statement = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(meta.db_table), columns)
    made = [_maker(field) for field in fields]
    with connection.cursor() as cursor, connection.wrap_database_errors:
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([make(row) for make in made])
    return len(rows)


def _maker(field: "Field[Any, Any]") -> Any:
    """How a row's value of this field is handed over: as it is, but for JSON."""
    name = field.attname
    if isinstance(field, JSONField):
        return lambda row: None if (value := getattr(row, name)) is None else field.get_db_prep_value(value, connection)
    if isinstance(field, ArrayField):
        return lambda row: list(getattr(row, name))
    return lambda row: getattr(row, name)
