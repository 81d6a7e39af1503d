"""Takes a mail that came back, for a mail server's pipe: `bin/manage read_bounces` with the mail on standard input."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import Busy
from careregister.letters import actions
from careregister.letters.bounces import MOST_BYTES

TRY_LATER = 75  # what mail servers take as "keep it, and try again"


class Command(BaseCommand):
    requires_system_checks = ()  # it needs no pages
    help = "Reads one delivery report from a file or from standard input (-), and marks the letter that came back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="the mail; - is standard input")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            if file == "-":
                data = sys.stdin.buffer.read(MOST_BYTES)
            else:
                with Path(file).open("rb") as opened:
                    data = opened.read(MOST_BYTES)
        except OSError as error:
            raise CommandError(f"{file} cannot be read") from error
        by = Actor(kind=Kind.PROVIDER, reference="mail server")
        try:
            found = actions.record_report(data, by=by, because=Because("report"))
        except (Busy, DatabaseError) as error:
            raise CommandError("Not now: try again in a few minutes.", returncode=TRY_LATER) from error
        # One that changes nothing is no failure: the server would only report that in turn.
        self.stdout.write(f"Letter {found} came back." if found else "Nothing of ours came back.")
