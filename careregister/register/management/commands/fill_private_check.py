"""Make the hashes of the private check that are missing, without waiting for the worker."""

from argparse import ArgumentParser
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from careregister.base.progress import Progress
from careregister.register.jobs import fill_private_check, without_hash

AT_ONCE = 100


class Command(BaseCommand):
    help = "Make the hashes of the private check for registrants that have none yet."
    requires_system_checks = ()  # it needs no pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, help="how many at most (default: all)")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = without_hash().count()
        if options["limit"] is not None:
            wanted = min(wanted, options["limit"])
        made = 0
        with Progress(_("Hashes"), wanted, cast(TextIO, self.stderr._out)) as progress:
            while made < wanted and (now := fill_private_check(min(AT_ONCE, wanted - made))):
                made += now
                progress.step(now)
        self.stdout.write(_("%(count)d hashes were made.") % {"count": made})
