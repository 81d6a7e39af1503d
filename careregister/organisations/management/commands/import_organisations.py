"""Read an edition of the care directory into the register."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from careregister.base.actors import Because, importing
from careregister.base.progress import Progress
from careregister.base.refusals import Refused
from careregister.organisations import actions, directory
from careregister.organisations.cells import Unreadable, day
from careregister.organisations.comparing import Changes, compare
from careregister.organisations.models import Location

from ._words import refusal, said

MOST_NAMED = 25


class Command(BaseCommand):
    requires_system_checks = ()  # it needs no pages
    help = "Read an edition of the Care Quality Commission's care directory (its own CSV) into the register."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV as the Commission publishes it")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--edition", help="the day it was produced, where the file does not say (2026-02-27)")
        parser.add_argument("--part", action="store_true", help="a part of the directory: whom it leaves out stays")
        parser.add_argument("--many-may-leave", action="store_true", help="let more than a fifth of all places leave")

    def handle(self, *args: Any, **options: Any) -> None:
        found = self._read(options["file"])
        edition = self._edition(found, options["edition"])
        try:
            changes = self._take_in(found, edition, options)
        except Refused as error:
            raise CommandError(refusal(error)) from error
        self._report(changes, edition, dry_run=options["dry_run"])

    def _read(self, path: Path) -> directory.Directory:
        try:
            found = directory.read(path.read_bytes())
        except OSError as error:
            raise CommandError(
                _("%(path)s cannot be opened: %(why)s") % {"path": path, "why": error.strerror}
            ) from error
        if found.problems:
            for problem in found.problems:
                self.stderr.write(said(problem))
            count = len(found.problems)
            raise CommandError(_("Nothing was imported: %(count)d problems are listed above.") % {"count": count})
        if found.encoding != "utf-8-sig":
            self.stderr.write(_("The file is not UTF-8; it was read as Windows-1252."))
        if found.unused:
            self.stderr.write(_("Columns that are not used: %(names)s") % {"names": ", ".join(found.unused)})
        missing = [name for name in directory.COLUMNS if name not in found.columns]
        if missing:
            names = ", ".join(missing)
            self.stderr.write(_("Columns that are not there, so what is known stays: %(names)s") % {"names": names})
        return found

    def _edition(self, found: directory.Directory, given: str | None) -> date:
        try:
            asked = day(given) if given else None
        except Unreadable as error:
            raise CommandError(_("--edition is a date such as 2026-02-27.")) from error
        if found.produced_on and asked and asked != found.produced_on:
            text = _("The file says that it was produced on %(date)s; --edition says otherwise.")
            raise CommandError(text % {"date": found.produced_on})
        edition = found.produced_on or asked
        if edition is None:
            raise CommandError(_("The file does not say when it was produced: add --edition 2026-02-27."))
        return edition

    def _take_in(self, found: directory.Directory, edition: date, options: dict[str, Any]) -> Changes:
        how = {"partial": options["part"], "may_leave": options["many_may_leave"]}
        if options["dry_run"]:
            return compare(found, edition, **how)
        with Progress(_("Importing"), len(found.rows), cast(TextIO, self.stderr._out)) as progress:
            return actions.import_directory(
                found,
                edition,
                by=importing(f"cqc {edition}"),
                because=Because("directory_edition"),
                progress=progress.step,
                **how,
            )

    def _report(self, changes: Changes, edition: date, *, dry_run: bool) -> None:
        self._name(_("New"), changes.new)
        self._name(_("Changed"), [place for place, _fields in changes.changed])
        self._name(_("Came back"), changes.returned)
        self._name(_("Left the directory"), changes.left)
        counts = {
            "edition": edition,
            "listed": changes.listed,
            "new": len(changes.new),
            "changed": len(changes.changed),
            "returned": len(changes.returned),
            "left": len(changes.left),
        }
        text = _(
            "Edition of %(edition)s: %(listed)d places, %(new)d new, %(changed)d changed, %(returned)d came back, "
            "%(left)d left."
        )
        self.stdout.write(text % counts)
        if dry_run:
            self.stdout.write(_("This was a dry run: nothing was changed."))

    def _name(self, heading: str, places: Any) -> None:
        if not places:
            return
        self.stdout.write(f"{heading}:")
        for place in places[:MOST_NAMED]:
            self.stdout.write(f"  {_line(place)}")
        if len(places) > MOST_NAMED:
            self.stdout.write(_("  and %(count)d more") % {"count": len(places) - MOST_NAMED})


def _line(place: Location) -> str:
    return ", ".join(filter(None, (place.name, place.postcode, place.location_id)))
