"""Make the hashes of the private check that are missing, without waiting for the worker."""

from argparse import ArgumentParser
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from careregister.base.progress import Progress
from careregister.register.jobs import AT_MOST, fill_private_check
from careregister.register.queries import checks


class Command(BaseCommand):
    help = "Make the hashes of the private check for whoever has none of the name they show."
    requires_system_checks = ()  # it needs no pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, help="how many at most (default: all)")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = checks.count_missing()
        if options["limit"] is not None:
            wanted = min(wanted, options["limit"])
        made = 0
        with Progress(_("Hashes"), wanted, cast(TextIO, self.stderr._out)) as progress:
            while made < wanted and (now := fill_private_check(min(AT_MOST, wanted - made), progress.step)):
                made += now
        self.stdout.write(_("%(count)d hashes were made.") % {"count": made})
