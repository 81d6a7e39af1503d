"""The PostgreSQL that bin/run starts when it is given none."""

import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from tools import postgres


def ask(url: str, question: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchall()


def postmaster(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])


def test_a_wrong_password_is_refused(with_a_server: Path):
    with postgres.running(with_a_server, throwaway=True) as server:
        wrong = server.url(postgres.SERVE).replace(server.passwords[postgres.SERVE], "wrong")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)


def test_the_secrets_are_for_their_owner_alone(with_a_server: Path):
    with postgres.running(with_a_server, throwaway=True):
        assert (with_a_server / "postgres-passwords").stat().st_mode & 0o077 == 0
        assert (with_a_server / "postgres").stat().st_mode & 0o077 == 0


def test_two_data_folders_run_side_by_side_and_the_last_user_stops_each(folder: Path):
    with postgres.running(folder / "one", throwaway=True) as one:
        with postgres.running(folder / "two", throwaway=True) as two, postgres.running(folder / "one") as again:
            assert one.port != two.port
            assert again == one
        assert ask(one.url(postgres.OWNER), "select 1") == [(1,)]
        assert not (folder / "two" / "postgres" / "postmaster.pid").exists()
    assert not (folder / "one" / "postgres" / "postmaster.pid").exists()


def test_it_comes_back_after_being_killed(with_a_server: Path):
    with postgres.running(with_a_server) as server:
        with psycopg.connect(server.url(postgres.OWNER)) as connection:
            connection.execute("create table kept (word text)")
            connection.execute("insert into kept values ('still here')")
        os.kill(postmaster(with_a_server), signal.SIGKILL)
        time.sleep(0.2)
    with postgres.running(with_a_server) as server:
        assert ask(server.url(postgres.OWNER), "select word from kept") == [("still here",)]


def test_a_stale_file_that_names_another_program_does_not_stop_it(with_a_server: Path):
    with postgres.running(with_a_server, throwaway=True):
        stale = (with_a_server / "postgres" / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    stale[0] = str(os.getpid())
    (with_a_server / "postgres" / "postmaster.pid").write_text("\n".join(stale) + "\n", encoding="utf-8")
    with postgres.running(with_a_server) as server:
        assert ask(server.url(postgres.SERVE), "select 1") == [(1,)]


def test_a_server_killed_while_it_was_being_made_is_made_again(folder: Path):
    with postgres.running(folder, throwaway=True):
        pass
    (folder / "made").unlink()
    with postgres.running(folder) as server:
        extensions = ask(server.url(postgres.OWNER), "select extname from pg_extension")
    assert {name for (name,) in extensions} >= {"pg_trgm", "btree_gist", "fuzzystrmatch", "unaccent"}
