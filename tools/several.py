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
    from django.core.management import call_command

    django.setup()
    for words, command in zip(arguments[::2], arguments[1::2], strict=True):
        if words:
            print(f"{words} ...", flush=True)
        name, *options = shlex.split(command)
        call_command(name, *options, **({} if words else {"stdout": io.StringIO()}))
        sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careregister.project.settings")
    main(sys.argv[1:])
