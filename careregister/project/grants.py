"""What the serving login may do: read and write, but only add to what is append-only. Applied after every migration."""

import os
from importlib import import_module
from importlib.util import find_spec
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from psycopg import sql

from careregister.privacy import emptying

# The privacy login, where the deployer made one, may empty words about people and nothing else.
PRIVACY_LOGIN = "careregister_privacy"
WORDS = {table: tuple(emptied.columns) for table, emptied in emptying.WORDS.items()}
READ_BY_PRIVACY = ("applications_decision", "renewals_look")  # to find the words of an application, a renewal
READ_ONLY = ("django_migrations",)


def append_only() -> tuple[str, ...]:
    """Every table that a room declares in its `append_only.py`."""
    tables: list[str] = []
    for config in apps.get_app_configs():
        if config.name.startswith("careregister.") and find_spec(f"{config.name}.append_only"):
            tables += import_module(f"{config.name}.append_only").APPEND_ONLY
    return tuple(sorted(tables))


def serving_login() -> str:
    """The login named by DATABASE_URL."""
    login = unquote(urlsplit(os.environ.get("DATABASE_URL", "")).username or "")
    if not login:
        raise ImproperlyConfigured("DATABASE_URL names no login to grant anything to")
    return login


@transaction.atomic
def apply(login: str) -> None:
    """Grant `login` what it may do and take back the rest. Run as the owner; safe to run again."""
    who = sql.Identifier(login)
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        if cursor.fetchone()[0] == login:
            raise ImproperlyConfigured("the serving login must not be the owner: it could then alter history")
        for statement in (
            "grant usage on schema public to {who}",
            "grant select, insert, update, delete on all tables in schema public to {who}",
            "grant usage, select on all sequences in schema public to {who}",
            "grant execute on all functions in schema public to {who}",
        ):
            cursor.execute(sql.SQL(statement).format(who=who))
        for table in append_only():
            cursor.execute(_on("revoke update, delete, truncate on {table} from {who}", table, who))
        for table in READ_ONLY:
            cursor.execute(_on("revoke insert, update, delete, truncate on {table} from {who}", table, who))
        _grant_privacy(cursor)


def _grant_privacy(cursor) -> None:
    cursor.execute("select true from pg_roles where rolname = %s", [PRIVACY_LOGIN])
    if cursor.fetchone() is None:
        return
    who = sql.Identifier(PRIVACY_LOGIN)
    cursor.execute(sql.SQL("grant usage on schema public to {who}").format(who=who))
    for table, columns in WORDS.items():
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        cursor.execute(_on("grant select on {table} to {who}", table, who))
        cursor.execute(
            sql.SQL("grant update ({names}) on {table} to {who}").format(
                names=names, table=sql.Identifier(table), who=who
            )
        )
    for table in READ_BY_PRIVACY:
        cursor.execute(_on("grant select on {table} to {who}", table, who))
    # Its own receipts are written in the transaction that empties.
    cursor.execute(_on("grant insert on {table} to {who}", emptying.RECEIPTS, who))


def _on(statement: str, table: str, who: sql.Identifier) -> sql.Composed:
    return sql.SQL(statement).format(table=sql.Identifier(table), who=who)
