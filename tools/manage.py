"""bin/manage: Django's commands, with the environment and the database of bin/run."""

import os
import subprocess
import sys

from tools.environment import ROOT, CannotGoOn, data_folder, with_database
from tools.postgres import DoesNotStart

OF_THE_OWNER = {"migrate", "makemigrations", "sqlmigrate", "showmigrations", "squashmigrations", "grants"}


def main(arguments: list[str]) -> int:
    """The exit code of the command, or 1 when it could not be started."""
    owner = bool(arguments) and arguments[0] in OF_THE_OWNER
    if arguments[:1] == ["dbshell"] and "--owner" in arguments:
        owner, arguments = True, [argument for argument in arguments if argument != "--owner"]
    try:
        with with_database(data_folder()) as env:
            return manage(arguments, env, owner=owner).returncode
    except (CannotGoOn, DoesNotStart) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def manage(arguments: list[str], env: dict[str, str], *, owner: bool = False, **options) -> subprocess.CompletedProcess:
    """Run manage.py to its end, as the serving login or as the owner."""
    env = env | {"CAREREGISTER_LOGIN": "owner"} if owner else env
    return subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], env=env, **options)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main(sys.argv[1:]))
