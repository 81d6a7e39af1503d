"""What the product's processes are told: where the data is, which databases, which secrets. One place for all commands."""

import base64
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import postgres

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PORT = 8000


class CannotGoOn(RuntimeError):
    """What is wrong and what to do about it, in words for whoever typed the command."""


def data_folder() -> Path:
    return Path(os.environ.get("CAREREGISTER_DATA") or ROOT / "var").expanduser().resolve()


def port() -> int:
    """The port to serve on. Raises CannotGoOn."""
    given = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise CannotGoOn(f"PORT is {given!r}: it must be a number from 1 to 65535.")
    return int(given)


def has_own_database() -> bool:
    """Whether the environment names a PostgreSQL, so that none is started. Raises CannotGoOn when it half does."""
    named = [name for name in ("DATABASE_URL", "DATABASE_OWNER_URL") if os.environ.get(name)]
    if len(named) == 1:
        raise CannotGoOn(
            f"{named[0]} is set, but its pair is not. DATABASE_URL names the serving login, DATABASE_OWNER_URL the one "
            "that migrates. Set both, or neither to start a PostgreSQL of our own."
        )
    return bool(named)


@contextmanager
def with_database(data: Path) -> Iterator[dict[str, str]]:
    """The environment for manage.py and the servers, with a database that runs until the block ends.

    Raises CannotGoOn, postgres.DoesNotStart.
    """
    if has_own_database():
        yield _base(data) | dict(os.environ) | _with_psql()
        return
    with postgres.running(data / "database") as server:
        yield _base(data) | {"CAREREGISTER_DEMO": "1"} | dict(os.environ) | _with_psql() | urls(server)


def urls(server: postgres.Server, database: str = postgres.DATABASE) -> dict[str, str]:
    return {
        "DATABASE_URL": server.url(postgres.SERVE, database),
        "DATABASE_OWNER_URL": server.url(postgres.OWNER, database),
        "DATABASE_PRIVACY_URL": server.url(postgres.PRIVACY, database),
    }


def _with_psql() -> dict[str, str]:
    """The trial PostgreSQL's own programs come last, for `bin/manage dbshell`."""
    return {"PATH": os.pathsep.join([os.environ.get("PATH", os.defpath), str(postgres.BIN)])}


def _base(data: Path) -> dict[str, str]:
    """What holds unless the environment says otherwise."""
    plain = {"CAREREGISTER_DATA": str(data), "DJANGO_SETTINGS_MODULE": "careregister.project.settings"}
    return plain | _secrets(data)


def _secrets(data: Path) -> dict[str, str]:
    """Made once per data folder and kept there, readable by its owner alone."""
    path = data / "secrets.env"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        made = {
            "CAREREGISTER_SECRET_KEY": secrets.token_urlsafe(48),
            "CAREREGISTER_SEAL_KEYS": "1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
        }
        lines = "".join(f"{name}={value}\n" for name, value in made.items())
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(lines)
    return dict(line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines())
