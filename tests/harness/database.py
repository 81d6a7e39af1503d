"""Tests run as the serving login, in transactions that are rolled back. A test that commits asks for `own_database`."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.test import TestCase, TransactionTestCase

from tests.harness.cluster import Cluster, running_cluster

USE_OWN_DATABASE = (
    "A test that commits takes the fixture `own_database` (a clone made for it alone) instead of a flush: "
    "the serving login may not empty what is append-only."
)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The PostgreSQL of this run."""
    with running_cluster() as it:
        yield it


@pytest.fixture(scope="session")
def django_db_setup(cluster: Cluster) -> Iterator[None]:
    """One clone for all the tests that roll back."""
    with cluster.clone(cluster.empty_template()) as name, pointed_at(cluster, name):
        yield


@pytest.fixture
def _django_db_helper(_no_loop_of_a_browser: None, _django_db_helper: None) -> None:
    """pytest-django's transaction, begun on the connection that the test will use.

    Django keeps one connection for code under a running loop and another for code without one, and a browser's loop
    counts as running: begun before the loop is put aside, the transaction would hold nothing that the test writes.
    """
    assert connection.in_atomic_block, "The transaction stands on another connection than the test's."


@pytest.fixture
def own_database(request: pytest.FixtureRequest, cluster: Cluster, django_db_blocker) -> Iterator[str]:
    """A database of the test's own, with the tables and no rows, where commits stay. Yields its name.

    The default connection of every thread is this database until the test ends.
    """
    _refuse_both(request, "own_database")
    with _unblocked_clone(cluster, cluster.empty_template(), django_db_blocker) as name:
        yield name


@pytest.fixture
def demo_database(request: pytest.FixtureRequest, cluster: Cluster, django_db_blocker) -> Iterator[str]:
    """Like `own_database`, with the demo loaded."""
    _refuse_both(request, "demo_database")
    with _unblocked_clone(cluster, cluster.demo_template(), django_db_blocker) as name:
        yield name


@pytest.fixture
def as_owner(request: pytest.FixtureRequest, cluster: Cluster) -> Iterator[psycopg.Connection]:
    """A connection of the migrating login to the test's database.

    Beside `own_database` it commits each statement. Beside `db` it sees nothing of the test's own transaction, and is
    rolled back.
    """
    has_its_own = {"own_database", "demo_database", "live"} & set(request.fixturenames)
    if not has_its_own:
        request.getfixturevalue("django_db_setup")
    name = connections.settings["default"]["NAME"]
    with psycopg.connect(f"{cluster.owner}/{name}", autocommit=bool(has_its_own)) as owner:
        yield owner
        owner.rollback()


@contextmanager
def undone() -> Iterator[None]:
    """What is written in the block is gone after it: one example of many, inside a test's transaction."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def pointed_at(cluster: Cluster, name: str) -> Iterator[None]:
    """Every thread's next connection goes to this database, as the serving login, until the block ends."""
    settings = connections.settings["default"]
    before = {key: settings[key] for key in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    address = urlsplit(cluster.serve)
    connection.close()
    settings.update(
        NAME=name,
        HOST=address.hostname,
        PORT=str(address.port or ""),
        USER=unquote(address.username or ""),
        PASSWORD=unquote(address.password or ""),
    )
    try:
        yield
    finally:
        connection.close()
        settings.update(before)


@contextmanager
def _unblocked_clone(cluster: Cluster, template: str, django_db_blocker) -> Iterator[str]:
    with cluster.clone(template) as name, pointed_at(cluster, name), django_db_blocker.unblock():
        yield name


def _refuse_both(request: pytest.FixtureRequest, fixture: str) -> None:
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        pytest.fail(f"Take `{fixture}` or `db`, not both: they are two databases.")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    marker = item.get_closest_marker("django_db")
    flushes = bool(marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,)))
    flushes |= bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))
    of_class = getattr(item, "cls", None)
    flushes |= bool(of_class and issubclass(of_class, TransactionTestCase) and not issubclass(of_class, TestCase))
    if flushes:
        pytest.fail(USE_OWN_DATABASE, pytrace=False)
