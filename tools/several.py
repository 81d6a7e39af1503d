"""Runs several of Django's commands in one process: starting Django takes longer than most of them.

    python -m tools.several "Bringing the tables up to date" "migrate --no-input" ...

Arguments come in pairs: what to tell the person who waits, and the command. A command without words is silent.
"""

import io
import os
import shlex
import sys


def main(arguments: list[str]) -> None:
    import django
    from django.core.management import call_command, get_commands

    django.setup()
    for words, command in zip(arguments[::2], arguments[1::2], strict=True):
        if words:
            print(f"{words} ...", flush=True)
        name, *options = shlex.split(command)
        if name in {"grants", "load_demo"} and name not in get_commands():
            _stand_in(name)
            continue
        call_command(name, *options, **({} if words else {"stdout": io.StringIO()}))
        sys.stdout.flush()


def _stand_in(name: str) -> None:
    from django.db import connection

    if name == "grants":
        with connection.cursor() as cursor:
            cursor.execute("grant usage on schema public to careregister_serve")
            cursor.execute("grant select, insert, update, delete on all tables in schema public to careregister_serve")
            cursor.execute("grant usage on all sequences in schema public to careregister_serve")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careregister.project.settings")
    main(sys.argv[1:])
