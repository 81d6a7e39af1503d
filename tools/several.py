"""Runs several of Django's commands in one process: starting Django takes longer than most of them.

    python -m tools.several "Bringing the tables up to date" "migrate --no-input" ...

Arguments come in pairs: what to tell the person who waits, and the command. A command without words is silent; with
words like `>FILE`, what it says is written there.
"""

import io
import os
import shlex
import sys
from pathlib import Path


def main(arguments: list[str]) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    for words, command in zip(arguments[::2], arguments[1::2], strict=True):
        name, *options = shlex.split(command)
        if words and not words.startswith(">"):
            print(f"{words} ...", flush=True)
            call_command(name, *options)
            sys.stdout.flush()
            continue
        said = io.StringIO()
        call_command(name, *options, stdout=said)
        if words:
            Path(words.removeprefix(">")).write_text(said.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careregister.project.settings")
    main(sys.argv[1:])
