"""Databases for tests: templates that are made once for each state of the code, and clones that cost little."""

import fcntl
import hashlib
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tools import postgres
from tools.environment import ROOT

DATA = Path(os.environ["TESTS_DATA"])
KEPT_TEMPLATES = 6


@dataclass
class Cluster:
    """A PostgreSQL in which the tests may make databases. `owner` and `serve` are addresses without a database."""

    owner: str
    serve: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _kept: dict[str, psycopg.Connection] = field(default_factory=dict, repr=False)

    def environment(self, database: str) -> dict[str, str]:
        return dict(os.environ) | {
            "DATABASE_URL": f"{self.serve}/{database}",
            "DATABASE_OWNER_URL": f"{self.owner}/{database}",
            "DJANGO_SETTINGS_MODULE": "careregister.project.settings",
            "PYTHONPATH": str(ROOT),
        }

    @contextmanager
    def clone(self, template: str) -> Iterator[str]:
        """The name of a fresh copy of `template`, gone when the block ends."""
        name = f"run_{os.getpid()}_{next(self._numbers)}"
        self._create(name, template)
        try:
            yield name
        finally:
            self._drop(name)

    def empty_template(self) -> str:
        """The template with the tables and the rights, and no rows but what migrations wrote."""
        name = "template_" + _checksum(_what_makes_tables())
        return self._made_once(name, lambda: self._make_empty(name))

    def demo_template(self) -> str:
        """The template with the demo in it."""
        name = "demo_" + _checksum([*_what_makes_tables(), *_what_makes_the_demo()])
        base = self.empty_template()
        return self._made_once(name, lambda: self._make_demo(name, base))

    def drop_what_dead_runs_left(self) -> None:
        for name in self._names("run_"):
            if not Path(f"/proc/{name.split('_')[1]}").exists():
                self._drop(name)

    def _made_once(self, name: str, make: Callable[[], None]) -> str:
        DATA.mkdir(parents=True, exist_ok=True)
        with (DATA / "templates.lock").open("w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            kind = name.split("_")[0] + "_"
            if name not in self._names(kind):
                self._drop_oldest(kind)
                make()
        return name

    def _make_empty(self, name: str) -> None:
        with self._in_the_making(name, "template1") as draft:
            with psycopg.connect(f"{self.owner}/{draft}", autocommit=True) as connection:
                for extension in ("pg_trgm", "btree_gist", "fuzzystrmatch", "unaccent"):
                    connection.execute(sql.SQL("create extension {}").format(sql.Identifier(extension)))
            env = self.environment(draft) | {"CAREREGISTER_LOGIN": "owner"}
            _several(env, "migrate --no-input --verbosity 0", "grants --verbosity 0")
            psycopg.connect(f"{self.owner}/{draft}").close()  # keeps the catalogue's cache, which each clone inherits

    def _make_demo(self, name: str, base: str) -> None:
        with self._in_the_making(name, base) as draft:
            _several(self.environment(draft) | {"CAREREGISTER_DEMO": "1"}, "load_demo")
            with psycopg.connect(f"{self.owner}/{draft}", autocommit=True) as connection:
                connection.execute("vacuum analyze")

    @contextmanager
    def _in_the_making(self, name: str, base: str) -> Iterator[str]:
        draft = f"draft_{name}"
        self._drop(draft)
        self._create(draft, base)
        yield draft
        self._execute("alter database {} rename to {}", draft, name)

    def _drop_oldest(self, kind: str) -> None:
        for name in self._names(kind)[:-KEPT_TEMPLATES]:
            self._drop(name)

    def _names(self, kind: str) -> list[str]:
        """Databases whose name starts so, oldest first."""
        statement = "select datname from pg_database where starts_with(datname, %s) order by oid"
        return [name for (name,) in self._connected(self.owner).execute(statement, [kind])]

    def _create(self, name: str, template: str) -> None:
        self._execute("create database {} template {} strategy file_copy", name, template)

    def _drop(self, name: str) -> None:
        """Each login ends what it has open itself. Not `with (force)`: that may not end an autovacuum worker, whereas a
        plain drop asks it to go."""
        for login in (self.serve, self.owner):
            self._end_connections(login, name)
        self._execute("drop database if exists {}", name)

    def _end_connections(self, login: str, name: str) -> None:
        theirs = "from pg_stat_activity where datname = %s and usename = current_user"
        connection = self._connected(login)
        until = time.monotonic() + 2
        # Asked again and again: to wait in `pg_terminate_backend` itself is to wait for a tenth of a second.
        while connection.execute(f"select pg_terminate_backend(pid) {theirs}", [name]).fetchall():
            if time.monotonic() > until:
                return
            time.sleep(0.005)

    def _execute(self, statement: str, *names: str) -> None:
        self._connected(self.owner).execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _connected(self, login: str) -> psycopg.Connection:
        """One connection for each login, as long as the cluster is used."""
        if login not in self._kept or self._kept[login].closed:
            self._kept[login] = psycopg.connect(f"{login}/postgres", autocommit=True)
        return self._kept[login]

    def close(self) -> None:
        while self._kept:
            self._kept.popitem()[1].close()


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """The PostgreSQL named by DATABASE_OWNER_URL, or one of our own beside it while the block lasts."""
    owner, serve = os.environ["TESTS_DATABASE_OWNER_URL"], os.environ["TESTS_DATABASE_URL"]
    if owner and serve:
        with closing(Cluster(owner=_without_database(owner), serve=_without_database(serve))) as cluster:
            yield cluster
        return
    with postgres.running(DATA / "database", throwaway=True) as server:
        owner, serve = (_without_database(server.url(login)) for login in (postgres.OWNER, postgres.SERVE))
        with closing(Cluster(owner=owner, serve=serve)) as cluster:
            cluster.drop_what_dead_runs_left()
            yield cluster


def _without_database(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _several(env: dict[str, str], *commands: str) -> None:
    steps = [part for command in commands for part in ("", command)]
    done = subprocess.run(
        [sys.executable, "-m", "tools.several", *steps], env=env, cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{' / '.join(commands)} did not work:\n{done.stdout}{done.stderr}")


def _what_makes_tables() -> list[Path]:
    patterns = ("careregister/*/migrations/*.py", "careregister/**/append_only.py", "careregister/**/grants.py")
    return [*(path for pattern in patterns for path in ROOT.glob(pattern)), ROOT / "requirements" / "run.txt"]


def _what_makes_the_demo() -> list[Path]:
    return [path for path in ROOT.glob("careregister/*/*") if path.suffix in {".py", ".csv", ".toml"}] + [
        path for path in ROOT.glob("careregister/**/seed_data/**/*") if path.is_file() and path.suffix != ".pyc"
    ]


def _checksum(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(set(paths)):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]
