"""The serving login may add to what is append-only, and change none of it: the rights are compared with the list."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from careregister.project import grants

PRIVILEGES = ("select", "insert", "update", "delete", "truncate")
MAY = {
    "append-only": {"select", "insert"},
    "read-only": {"select"},
    "ordinary": {"select", "insert", "update", "delete"},
}


def rights() -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select tablename, privilege
            from pg_tables, unnest(%s::text[]) privilege
            where schemaname = 'public' and has_table_privilege(current_user, 'public.' || quote_ident(tablename), privilege)
            """,
            [list(PRIVILEGES)],
        )
        found: dict[str, set[str]] = {}
        for table, privilege in cursor.fetchall():
            found.setdefault(table, set()).add(privilege)
        return found


def kind_of(table: str) -> str:
    if table in grants.append_only():
        return "append-only"
    return "read-only" if table in grants.READ_ONLY else "ordinary"


@pytest.mark.django_db
def test_the_rights_are_those_of_the_list():
    found = rights()
    wrong = {table: sorted(has) for table, has in found.items() if has != MAY[kind_of(table)]}
    assert not wrong


@pytest.mark.django_db
def test_every_table_on_the_list_exists():
    assert set(grants.append_only()) <= set(connection.introspection.table_names())


@pytest.mark.django_db
def test_no_column_of_an_append_only_table_may_be_changed():
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.column_privileges "
            "where grantee = current_user and privilege_type = 'UPDATE' and table_name = any(%s)",
            [list(grants.append_only())],
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["update {} set {} = {}", "delete from {}", "truncate {}"])
def test_the_serving_login_cannot_change_what_was_recorded(statement: str):
    for table in grants.append_only():
        with connection.cursor() as cursor:
            column = connection.introspection.get_table_description(cursor, table)[0].name
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(statement.format(table, column, column))


@pytest.mark.django_db
def test_the_serving_login_owns_nothing_and_may_make_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = current_user)"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "select has_schema_privilege('public', 'create'), has_database_privilege(current_database(), 'create')"
        )
        assert cursor.fetchone() == (False, False)


def test_the_owner_is_another_login(as_owner: psycopg.Connection):
    row = as_owner.execute("select current_user, rolsuper from pg_roles where rolname = current_user").fetchone()
    assert row == ("careregister_owner", False)
