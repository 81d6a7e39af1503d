"""The harness keeps its own promises."""

import psycopg
import pytest
from django.db import connection, transaction


def who() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_tests_run_as_the_serving_login():
    assert who() == "careregister_serve"


@pytest.mark.django_db
def test_a_test_is_rolled_back():
    assert connection.in_atomic_block


def test_a_test_that_commits_has_a_database_of_its_own(own_database, as_owner: psycopg.Connection):
    assert not connection.in_atomic_block
    assert as_owner.execute("select current_database(), current_user").fetchone() == (
        own_database,
        "careregister_owner",
    )
    with transaction.atomic():
        assert who() == "careregister_serve"
